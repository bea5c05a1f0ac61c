// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Changes what may change of a card: date, name, address. Its number never does, and a security
// code is only ever seen by the gateway.
#pragma once

#include <optional>

#include "domain/actor.h"
#include "domain/billing.h"
#include "store/state.h"
#include "usecases/payment_methods/card_details.h"

namespace perseat::usecases {

struct CardUpdate {
  std::optional<std::int64_t> expiry_month;  // together with the year
  std::optional<std::int64_t> expiry_year;
  std::optional<std::string> name;
  std::optional<Address> address;
  bool has_new_security_code = false;  // it went to the gateway only

  [[nodiscard]] bool is_empty() const {
    return !expiry_month && !expiry_year && !name && !address && !has_new_security_code;
  }
};

// Trimmed and checked against the day in the organization's zone. Reasons: nothingToChange,
// conflictingFields (a month without its year), outOfRange, and those of texts.
[[nodiscard]] Result<CardUpdate> clean_card_update(const CardUpdate& update, Date today);

struct UpdatePaymentMethod {
  PaymentMethodId payment_method;
  CardUpdate update;
  struct Output {
    PaymentMethod payment_method;
  };

  void needs(store::Needs& needs, const Actor& actor) const;
  // Everything but the change: for asking before the gateway is told.
  [[nodiscard]] Result<CardUpdate> check_first(const store::State& state,
                                               const Context& context) const;
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const;
};

}  // namespace perseat::usecases
