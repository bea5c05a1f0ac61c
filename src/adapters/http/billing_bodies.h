// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Bodies of the requests about paying.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json_struct.h"
#include "domain/ids.h"
#include "domain/organization.h"

namespace perseat::http {

struct AddressBody {
  std::string line1;
  std::optional<std::string> line2;
  std::string city;
  std::optional<std::string> region;
  std::optional<std::string> postal_code;
  std::string country;

  [[nodiscard]] Address address() const {
    return {line1,  line2.value_or(""), city, region.value_or(""), postal_code.value_or(""),
            country};
  }
};
BOOST_DESCRIBE_STRUCT(AddressBody, (), (line1, line2, city, region, postal_code, country))

struct NewPaymentMethodBody {
  std::string token;
  std::string name;
  AddressBody address;
};
BOOST_DESCRIBE_STRUCT(NewPaymentMethodBody, (), (token, name, address))

struct UpdatePaymentMethodBody {
  std::optional<std::string> security_code_token;
  std::optional<std::int64_t> expiry_month;
  std::optional<std::int64_t> expiry_year;
  std::optional<std::string> name;
  std::optional<AddressBody> address;
};
BOOST_DESCRIBE_STRUCT(UpdatePaymentMethodBody, (),
                      (security_code_token, expiry_month, expiry_year, name, address))

struct UpdateBillingProfileBody {
  std::optional<std::string> name;
  std::optional<bool> invoices_by_email;
  std::optional<std::vector<std::string>> invoice_recipients;
  std::optional<AddressBody> bill_to;
  std::optional<std::string> contact_email;
  std::optional<std::string> po_number;
  std::optional<PaymentMethodId> backup_payment_method_id;
  std::optional<bool> remove_backup_payment_method;
};
BOOST_DESCRIBE_STRUCT(UpdateBillingProfileBody, (),
                      (name, invoices_by_email, invoice_recipients, bill_to, contact_email,
                       po_number, backup_payment_method_id, remove_backup_payment_method))

struct ReplaceProfilePaymentMethodBody {
  PaymentMethodId payment_method_id;
  std::optional<bool> preview_only;
};
BOOST_DESCRIBE_STRUCT(ReplaceProfilePaymentMethodBody, (), (payment_method_id, preview_only))

struct UpdateBillingAccountBody {
  std::optional<std::string> name;
  std::optional<AddressBody> sold_to;
  std::optional<std::string> tax_id;
  std::optional<std::string> registration_number;
  std::optional<std::string> time_zone;
};
BOOST_DESCRIBE_STRUCT(UpdateBillingAccountBody, (),
                      (name, sold_to, tax_id, registration_number, time_zone))

}  // namespace perseat::http
