// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "support/samples.h"
#include "usecases/billing_account/update_billing_account.h"
#include "usecases/billing_profiles/replace_profile_payment_method.h"
#include "usecases/billing_profiles/update_billing_profile.h"
#include "usecases/payment_methods/add_payment_method.h"
#include "usecases/payment_methods/delete_payment_method.h"

namespace perseat::usecases {
namespace {

const Address office_address{"Lindenstr. 5", "", "Berlin", "", "10969", "DE"};

class BillingProfiles : public testing::Test {
 protected:
  BillingProfiles() {
    subscription = test::add_subscription(harness, world, 3);
    profile = test::profile_of(harness, world, subscription);
  }
  [[nodiscard]] Actor buyer() const { return world.actor(world.buyer); }
  [[nodiscard]] Actor with_role(Role role) const {
    Actor actor = world.actor(world.colleague);
    const bool is_for_profile = is_billing_profile_role(role);
    actor.roles.push_back({role, is_for_profile ? profile : BillingProfileId{}});
    return actor;
  }
  [[nodiscard]] BillingProfile kept() {
    store::Needs needs;
    needs.billing_profiles.add({world.org, profile});
    return harness.load(needs).billing_profiles.get({world.org, profile});
  }
  PaymentMethodId add_card(const Actor& owner, const std::string& token, std::int64_t year = 2030) {
    AddPaymentMethod add{{"cus_1", token, "visa", "4242", 1, year, "DE"},
                         {"B Kim", office_address}};
    return harness.run(add, owner)->payment_method.id;
  }
  Result<UpdateBillingProfile::Output> update(const BillingProfileUpdate& change) {
    return harness.run(UpdateBillingProfile{profile, change}, buyer());
  }

