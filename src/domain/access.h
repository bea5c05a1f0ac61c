// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Who may do what: roles, the facts that tie a person to a thing, and one table of both (in
// access.cpp). Admins read a self-service purchase; they change nothing of it but take it over,
// transfer it, and stop its renewal.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "base/enum_text.h"
#include "domain/action.h"

namespace perseat {

// What can be granted. That somebody is a member or a guest of the organization is no role.
enum class Role {
  global_admin,
  billing_admin,
  license_admin,
  user_admin,
  global_reader,
  service_support_admin,
  billing_account_owner,
  billing_account_contributor,
  billing_account_reader,
  billing_profile_owner,  // these four are granted for one billing profile
  billing_profile_contributor,
  billing_profile_reader,
  invoice_manager,
  partner,             // delegated administration: reads; with globalAdmin as well it also acts
  deployment_operator  // of the whole server: catalog, billing runs
};

[[nodiscard]] constexpr bool is_billing_profile_role(Role role) {
  return role >= Role::billing_profile_owner && role <= Role::invoice_manager;
}
[[nodiscard]] constexpr bool is_billing_account_role(Role role) {
  return role >= Role::billing_account_owner && role <= Role::billing_account_reader;
}

class RoleSet {
 public:
  constexpr RoleSet() = default;
  constexpr RoleSet(std::initializer_list<Role> roles) {
    for (const Role role : roles) insert(role);
  }
  constexpr void insert(Role role) { bits_ |= bit(role); }
  [[nodiscard]] constexpr bool has(Role role) const { return (bits_ & bit(role)) != 0; }
  bool operator==(const RoleSet&) const = default;

 private:
  static constexpr std::uint32_t bit(Role role) { return 1U << static_cast<unsigned>(role); }
  std::uint32_t bits_ = 0;
};

// How a person stands to the thing that an action is about. Facts that do not apply stay false.
struct Standing {
  // Of the person in the organization; of the billing profile roles only those for the profile
  // that the action is about.
  RoleSet roles;
  bool is_guest = false;
  bool account_is_active = true;
  bool is_purchaser = false;      // of the subscription, or of the one an invoice is for
  bool is_assignee = false;       // holds one of its licenses
  bool is_profile_owner = false;  // made owner of the billing profile by the purchase
  bool is_card_owner = false;     // added the payment method
  bool is_self = false;           // the thing is the person's own: token, job, request
  // Whether the organization governs the subscription (bought centrally), not its purchaser.
  bool is_central = false;
};

struct Access {
  bool allowed = false;
  bool visible = false;     // when not allowed: false means answer as if it did not exist (404)
  std::string_view reason;  // empty when allowed, else a stable camelCase word

  [[nodiscard]] explicit operator bool() const { return allowed; }
};

// Reasons: notFound (hidden), accountDisabled, guestAccount, selfServiceAdminReadOnly,
// billingRoleRequired, roleRequired.
[[nodiscard]] Access check(Action action, const Standing& standing);

template <>
struct EnumText<Role> {
  using Entry = EnumEntry<Role>;
  static constexpr std::array table{
      Entry{Role::global_admin, "globalAdmin"},
      Entry{Role::billing_admin, "billingAdmin"},
      Entry{Role::license_admin, "licenseAdmin"},
      Entry{Role::user_admin, "userAdmin"},
      Entry{Role::global_reader, "globalReader"},
      Entry{Role::service_support_admin, "serviceSupportAdmin"},
      Entry{Role::billing_account_owner, "billingAccountOwner"},
      Entry{Role::billing_account_contributor, "billingAccountContributor"},
      Entry{Role::billing_account_reader, "billingAccountReader"},
      Entry{Role::billing_profile_owner, "billingProfileOwner"},
      Entry{Role::billing_profile_contributor, "billingProfileContributor"},
      Entry{Role::billing_profile_reader, "billingProfileReader"},
      Entry{Role::invoice_manager, "invoiceManager"},
      Entry{Role::partner, "partner"},
      Entry{Role::deployment_operator, "operator"}};
};

}  // namespace perseat
