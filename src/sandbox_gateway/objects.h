// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What the sandbox keeps. Objects are replaced, never changed, so that an answer saved under an
// idempotency key stays what it was. Card numbers have no member here. Empty texts go out as null.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/json_struct.h"

namespace perseat::sandbox_gateway {

struct Metadata {
  std::string name;
  std::string value;
};
BOOST_DESCRIBE_STRUCT(Metadata, (), (name, value))

// `created` is in seconds since 1970 everywhere, as the protocol has it.
struct Customer {
  std::string id;
  std::int64_t created = 0;
  std::string name;
  std::string email;
  std::string description;
  std::vector<Metadata> metadata;
};
BOOST_DESCRIBE_STRUCT(Customer, (), (id, created, name, email, description, metadata))

struct BillingDetails {
  std::string name;
  std::string email;
  std::string phone;
  std::string line1;
  std::string line2;
  std::string city;
  std::string state;
  std::string postal_code;
  std::string country;
};
BOOST_DESCRIBE_STRUCT(BillingDetails, (),
                      (name, email, phone, line1, line2, city, state, postal_code, country))

struct PaymentMethod {
  std::string id;
  std::int64_t created = 0;
  std::string customer;
  std::string brand;
  std::string country;
  std::string funding;
  std::string last4;
  std::int64_t exp_month = 0;
  std::int64_t exp_year = 0;
  std::string fingerprint;
  std::string behavior;  // cards.h: the text of a Behavior
  bool has_cvc = false;
  bool is_set_up = false;  // authenticated once for payments without the buyer
  bool is_spent = false;   // detached, or used without a customer: cannot be used again
  BillingDetails billing;
  std::vector<Metadata> metadata;
};
BOOST_DESCRIBE_STRUCT(PaymentMethod, (),
                      (id, created, customer, brand, country, funding, last4, exp_month, exp_year,
                       fingerprint, behavior, has_cvc, is_set_up, is_spent, billing, metadata))

// Why a card was refused (HTTP 402).
struct Decline {
  std::string code;
  std::string decline_code;
  std::string message;
  std::string param;
};
BOOST_DESCRIBE_STRUCT(Decline, (), (code, decline_code, message, param))

struct PaymentIntent {
  std::string id;
  std::int64_t created = 0;
  std::int64_t amount = 0;  // as the protocol counts: see docs/guides/sandbox-gateway.md
  std::string currency;     // lower case
  std::string status;
  std::string customer;
  std::string payment_method;
  std::string description;
  std::string setup_future_usage;
  std::string client_secret;
  std::string latest_charge;
  std::int64_t amount_refunded = 0;
  std::optional<Decline> last_error;
  std::string return_url;
  std::string action_url;     // with requires_action
  std::string action_secret;  // who knows it may authenticate the payment
  std::string cancellation_reason;
  std::int64_t canceled_at = 0;  // 0: it is not
  std::vector<Metadata> metadata;
};
BOOST_DESCRIBE_STRUCT(PaymentIntent, (),
                      (id, created, amount, currency, status, customer, payment_method, description,
                       setup_future_usage, client_secret, latest_charge, amount_refunded,
                       last_error, return_url, action_url, action_secret, cancellation_reason,
                       canceled_at, metadata))

struct Refund {
  std::string id;
  std::int64_t created = 0;
  std::string payment_intent;
  std::string charge;
  std::int64_t amount = 0;
  std::string currency;
  std::string status;
  std::string reason;
  std::string failure_reason;
  std::vector<Metadata> metadata;
};
BOOST_DESCRIBE_STRUCT(Refund, (),
                      (id, created, payment_intent, charge, amount, currency, status, reason,
                       failure_reason, metadata))

// A security code entered again. The code itself is not kept.
struct Token {
  std::string id;
  std::int64_t created = 0;
  bool used = false;
};
BOOST_DESCRIBE_STRUCT(Token, (), (id, created, used))

// One movement of money, written when it happens and never changed.
struct LedgerEntry {
  std::string kind;  // charge, refund
  std::string id;    // of the charge or refund
  std::string payment_intent;
  std::int64_t amount = 0;
  std::string currency;
  std::string idempotency_key;
  std::int64_t created = 0;
  std::vector<Metadata> metadata;
};
BOOST_DESCRIBE_STRUCT(LedgerEntry, (),
                      (kind, id, payment_intent, amount, currency, idempotency_key, created,
                       metadata))

template <class T>
using Snapshot = std::shared_ptr<const T>;
using AnyObject = std::variant<std::monostate, Snapshot<Customer>, Snapshot<PaymentMethod>,
                               Snapshot<PaymentIntent>, Snapshot<Refund>, Snapshot<Token>>;

}  // namespace perseat::sandbox_gateway