  test::Harness harness;
  test::World world = test::make_world(harness);
  SubscriptionId subscription;
  BillingProfileId profile;
};

TEST_F(BillingProfiles, TheOwnerChangesWhatInvoicesSay) {
  BillingProfileUpdate change;
  change.name = " Design ";
  change.po_number = "PO-7";
  change.bill_to = office_address;
  change.contact_email = "b@example.test";
  change.invoices_by_email = false;
  change.invoice_recipients = {"books@example.test", "x@example.test"};
  ASSERT_TRUE(update(change).has_value());
  const BillingProfile row = kept();
  EXPECT_EQ(row.name, "Design");
  EXPECT_EQ(row.po_number, "PO-7");
  EXPECT_EQ(row.bill_to, office_address);
  EXPECT_FALSE(row.invoice_by_email);
  EXPECT_EQ(row.extra_recipients, "books@example.test x@example.test");
  EXPECT_EQ(row.version, 2);
  change = {};
  change.po_number = "";
  change.contact_email = "";
  ASSERT_TRUE(update(change).has_value());
  EXPECT_EQ(kept().po_number, "");
  EXPECT_EQ(kept().contact_email, "");
}

TEST_F(BillingProfiles, AnUpdateIsRefusedWithTheFieldThatIsWrong) {
  struct Row {
    const char* field;
    const char* reason;
    void (*spoil)(BillingProfileUpdate&);
  };
  const Row rows[] = {
      {"", "nothingToChange", [](BillingProfileUpdate&) {}},
      {"name", "tooShort", [](BillingProfileUpdate& change) { change.name = " "; }},
      {"name", "cardDataRefused",
       [](BillingProfileUpdate& change) { change.name = "4242424242424242"; }},
      {"contactEmail", "malformedEmail",
       [](BillingProfileUpdate& change) { change.contact_email = "nobody"; }},
      {"invoiceRecipients[1]", "duplicate",
       [](BillingProfileUpdate& change) {
         change.invoice_recipients = {"a@example.test", "A@example.test"};
       }},
      {"invoiceRecipients", "tooMany",
       [](BillingProfileUpdate& change) { change.invoice_recipients.emplace(21, "a@b.test"); }},
      {"billTo.country", "unknownCountry",
       [](BillingProfileUpdate& change) { change.bill_to = Address{"a", "", "b", "", "", "QQ"}; }}};
  for (const Row& row : rows) {
    BillingProfileUpdate change;
    row.spoil(change);
    const auto refused = update(change);
    ASSERT_FALSE(refused.has_value()) << row.reason;
    EXPECT_EQ(refused.error().reason, row.reason);
    EXPECT_EQ(refused.error().field, row.field);
  }
}

TEST_F(BillingProfiles, OnlyOwnersAndContributorsChangeThem) {
  struct Row {
    Role role;
    const char* reason;
  };
  const Row rows[] = {{Role::billing_profile_owner, ""},
                      {Role::billing_profile_contributor, ""},
                      {Role::billing_profile_reader, "billingRoleRequired"},
                      {Role::invoice_manager, "billingRoleRequired"},
                      {Role::billing_account_owner, "billingRoleRequired"},
                      {Role::global_admin, "billingRoleRequired"},
                      {Role::license_admin, "notFound"}};
  int count = 0;
  for (const Row& row : rows) {
    BillingProfileUpdate change;
    change.po_number = std::to_string(++count);
    const auto done = harness.run(UpdateBillingProfile{profile, change}, with_role(row.role));
    EXPECT_EQ(done ? "" : done.error().reason, row.reason) << enum_text(row.role);
  }
}

TEST_F(BillingProfiles, AnotherCardPaysAndTheOldOneIsKept) {
  const PaymentMethodId card = add_card(buyer(), "pm_2");
  const auto preview = harness.run(ReplaceProfilePaymentMethod{profile, card, true}, buyer());
  ASSERT_TRUE(preview.has_value());
  EXPECT_EQ(preview->profile.payment_method, card);
  EXPECT_EQ(kept().payment_method, world.card);
  ASSERT_TRUE(harness.run(ReplaceProfilePaymentMethod{profile, card, false}, buyer()).has_value());
  EXPECT_EQ(kept().payment_method, card);
  // Nothing is left for the old card to pay.
  EXPECT_TRUE(harness.run(DeletePaymentMethod{world.card}, buyer()).has_value());
  EXPECT_EQ(harness.run(DeletePaymentMethod{card}, buyer()).error().reason, "paymentMethodInUse");
}

TEST_F(BillingProfiles, OnlyOnesOwnGoodCardCanPay) {
  const PaymentMethodId others = add_card(world.actor(world.colleague), "pm_other");
  EXPECT_EQ(
      harness.run(ReplaceProfilePaymentMethod{profile, others, false}, buyer()).error().reason,
      "paymentMethodNotFound");
  const PaymentMethodId ending = add_card(buyer(), "pm_ending", 2026);
  harness.clock.set(*parse_instant("2026-02-01T10:00:00Z"));
  EXPECT_EQ(
      harness.run(ReplaceProfilePaymentMethod{profile, ending, false}, buyer()).error().reason,
      "paymentMethodNotUsable");
  EXPECT_EQ(kept().payment_method, world.card);
}

TEST_F(BillingProfiles, ABackupIsAnotherCardAndHoldsItToo) {
  BillingProfileUpdate change;
  change.backup_payment_method = world.card;
  EXPECT_EQ(update(change).error().reason, "conflictingFields");
  const PaymentMethodId card = add_card(buyer(), "pm_2");
  change.backup_payment_method = card;
  ASSERT_TRUE(update(change).has_value());
  EXPECT_EQ(harness.run(DeletePaymentMethod{card}, buyer()).error().reason, "paymentMethodInUse");
  // The backup that becomes the first is no backup any more.
  ASSERT_TRUE(harness.run(ReplaceProfilePaymentMethod{profile, card, false}, buyer()).has_value());
  EXPECT_TRUE(kept().backup_payment_method.is_nil());
  change.backup_payment_method = world.card;
  ASSERT_TRUE(update(change).has_value());
  change.backup_payment_method = PaymentMethodId{};
  ASSERT_TRUE(update(change).has_value());
  EXPECT_TRUE(kept().backup_payment_method.is_nil());
}

TEST_F(BillingProfiles, TheAccountKeepsItsCountryAndANewTaxNumberIsNotVerified) {
  const Actor admin = world.actor(world.admin);
  harness.change([&](store::State& state) {
    store::Needs needs;
    needs.billing_accounts.add(world.org);
    BillingAccount account = harness.load(needs).billing_accounts.get(world.org);
    state.billing_accounts.put_loaded(account);
    BillingAccount& row = state.billing_accounts.change(world.org);
    row.tax_id = "DE1";
    row.tax_id_verified = true;
  });
  UpdateBillingAccount same;
  same.tax_id = "DE1";
  EXPECT_TRUE(harness.run(same, admin)->account.tax_id_verified);
  UpdateBillingAccount change;
  change.tax_id = "DE2";
  change.time_zone = "Europe/Vienna";
  change.sold_to = office_address;
  const auto changed = harness.run(change, admin);
  ASSERT_TRUE(changed.has_value()) << changed.error().reason;
  EXPECT_FALSE(changed->account.tax_id_verified);
  EXPECT_EQ(changed->account.time_zone, "Europe/Vienna");
  change = {};
  change.sold_to = Address{"1 Rue", "", "Paris", "", "", "FR"};
  EXPECT_EQ(harness.run(change, admin).error().reason, "countryFixed");
  change = {};
  change.time_zone = "Europe/Nowhere";
  EXPECT_EQ(harness.run(change, admin).error().reason, "unknownTimeZone");
  change = {};
  EXPECT_EQ(harness.run(change, admin).error().reason, "nothingToChange");
  change.name = "Mine";
  EXPECT_EQ(harness.run(change, buyer()).error().reason, "billingRoleRequired");
}

}  // namespace
}  // namespace perseat::usecases
