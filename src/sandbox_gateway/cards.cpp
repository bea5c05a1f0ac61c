// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "sandbox_gateway/cards.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "base/hash.h"
#include "sandbox_gateway/countries.h"

namespace perseat::sandbox_gateway {
namespace {

struct KnownCard {
  std::string_view number;
  std::string_view brand;
  std::string_view country;
  std::string_view funding;
  Behavior behavior = Behavior::succeed;
};

// Numbers that are what they are, without a system.
constexpr std::array<KnownCard, 19> known_cards{{
    {"4242424242424242", "visa", "US", "credit"},
    {"4000056655665556", "visa", "US", "debit"},
    {"4000058260000005", "visa", "GB", "debit"},
    {"5555555555554444", "mastercard", "US", "credit"},
    {"2223003122003222", "mastercard", "US", "credit"},
    {"5555558265554449", "mastercard", "GB", "credit"},
    {"5200828282828210", "mastercard", "US", "debit"},
    {"5105105105105100", "mastercard", "US", "prepaid"},
    {"378282246310005", "amex", "US", "credit"},
    {"371449635398431", "amex", "US", "credit"},
    {"6011111111111117", "discover", "US", "credit"},
    {"6011000990139424", "discover", "US", "credit"},
    {"3056930009020004", "diners", "US", "credit"},
    {"36227206271667", "diners", "US", "credit"},
    {"3566002020360505", "jcb", "JP", "credit"},
    {"6200000000000005", "unionpay", "CN", "credit"},
    {"4100000000000019", "visa", "US", "credit", Behavior::fraudulent},
    {"4000006000000066", "visa", "PY", "credit"},
    {"4000006040000068", "visa", "PE", "credit"},
}};

// The others are built: 400000, the issuer's country (000: United States), six digits that say how
// the card behaves, and the check digit.
constexpr std::string_view built_prefix = "400000";
constexpr std::size_t built_length = 16;

struct BuiltCode {
  std::string_view code;
  Behavior behavior;
};

// The first row of a behavior is the one numbers are built with.
constexpr std::array<BuiltCode, 17> built_codes{{
    {"000000", Behavior::succeed},
    {"000001", Behavior::succeed},
    {"000003", Behavior::succeed},
    {"000800", Behavior::succeed},
    {"000002", Behavior::generic_decline},
    {"000999", Behavior::insufficient_funds},
    {"000998", Behavior::lost_card},
    {"000997", Behavior::stolen_card},
    {"000006", Behavior::expired_card},
    {"000012", Behavior::incorrect_cvc},
    {"000011", Behavior::processing_error},
    {"000697", Behavior::velocity_exceeded},
    {"000034", Behavior::decline_after_attach},
    {"000035", Behavior::insufficient_funds_after_attach},
    {"000318", Behavior::authenticate_always},
    {"000315", Behavior::authenticate_unless_set_up},
    {"000044", Behavior::authenticate_on_session},
}};

struct TokenName {
  std::string_view name;
  Behavior behavior;
};

constexpr std::array<TokenName, 13> token_behaviors{{
    {"chargeDeclined", Behavior::generic_decline},
    {"chargeDeclinedInsufficientFunds", Behavior::insufficient_funds},
    {"chargeDeclinedLostCard", Behavior::lost_card},
    {"chargeDeclinedStolenCard", Behavior::stolen_card},
    {"chargeDeclinedExpiredCard", Behavior::expired_card},
    {"chargeDeclinedIncorrectCvc", Behavior::incorrect_cvc},
    {"chargeDeclinedProcessingError", Behavior::processing_error},
    {"chargeDeclinedVelocityLimitExceeded", Behavior::velocity_exceeded},
    {"chargeCustomerFail", Behavior::decline_after_attach},
    {"chargeCustomerFailInsufficientFunds", Behavior::insufficient_funds_after_attach},
    {"authenticationRequired", Behavior::authenticate_always},
    {"authenticationRequiredOnSetup", Behavior::authenticate_unless_set_up},
    {"authenticationRequiredSetupForOffSession", Behavior::authenticate_on_session},
}};

struct TokenBrand {
  std::string_view name;
  std::string_view number;
};

constexpr std::array<TokenBrand, 11> token_brands{{
    {"visa", "4242424242424242"},
    {"visa_debit", "4000056655665556"},
    {"mastercard", "5555555555554444"},
    {"mastercard_debit", "5200828282828210"},
    {"mastercard_prepaid", "5105105105105100"},
    {"amex", "378282246310005"},
    {"discover", "6011111111111117"},
    {"diners", "3056930009020004"},
    {"jcb", "3566002020360505"},
    {"unionpay", "6200000000000005"},
    {"radarBlock", "4100000000000019"},
}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

int luhn_sum(std::string_view digits) {
  int sum = 0;
  bool doubled = false;
  for (auto at = digits.rbegin(); at != digits.rend(); ++at) {
    int digit = *at - '0';
    if (doubled) digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
    sum += digit;
    doubled = !doubled;
  }
  return sum;
}

std::optional<Behavior> behavior_of_code(std::string_view code, bool is_united_states) {
  if (is_united_states && code == "000000") return Behavior::generic_decline;
  for (const BuiltCode& built : built_codes) {
    if (built.code == code) return built.behavior;
  }
  return std::nullopt;
}

std::optional<std::string_view> code_of_behavior(Behavior behavior) {
  for (const BuiltCode& built : built_codes) {
    if (built.behavior == behavior) return built.code;
  }
  return std::nullopt;
}

std::optional<CardFacts> facts_of(std::string_view number) {
  const std::string last4(number.substr(number.size() - 4));
  for (const KnownCard& known : known_cards) {
    if (known.number == number)
      return CardFacts{std::string(known.brand),
                       std::string(known.country),
                       std::string(known.funding),
                       last4,
                       known.behavior,
                       {}};
  }
  if (number.size() != built_length || !number.starts_with(built_prefix)) return std::nullopt;
  const std::string_view country_digits = number.substr(6, 3);
  const bool is_united_states = country_digits == "000";
  const auto country = is_united_states ? "US" : country_letters(country_digits);
  const auto behavior = behavior_of_code(number.substr(9, 6), is_united_states);
  if (!country || !behavior) return std::nullopt;
  return CardFacts{"visa", std::string(*country), "credit", last4, *behavior, {}};
}

// Keyed, since the few numbers that exist could all be tried.
std::string fingerprint_of(std::string_view number, std::string_view key) {
  return sha256_hex(fmt::format("{} {}", key, number)).substr(0, 16);
}

std::string upper(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return result;
}

std::string_view word_of(Behavior behavior) {
  switch (behavior) {
    case Behavior::generic_decline:
    case Behavior::decline_after_attach: return "generic_decline";
    case Behavior::insufficient_funds:
    case Behavior::insufficient_funds_after_attach: return "insufficient_funds";
    case Behavior::lost_card: return "lost_card";
    case Behavior::stolen_card: return "stolen_card";
    case Behavior::expired_card: return "expired_card";
    case Behavior::incorrect_cvc: return "incorrect_cvc";
    case Behavior::processing_error: return "processing_error";
    case Behavior::velocity_exceeded: return "card_velocity_exceeded";
    case Behavior::fraudulent: return "fraudulent";
    case Behavior::succeed:
    case Behavior::authenticate_always:
    case Behavior::authenticate_unless_set_up:
    case Behavior::authenticate_on_session: return "";
  }
  return "";
}

}  // namespace

bool passes_luhn(std::string_view digits) {
  return !digits.empty() && std::all_of(digits.begin(), digits.end(), is_digit) &&
         luhn_sum(digits) % 10 == 0;
}

bool looks_like_card_number(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (c == ' ' || c == '-') continue;
    if (!is_digit(c) || digits.size() == 19) return false;
    digits += c;
  }
  return digits.size() >= 13 && digits[0] >= '2' && digits[0] <= '6' && passes_luhn(digits);
}

std::variant<CardFacts, Decline> examine_card(std::string_view number,
                                              std::string_view fingerprint_key) {
  std::string digits;
  for (const char c : number) {
    if (c != ' ' && c != '-') digits += c;
  }
  const bool is_number = digits.size() >= 12 && digits.size() <= 19;
  if (!is_number || !passes_luhn(digits))
    return Decline{"incorrect_number", "", "Your card number is incorrect.", "number"};
  auto facts = facts_of(digits);
  if (!facts)
    return Decline{"card_declined", "test_mode_live_card",
                   "Your card was declined. This gateway takes test cards only, and the card is "
                   "not one of them.",
                   ""};
  facts->fingerprint = fingerprint_of(digits, fingerprint_key);
  return *facts;
}

std::optional<std::string> test_card_number(std::string_view country, Behavior behavior) {
  const auto digits = country == "US" ? "000" : country_number(country);
  auto code = code_of_behavior(behavior);
  if (country == "US" && behavior == Behavior::succeed) return "4242424242424242";
  if (country == "US" && behavior == Behavior::generic_decline) code = "000000";
  if (!digits || !code) return std::nullopt;
  std::string number = fmt::format("{}{}{}0", built_prefix, *digits, *code);
  number.back() = static_cast<char>('0' + (10 - luhn_sum(number) % 10) % 10);
  return number;
}

std::optional<std::string> number_of_test_token(std::string_view token) {
  constexpr std::string_view method_prefix = "pm_card_";
  constexpr std::string_view token_prefix = "tok_";
  if (token.starts_with(method_prefix)) {
    token.remove_prefix(method_prefix.size());
  } else if (token.starts_with(token_prefix)) {
    token.remove_prefix(token_prefix.size());
  } else {
    return std::nullopt;
  }
  for (const TokenBrand& brand : token_brands) {
    if (brand.name == token) return std::string(brand.number);
  }
  if (token.starts_with("visa_")) token.remove_prefix(5);
  std::string country = "US";
  const bool names_country = token.size() == 2 || (token.size() > 3 && token[2] == '_');
  if (names_country) {
    country = upper(token.substr(0, 2));
    token.remove_prefix(token.size() == 2 ? 2 : 3);
  }
  if (names_country && token.empty()) return test_card_number(country, Behavior::succeed);
  for (const TokenName& known : token_behaviors) {
    if (known.name == token) return test_card_number(country, known.behavior);
  }
  return std::nullopt;
}

std::optional<Decline> charge_decline(Behavior behavior) {
  const std::string_view word = word_of(behavior);
  if (word.empty()) return std::nullopt;
  return decline_named(word);
}

std::optional<Decline> attach_decline(Behavior behavior) {
  const bool is_later = behavior == Behavior::decline_after_attach ||
                        behavior == Behavior::insufficient_funds_after_attach;
  return is_later ? std::nullopt : charge_decline(behavior);
}

Decline decline_named(std::string_view name) {
  const std::string word(name);
  if (word == "expired_card") return {word, word, "Your card has expired.", "exp_month"};
  if (word == "incorrect_cvc")
    return {word, word, "Your card's security code is incorrect.", "cvc"};
  if (word == "processing_error")
    return {word, word, "An error occurred while processing your card. Try again in a little bit.",
            ""};
  if (word == "authentication_required")
    return {word, word, "Your card was declined. This transaction requires authentication.", ""};
  if (word == "insufficient_funds")
    return {"card_declined", word, "Your card has insufficient funds.", ""};
  return {"card_declined", word, "Your card was declined.", ""};
}

}  // namespace perseat::sandbox_gateway
