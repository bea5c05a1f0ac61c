// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Changes where the invoices of a profile go and what they say. Issued ones stay as they are.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/actor.h"
#include "domain/billing.h"
#include "store/state.h"

namespace perseat::usecases {

// What is absent stays as it is; an empty text takes away what was there.
struct BillingProfileUpdate {
  std::optional<std::string> name;
  std::optional<Address> bill_to;
  std::optional<std::string> contact_email;
  std::optional<std::string> po_number;
  std::optional<bool> invoices_by_email;
  std::optional<std::vector<std::string>> invoice_recipients;  // at most 20 addresses
  std::optional<PaymentMethodId> backup_payment_method;        // a card of the caller; nil: none
};

struct UpdateBillingProfile {
  BillingProfileId profile;
  BillingProfileUpdate update;
  struct Output {
    BillingProfile profile;
  };

  void needs(store::Needs& needs, const Actor& actor) const;
  // Reasons besides those of texts: nothingToChange, duplicate, tooMany, paymentMethodNotFound,
  // paymentMethodNotUsable, conflictingFields (the backup is the card that pays first).
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const;
};

}  // namespace perseat::usecases
