// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "sandbox_gateway/cards.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cstdlib>
#include <fstream>
#include <regex>

namespace perseat::sandbox_gateway {
namespace {

constexpr std::string_view key = "a key of tests";

CardFacts facts_of(std::string_view number) {
  const auto examined = examine_card(number, key);
  const auto* facts = std::get_if<CardFacts>(&examined);
  EXPECT_NE(facts, nullptr) << number;
  return facts != nullptr ? *facts : CardFacts{};
}

TEST(Cards, PublishedTestNumbersAreWhatTheyArePublishedAs) {
  struct Row {
    std::string_view number, brand, country;
    Behavior behavior = Behavior::succeed;
  };
  const Row rows[] = {
      {"4242424242424242", "visa", "US"},
      {"5555555555554444", "mastercard", "US"},
      {"378282246310005", "amex", "US"},
      {"6011111111111117", "discover", "US"},
      {"3566002020360505", "jcb", "JP"},
      {"4000000760000002", "visa", "BR"},
      {"4000001240000000", "visa", "CA"},
      {"4000002760000016", "visa", "DE"},
      {"4000002500000003", "visa", "FR"},
      {"4000008260000000", "visa", "GB"},
      {"4000003920000003", "visa", "JP"},
      {"4000001560000002", "visa", "CN"},
      {"4000004840008001", "visa", "MX"},
      {"4000006000000066", "visa", "PY"},
      {"4000004100000003", "visa", "KR"},
      {"4000000000000002", "visa", "US", Behavior::generic_decline},
      {"4000000000009995", "visa", "US", Behavior::insufficient_funds},
      {"4000000000009987", "visa", "US", Behavior::lost_card},
      {"4000000000009979", "visa", "US", Behavior::stolen_card},
      {"4000000000000069", "visa", "US", Behavior::expired_card},
      {"4000000000000127", "visa", "US", Behavior::incorrect_cvc},
      {"4000000000000119", "visa", "US", Behavior::processing_error},
      {"4000000000006975", "visa", "US", Behavior::velocity_exceeded},
      {"4100000000000019", "visa", "US", Behavior::fraudulent},
      {"4000000000000341", "visa", "US", Behavior::decline_after_attach},
      {"4000002500003155", "visa", "FR", Behavior::authenticate_unless_set_up},
      {"4000002760003184", "visa", "DE", Behavior::authenticate_always},
      {"4000003800000446", "visa", "IT", Behavior::authenticate_on_session},
  };
  for (const Row& row : rows) {
    const CardFacts facts = facts_of(row.number);
    EXPECT_EQ(facts.brand, row.brand) << row.number;
    EXPECT_EQ(facts.country, row.country) << row.number;
    EXPECT_EQ(facts.behavior, row.behavior) << row.number;
    EXPECT_EQ(facts.last4, row.number.substr(row.number.size() - 4));
  }
}

TEST(Cards, TakesSpacesAndHyphensInANumber) {
  EXPECT_EQ(facts_of("4242 4242-4242 4242").fingerprint, facts_of("4242424242424242").fingerprint);
}

TEST(Cards, RefusesNumbersThatFailTheCheckSum) {
  for (const std::string_view number : {"4242424242424241", "", "4242", "42424242424242aa"}) {
    const auto examined = examine_card(number, key);
    const auto* decline = std::get_if<Decline>(&examined);
    ASSERT_NE(decline, nullptr) << number;
    EXPECT_EQ(decline->code, "incorrect_number") << number;
  }
}

TEST(Cards, RefusesNumbersThatAreNoTestCards) {
  // Good check sums, as a real card would have.
  for (const std::string_view number : {"4929000000006", "5123450000000008", "4000009990000005"}) {
    const auto examined = examine_card(number, key);
    const auto* decline = std::get_if<Decline>(&examined);
    ASSERT_NE(decline, nullptr) << number;
    EXPECT_EQ(decline->decline_code, "test_mode_live_card") << number;
  }
}

TEST(Cards, FingerprintsDependOnNumberAndKey) {
  const auto other_key = examine_card("4242424242424242", "another key");
  EXPECT_NE(facts_of("4242424242424242").fingerprint, facts_of("4000002760000016").fingerprint);
  EXPECT_NE(facts_of("4242424242424242").fingerprint,
            std::get_if<CardFacts>(&other_key)->fingerprint);
}

TEST(Cards, BuiltNumbersReadBackAsBuilt) {
  for (const std::string_view country : {"US", "KR", "DE", "CN", "GB", "BR"}) {
    for (const auto& [behavior, text] : EnumText<Behavior>::table) {
      const auto number = test_card_number(country, behavior);
      if (behavior == Behavior::fraudulent) continue;  // exists once only
      ASSERT_TRUE(number) << country << " " << text;
      EXPECT_EQ(facts_of(*number).country, country) << *number;
      EXPECT_EQ(facts_of(*number).behavior, behavior) << *number;
    }
  }
  EXPECT_FALSE(test_card_number("XX", Behavior::succeed));
}

TEST(Cards, TestTokensStandForNumbers) {
  struct Row {
    std::string_view token;
    std::string_view number;
  };
  const Row rows[] = {
      {"pm_card_visa", "4242424242424242"},
      {"tok_visa", "4242424242424242"},
      {"pm_card_mastercard", "5555555555554444"},
      {"pm_card_amex", "378282246310005"},
      {"pm_card_us", "4242424242424242"},
      {"pm_card_kr", "4000004100000003"},
      {"pm_card_chargeDeclined", "4000000000000002"},
      {"pm_card_visa_chargeDeclined", "4000000000000002"},
      {"pm_card_chargeDeclinedInsufficientFunds", "4000000000009995"},
      {"pm_card_chargeCustomerFail", "4000000000000341"},
  };
  for (const Row& row : rows) EXPECT_EQ(number_of_test_token(row.token), row.number) << row.token;
  for (const std::string_view token : {"pm_card_", "pm_card_xx", "pm_1", "visa", "pm_card_kr_no"})
    EXPECT_FALSE(number_of_test_token(token)) << token;
  EXPECT_EQ(facts_of(*number_of_test_token("pm_card_kr_chargeCustomerFail")).country, "KR");
}

TEST(Cards, TheGuideNamesOnlyCardsThatExist) {
  const char* const source = std::getenv("PERSEAT_SOURCE");
  ASSERT_NE(source, nullptr) << "set PERSEAT_SOURCE to the folder of the sources, as ctest does";
  std::ifstream file(std::string(source) + "/docs/guides/sandbox-gateway.md");
  std::size_t tokens = 0;
  std::size_t numbers = 0;
  for (std::string line; std::getline(file, line);) {
    const std::regex token("`(pm_card_\\w+)`");
    for (std::sregex_iterator at(line.begin(), line.end(), token), end; at != end; ++at, ++tokens) {
      const std::string name = (*at)[1];
      EXPECT_TRUE(number_of_test_token(name)) << name;
    }
    const std::regex number("\\d{4} (?:\\d{4} \\d{4} \\d{4}|\\d{6} \\d{5})");
    for (std::sregex_iterator at(line.begin(), line.end(), number), end; at != end; ++at, ++numbers)
      EXPECT_FALSE(facts_of(at->str()).country.empty()) << at->str();
  }
  EXPECT_GT(tokens, 15U);
  EXPECT_GT(numbers, 20U);
}

TEST(Cards, EveryWrongDigitFailsTheCheckSum) {
  rc::check([] {
    std::string number = "4242424242424242";
    const auto position = *rc::gen::inRange<std::size_t>(0, number.size());
    const auto shift = *rc::gen::inRange(1, 10);
    number[position] = static_cast<char>('0' + (number[position] - '0' + shift) % 10);
    RC_ASSERT(!passes_luhn(number));
  });
}

TEST(Cards, CardNumbersAreRecognizedInOtherFields) {
  EXPECT_TRUE(looks_like_card_number("4242424242424242"));
  EXPECT_TRUE(looks_like_card_number("5555 5555 5555 4444"));
  EXPECT_FALSE(looks_like_card_number("4242424242424241"));
  EXPECT_FALSE(looks_like_card_number("1700000000000"));
  EXPECT_FALSE(looks_like_card_number("invoice 4242424242424242"));
  EXPECT_FALSE(looks_like_card_number(""));
}

}  // namespace
}  // namespace perseat::sandbox_gateway
