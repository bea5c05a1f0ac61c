// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Bodies of the requests about buying and owning.
#pragma once

#include <optional>
#include <string>

#include "adapters/http/billing_bodies.h"
#include "base/json_struct.h"
#include "domain/money.h"
#include "usecases/subscriptions/buy_subscription.h"
#include "usecases/subscriptions/cancel_subscription.h"
#include "usecases/subscriptions/create_quote.h"

namespace perseat::http {

struct MoneyBody {
  std::string amount;
  std::string currency;
};
BOOST_DESCRIBE_STRUCT(MoneyBody, (), (amount, currency))

// Reasons: unknownCurrency and those of parse_decimal.
[[nodiscard]] inline Result<std::optional<Money>> money_of(const std::optional<MoneyBody>& body) {
  if (!body) return std::optional<Money>{};
  const auto currency = parse_currency(body->currency);
  if (!currency) return invalid("expectedTotal.currency", "unknownCurrency", "No such currency.");
  return std::optional<Money>{TRY(parse_decimal(body->amount, *currency))};
}

enum class AccountType { self_service, organization };

struct BuySubscriptionBody {
  OfferId offer_id;
  std::int64_t quantity = 0;
  std::optional<PaymentMethodId> payment_method_id;
  std::optional<NewPaymentMethodBody> payment_method;
  std::optional<AddressBody> billing_address;
  std::optional<bool> trial;
  std::optional<std::string> nickname;
  std::optional<AccountType> account_type;
  std::optional<BillingProfileId> billing_profile_id;
  std::optional<MoneyBody> expected_total;
};
BOOST_DESCRIBE_STRUCT(BuySubscriptionBody, (),
                      (offer_id, quantity, payment_method_id, payment_method, billing_address,
                       trial, nickname, account_type, billing_profile_id, expected_total))

struct CreateQuoteBody {
  usecases::QuoteKind kind = usecases::QuoteKind::purchase;
  std::optional<OfferId> offer_id;
  std::optional<SubscriptionId> subscription_id;
  std::optional<std::int64_t> quantity;
  std::optional<bool> trial;
  std::optional<AccountType> account_type;
  std::optional<usecases::When> when;
};
BOOST_DESCRIBE_STRUCT(CreateQuoteBody, (),
                      (kind, offer_id, subscription_id, quantity, trial, account_type, when))

struct UpdateSubscriptionBody {
  std::optional<RecurringBilling> recurring_billing;
  std::optional<Term> billing_frequency;
  std::optional<std::string> nickname;
  std::optional<BillingProfileId> billing_profile_id;
};
BOOST_DESCRIBE_STRUCT(UpdateSubscriptionBody, (),
                      (recurring_billing, billing_frequency, nickname, billing_profile_id))

struct SetQuantityBody {
  std::int64_t quantity = 0;
  std::optional<usecases::When> when;
  std::optional<MoneyBody> expected_total;
};
BOOST_DESCRIBE_STRUCT(SetQuantityBody, (), (quantity, when, expected_total))

struct CancelSubscriptionBody {
  CancelReason reason = CancelReason::other;
  std::optional<std::string> feedback;
};
BOOST_DESCRIBE_STRUCT(CancelSubscriptionBody, (), (reason, feedback))

struct ReactivateSubscriptionBody {
  std::optional<PaymentMethodId> payment_method_id;
};
BOOST_DESCRIBE_STRUCT(ReactivateSubscriptionBody, (), (payment_method_id))

}  // namespace perseat::http

template <>
struct perseat::EnumText<perseat::http::AccountType> {
  using Type = perseat::http::AccountType;
  static constexpr std::array table{EnumEntry<Type>{Type::self_service, "selfService"},
                                    EnumEntry<Type>{Type::organization, "organization"}};
};
