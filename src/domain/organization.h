// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// A tenant, and the account that its bills are made out to.
#pragma once

#include <optional>
#include <string>

#include "base/enum_text.h"
#include "base/time.h"
#include "domain/ids.h"
#include "domain/money.h"

namespace perseat {

// Government and education buy under contracts of their own, never by self-service.
enum class OrganizationKind { commercial, government, education, nonprofit };
template <>
struct EnumText<OrganizationKind> {
  static constexpr std::array<EnumEntry<OrganizationKind>, 4> table{
      {{OrganizationKind::commercial, "commercial"},
       {OrganizationKind::government, "government"},
       {OrganizationKind::education, "education"},
       {OrganizationKind::nonprofit, "nonprofit"}}};
};

struct Organization {
  using Key = OrgId;

  OrgId org;
  std::string name;
  std::string country;  // ISO 3166-1 alpha-2
  OrganizationKind kind = OrganizationKind::commercial;
  Instant created_at;
  std::int64_t version = 1;

  [[nodiscard]] Key key() const { return org; }
};

struct Address {
  std::string line1;
  std::string line2;
  std::string city;
  std::string region;  // ISO 3166-2 subdivision without the country, may be empty
  std::string postal_code;
  std::string country;  // ISO 3166-1 alpha-2

  bool operator==(const Address&) const = default;
};

// One per organization: who buys (sold-to decides the tax), and whose calendar days count.
struct BillingAccount {
  using Key = OrgId;

  OrgId org;
  std::string name;
  Address sold_to;
  std::string tax_id;            // VAT or similar number, may be empty
  bool tax_id_verified = false;  // reverse charge needs a verified one
  std::string registration_number;
  std::string time_zone;  // IANA name
  Currency currency;
  std::int64_t version = 1;

  [[nodiscard]] Key key() const { return org; }
};

}  // namespace perseat
