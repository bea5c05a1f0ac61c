// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The test cards: which numbers the sandbox takes, what they are and how they behave. Any other
// number is refused, so that nobody's real card ever comes to rest here. The numbers and token
// names are the ones published for testing the protocol; docs/guides/sandbox-gateway.md lists
// them with our own additions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/enum_text.h"
#include "sandbox_gateway/objects.h"

namespace perseat::sandbox_gateway {

enum class Behavior {
  succeed,
  generic_decline,
  insufficient_funds,
  lost_card,
  stolen_card,
  expired_card,
  incorrect_cvc,
  processing_error,
  velocity_exceeded,
  fraudulent,
  decline_after_attach,             // can be kept with a customer; every charge is declined
  insufficient_funds_after_attach,  // the same, for want of money (our own addition)
  authenticate_always,
  authenticate_unless_set_up,
  authenticate_on_session  // set up already: asks only when the buyer is there
};

struct CardFacts {
  std::string brand;
  std::string country;  // ISO 3166-1 alpha-2 of the issuer
  std::string funding;  // credit, debit, prepaid
  std::string last4;
  Behavior behavior = Behavior::succeed;
  std::string fingerprint;
};

// The sum of ISO/IEC 7812-1 annex B over a text of digits.
[[nodiscard]] bool passes_luhn(std::string_view digits);

// 13 to 19 digits, perhaps with spaces or hyphens, that begin like a card and pass the check sum.
[[nodiscard]] bool looks_like_card_number(std::string_view text);

// What a number is. `fingerprint_key`, a secret, makes equal cards recognizable without telling
// the number.
[[nodiscard]] std::variant<CardFacts, Decline> examine_card(std::string_view number,
                                                            std::string_view fingerprint_key);

// The number of a card issued in a country (alpha-2) with a behavior; nothing for countries and
// combinations that have none.
[[nodiscard]] std::optional<std::string> test_card_number(std::string_view country,
                                                          Behavior behavior);

// "pm_card_visa", "pm_card_kr", "pm_card_chargeDeclined", "pm_card_de_chargeCustomerFail",
// "tok_visa": the number it stands for.
[[nodiscard]] std::optional<std::string> number_of_test_token(std::string_view token);

// What the bank says to a charge; nothing for behaviors that are no decline.
[[nodiscard]] std::optional<Decline> charge_decline(Behavior behavior);
// What it says when the card is to be kept with a customer.
[[nodiscard]] std::optional<Decline> attach_decline(Behavior behavior);
// A decline by its code or decline code ("insufficient_funds", "expired_card").
[[nodiscard]] Decline decline_named(std::string_view name);

}  // namespace perseat::sandbox_gateway

template <>
struct perseat::EnumText<perseat::sandbox_gateway::Behavior> {
  using Kind = perseat::sandbox_gateway::Behavior;
  static constexpr std::array<EnumEntry<Kind>, 15> table{
      {{Kind::succeed, "succeed"},
       {Kind::generic_decline, "genericDecline"},
       {Kind::insufficient_funds, "insufficientFunds"},
       {Kind::lost_card, "lostCard"},
       {Kind::stolen_card, "stolenCard"},
       {Kind::expired_card, "expiredCard"},
       {Kind::incorrect_cvc, "incorrectCvc"},
       {Kind::processing_error, "processingError"},
       {Kind::velocity_exceeded, "velocityExceeded"},
       {Kind::fraudulent, "fraudulent"},
       {Kind::decline_after_attach, "declineAfterAttach"},
       {Kind::insufficient_funds_after_attach, "insufficientFundsAfterAttach"},
       {Kind::authenticate_always, "authenticateAlways"},
       {Kind::authenticate_unless_set_up, "authenticateUnlessSetUp"},
       {Kind::authenticate_on_session, "authenticateOnSession"}}};
};
