// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "domain/access.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

namespace perseat {
namespace {

// The people of the tables below, with what ties them to one self-service subscription, the
// billing profile that it made, and the card that pays.
Standing standing_of(const std::string& who) {
  Standing standing;
  if (who == "purchaser") {
    standing.is_purchaser = standing.is_profile_owner = standing.is_card_owner = true;
  } else if (who == "assignee") {
    standing.is_assignee = true;
  } else if (who == "guest") {
    standing.is_guest = true;
  } else if (who == "partnerAdmin") {
    standing.roles = {Role::partner, Role::global_admin};
  } else if (who != "member") {
    standing.roles.insert(parse_enum<Role>(who).value());
  }
  return standing;
}

char letter_of(const Access& access) {
  if (access.allowed) return 'Y';
  return access.visible ? 'n' : '.';
}

std::vector<std::string> words(const std::string& line) {
  std::istringstream stream(line);
  std::vector<std::string> found;
  for (std::string word; stream >> word;) found.push_back(word);
  return found;
}

// Y allowed, n refused with a reason, . as if it did not exist.
void expect_table(const std::vector<std::string>& people, const std::vector<std::string>& rows,
                  bool is_central) {
  for (const std::string& row : rows) {
    const std::vector<std::string> cells = words(row);
    ASSERT_EQ(cells.size(), people.size() + 1) << row;
    const auto action = parse_enum<Action>(cells[0]);
    ASSERT_TRUE(action) << cells[0];
    for (std::size_t i = 0; i < people.size(); ++i) {
      Standing standing = standing_of(people[i]);
      standing.is_central = is_central;
      EXPECT_EQ(std::string(1, letter_of(check(*action, standing))), cells[i + 1])
          << cells[0] << " " << people[i];
    }
  }
}

TEST(Access, FollowsTheTableForSelfServicePurchases) {
  expect_table({"purchaser", "assignee", "globalAdmin", "billingAdmin", "licenseAdmin", "userAdmin",
                "globalReader", "partner", "partnerAdmin", "guest"},
               {"buySubscription             Y Y Y Y Y Y Y n n n",
                "listOwnSubscriptions        Y Y Y Y Y Y Y . . n",
                "listSelfServicePurchases    n n Y Y n n Y Y Y n",
                "exportLicenseHolders        n n Y Y n n Y Y Y n",
                "getSubscription             Y . Y Y . . Y Y Y .",
                "listOrders                  Y . Y Y n n Y Y Y .",
                "setQuantity                 Y . n n n n n n n .",
                "assignLicenses              Y . n n n n n n n .",
                "unassignLicenses            Y . n n n n n n n .",
                "createAssignmentJob         Y . n n n n n n n .",
                "listAssignments             Y . Y Y n n Y Y Y .",
                "cancelSubscription          Y . n n . . n n n .",
                "reactivateSubscription      Y . n n . . n n n .",
                "changeRecurringBilling      Y . n n . . n n n .",
                "updateSubscription          Y . n n . . n n n .",
                "stopRenewal                 Y . Y Y . . n n Y .",
                "takeOverSubscription        n . Y Y . . n n Y .",
                "transferSubscription        Y . Y Y . . n n Y .",
                "getPolicy                   n n Y Y n n Y n Y n",
                "setPolicy                   n n Y Y n n n n Y n",
                "createLicenseRequest        Y Y Y Y Y Y Y . . n",
                "decideLicenseRequest        . . Y n Y Y n n Y .",
                "useProduct                  n Y n n n n n . . n",
                "updatePaymentMethod         Y . . . . . . . . .",
                "deletePaymentMethod         Y . . . . . . . . .",
                "replaceProfilePaymentMethod Y . n n . . n n n .",
                "getInvoice                  Y . n n . . n n n .",
                "payInvoice                  Y . n n . . n n n .",
                "grantBillingProfileRoles    Y . n n . . n n n .",
                "grantRoles                  n n Y n n n n n Y n",
                "manageUsers                 n n Y n n Y n n Y n",
                "manageCatalog               n n n n n n n n n n"},
               false);
}

TEST(Access, FollowsTheTableForCentralSubscriptions) {
  expect_table(
      {"purchaser", "member", "globalAdmin", "billingAdmin", "licenseAdmin", "userAdmin",
       "serviceSupportAdmin", "partner", "partnerAdmin", "guest"},
      {"buyCentralSubscription n n Y Y n n n n Y n", "createQuote            Y Y Y Y Y Y Y . Y n",
       "listProducts           Y Y Y Y Y Y Y . Y n", "setQuantity            . . Y Y n n . n Y .",
       "assignLicenses         . . Y n Y Y . n Y .", "unassignLicenses       . . Y n Y Y . n Y .",
       "cancelSubscription     . . Y Y . . . n Y .", "getSubscription        . . Y Y Y Y . Y Y .",
       "manageUsers            n n Y n n Y n n Y n"},
      true);
}

TEST(Access, FollowsTheTableForBillingRoles) {
  expect_table(
      {"billingProfileOwner", "billingProfileContributor", "billingProfileReader", "invoiceManager",
       "billingAccountOwner", "billingAccountContributor", "billingAccountReader", "member"},
      {"getBillingProfile           Y Y Y Y Y Y Y .", "updateBillingProfile        Y Y n n n n n .",
       "replaceProfilePaymentMethod Y Y n n n n n .", "grantBillingProfileRoles    Y n n n n n n .",
       "getInvoice                  Y Y Y Y Y Y Y .", "payInvoice                  Y Y n Y n n n .",
       "getBillingAccount           Y Y Y Y Y Y Y n", "updateBillingAccount        n n n n Y Y n n",
       "grantBillingAccountRoles    n n n n Y n n n", "buySubscription             Y Y Y Y Y Y Y Y",
       "getSubscription             . . . . . . . .",
       "assignLicenses              . . . . . . . ."},
      false);
}

TEST(Access, SaysWhyAnAdminCannotTouchASelfServicePurchase) {
  for (const Role role : {Role::global_admin, Role::license_admin, Role::user_admin}) {
    Standing admin;
    admin.roles = {role};
    EXPECT_EQ(check(Action::assign_licenses, admin).reason, "selfServiceAdminReadOnly");
  }
  Standing admin;
  admin.roles = {Role::global_admin};
  EXPECT_EQ(check(Action::set_quantity, admin).reason, "selfServiceAdminReadOnly");
  EXPECT_EQ(check(Action::pay_invoice, admin).reason, "billingRoleRequired");
  admin.roles = {Role::billing_admin};
  admin.is_central = true;
  EXPECT_EQ(check(Action::assign_licenses, admin).reason, "roleRequired");
}

TEST(Access, OfAnAdminWhoIsThePurchaserIsThePurchasers) {
  Standing standing;
  standing.roles = {Role::global_admin};
  standing.is_purchaser = true;
  EXPECT_TRUE(check(Action::assign_licenses, standing));
  EXPECT_TRUE(check(Action::cancel_subscription, standing));
}

TEST(Access, OfADisabledAccountIsNone) {
  Standing standing;
  standing.roles = {Role::global_admin, Role::deployment_operator};
  standing.account_is_active = false;
  for (const auto& entry : EnumText<Action>::table) {
    EXPECT_FALSE(check(entry.first, standing)) << entry.second;
    EXPECT_EQ(check(entry.first, standing).reason, "accountDisabled");
  }
}

TEST(Access, OfAGuestIsNoneEvenWithRoles) {
  Standing standing;
  standing.roles = {Role::global_admin, Role::billing_profile_owner, Role::deployment_operator};
  standing.is_guest = standing.is_assignee = standing.is_purchaser = standing.is_self = true;
  standing.is_card_owner = standing.is_profile_owner = true;
  for (const auto& entry : EnumText<Action>::table)
    EXPECT_FALSE(check(entry.first, standing)) << entry.second;
  EXPECT_EQ(check(Action::buy_subscription, standing).reason, "guestAccount");
}

TEST(Access, ToTheDeploymentIsTheOperatorsOnly) {
  Standing standing;
  standing.roles = {Role::deployment_operator};
  for (const Action action : {Action::manage_catalog, Action::run_billing, Action::move_test_clock})
    EXPECT_TRUE(check(action, standing)) << enum_text(action);
  EXPECT_FALSE(check(Action::list_self_service_purchases, standing));
}

}  // namespace
}  // namespace perseat
