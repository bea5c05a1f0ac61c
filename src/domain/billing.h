// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Who pays with what: cards as the gateway keeps them, and the profiles that are invoiced.
#pragma once

#include <optional>
#include <string>

#include "base/enum_text.h"
#include "base/time.h"
#include "domain/ids.h"
#include "domain/money.h"
#include "domain/organization.h"

namespace perseat {

// A card as the gateway keeps it. Number and security code never come here.
struct PaymentMethod {
  using Key = OrgKey<PaymentMethodId>;

  OrgId org;
  PaymentMethodId id;
  UserId owner;
  std::string gateway_customer;
  std::string gateway_token;
  std::string brand;  // as the gateway names it, e.g. "visa"
  std::string last4;
  std::int64_t expiry_month = 0;  // 1 to 12
  std::int64_t expiry_year = 0;   // four digits
  std::string holder_name;
  Address address;
  std::string issuing_country;         // ISO 3166-1 alpha-2, empty if the gateway does not tell
  std::optional<Instant> declined_at;  // the last charge failed then
  std::optional<Instant> deleted_at;
  Instant created_at;
  std::int64_t version = 1;

  [[nodiscard]] Key key() const { return {org, id}; }
};

// Made automatically by a self-service purchase and invoiced by itself.
struct BillingProfile {
  using Key = OrgKey<BillingProfileId>;

  OrgId org;
  BillingProfileId id;
  UserId owner;
  std::string name;
  Currency currency;
  PaymentMethodId payment_method;
  PaymentMethodId backup_payment_method;  // nil: none
  Address bill_to;
  std::string contact_email;
  std::string po_number;  // printed on future invoices only
  bool invoice_by_email = true;
  std::string extra_recipients;  // space-separated addresses
  std::string invoice_series;    // unique in the deployment, e.g. "A7K2M9"; empty once closed
  std::int64_t next_invoice_number = 1;
  Instant created_at;
  // The purchase that made it was declined: nothing is billed to it, and it is shown to nobody.
  std::optional<Instant> closed_at;
  std::int64_t version = 1;

  [[nodiscard]] Key key() const { return {org, id}; }
};

// Who owns a series of invoice numbers: keyed by the series, which is unique over everybody.
struct InvoiceSeries {
  using Key = std::string;

  std::string series;
  OrgId org;
  BillingProfileId profile;

  [[nodiscard]] Key key() const { return series; }
};

}  // namespace perseat
