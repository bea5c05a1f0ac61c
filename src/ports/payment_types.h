// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What is said to a payment gateway and what it answers. Cards appear only as the gateway's
// tokens: a card number or security code has no field here.
#pragma once

#include <optional>
#include <string>

#include "base/enum_text.h"
#include "domain/ids.h"
#include "domain/money.h"
#include "domain/organization.h"

namespace perseat::ports {

// Why a bank or the gateway said no. The text is also the `reason` of a refused card.
enum class DeclineCode {
  generic_decline,
  insufficient_funds,
  expired_card,
  incorrect_security_code,
  processing_error,
  lost_card,
  stolen_card,
  suspected_fraud,
  limit_exceeded,
  card_not_supported,
  authentication_required,  // the buyer was not there to prove who they are
  authentication_failed,    // the buyer was asked and did not
  canceled                  // given up before anything was charged
};

struct CardDetails {
  std::string token;
  std::string brand;  // as the gateway names it, e.g. "visa"
  std::string last4;
  int expiry_month = 0;     // 1 to 12
  int expiry_year = 0;      // four digits
  std::string country;      // ISO 3166-1 alpha-2 of the issuer, empty if the gateway does not tell
  std::string holder_name;  // empty if it was not given
  Address address;
};

struct CustomerRequest {
  OrgId org;
  std::string name;
};

// What may change on a card; its number never. Absent means: as it is.
struct CardChanges {
  std::optional<int> expiry_month;  // 1 to 12
  std::optional<int> expiry_year;   // four digits
  std::optional<std::string> holder_name;
  std::optional<Address> address;
  // The security code entered again, as the gateway's single-use token. It is proven genuine and
  // unused here; the bank compares the code with the next charge that carries the token.
  std::optional<std::string> security_code_token;
};

struct ChargeRequest {
  AttemptId attempt;  // the gateway's idempotency key: one attempt charges once at most
  std::string customer;
  std::string payment_method_token;
  Money amount;
  std::string description;
  OrgId org;
  InvoiceId invoice;
  bool buyer_is_present = false;  // false: nobody can authenticate, as in a renewal
  std::string return_url;         // where the buyer comes back to after authenticating
  std::optional<std::string> security_code_token;
  // An earlier try of this attempt may have reached the gateway: it is looked up first, so that
  // it stays one charge even when the gateway has forgotten the key (after 24 hours).
  bool is_retry = false;
};

enum class ChargeStatus {
  succeeded,
  declined,
  needs_action,  // the buyer has to authenticate at next_action_url
  unknown        // sent, and the answer is lost: ask again, never guess
};

struct ChargeOutcome {
  ChargeStatus status = ChargeStatus::unknown;
  std::string payment_reference;       // the gateway's id; may be empty when unknown
  std::optional<DeclineCode> decline;  // with declined only
  std::string decline_text;            // the gateway's own word, e.g. "insufficient_funds"
  std::string next_action_url;         // with needs_action only
};

struct RefundRequest {
  AttemptId attempt;              // as in a charge
  std::string payment_reference;  // of the charge
  Money amount;                   // at most what is left of the charge
  OrgId org;
  bool is_retry = false;  // as in a charge
};

// pending: the gateway took it and moves the money later.
enum class RefundStatus { succeeded, pending, failed, unknown };

struct RefundOutcome {
  RefundStatus status = RefundStatus::unknown;
  std::string refund_reference;  // may be empty when unknown
  std::string failure_text;      // the gateway's own word, with failed only
};

}  // namespace perseat::ports

template <>
struct perseat::EnumText<perseat::ports::DeclineCode> {
  using Code = perseat::ports::DeclineCode;
  static constexpr std::array<EnumEntry<Code>, 13> table{
      {{Code::generic_decline, "genericDecline"},
       {Code::insufficient_funds, "insufficientFunds"},
       {Code::expired_card, "expiredCard"},
       {Code::incorrect_security_code, "incorrectSecurityCode"},
       {Code::processing_error, "processingError"},
       {Code::lost_card, "lostCard"},
       {Code::stolen_card, "stolenCard"},
       {Code::suspected_fraud, "suspectedFraud"},
       {Code::limit_exceeded, "limitExceeded"},
       {Code::card_not_supported, "cardNotSupported"},
       {Code::authentication_required, "authenticationRequired"},
       {Code::authentication_failed, "authenticationFailed"},
       {Code::canceled, "canceled"}}};
};
