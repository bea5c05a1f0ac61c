// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "base/card_number.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/code_point.h"
#include "base/id.h"

namespace perseat {
namespace {

constexpr std::size_t digits_min = 13;
constexpr std::size_t digits_max = 19;
constexpr std::size_t uuid_size = 36;

struct Digit {
  int value = 0;
  std::size_t begin = 0;  // bytes in the text
  std::size_t end = 0;
};

// Whether it is worth a look: most texts have too few digits, or are an id.
bool may_hold_card_number(std::string_view text) {
  if (text.size() < digits_min) return false;
  std::size_t digits = 0;
  for (const char c : text) {
    // Digits of other scripts are no ASCII, and of two bytes at least.
    if (static_cast<unsigned char>(c) >= 0x80) return true;
    if (c >= '0' && c <= '9') ++digits;
  }
  return digits >= digits_min && !(text.size() == uuid_size && parse_uuid(text));
}

// Groups of digits with one separator between each and the next.
using Chain = std::vector<std::vector<Digit>>;

bool is_separator(UChar32 code_point) {
  return code_point == ' ' || code_point == '.' || code_point == '-' || code_point == 0xA0 ||
         (code_point >= 0x2010 && code_point <= 0x2015) || code_point == 0x3000;
}

bool passes_luhn(const std::vector<Digit>& digits) {
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const int value = digits[digits.size() - 1 - i].value;
    const int doubled = value * 2;
    sum += i % 2 == 0 ? value : doubled - (doubled > 9 ? 9 : 0);
  }
  return sum % 10 == 0;
}

bool is_card_number(const std::vector<Digit>& digits) {
  return digits.size() >= digits_min && digits.size() <= digits_max && digits[0].value >= 2 &&
         digits[0].value <= 6 && passes_luhn(digits);
}

// The first number that begins with one of the chain's groups and ends with one: groups before
// and behind it may be an order number or a date.
std::optional<std::vector<Digit>> number_in(const Chain& chain) {
  for (std::size_t first = 0; first < chain.size(); ++first) {
    std::vector<Digit> digits;
    for (std::size_t last = first; last < chain.size() && digits.size() <= digits_max; ++last) {
      digits.insert(digits.end(), chain[last].begin(), chain[last].end());
      if (is_card_number(digits)) return digits;
    }
  }
  return std::nullopt;
}

// Reads on from `at` to the end of the next chain; `at` moves behind it.
Chain next_chain(std::string_view text, std::size_t& at) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  Chain chain;
  bool group_is_open = false;
  while (at < text.size()) {
    const bool begins_word = at == 0 || !u_isalnum(static_cast<UChar32>(bytes[at - 1]));
    if (begins_word && parse_uuid(text.substr(at, uuid_size))) {
      at += uuid_size;
      return chain;
    }
    auto offset = static_cast<std::int32_t>(at);
    const UChar32 code_point = next_code_point(text, offset);
    const auto begin = at;
    at = static_cast<std::size_t>(offset);
    const int value = code_point < 0 ? -1 : u_charDigitValue(code_point);
    if (value >= 0) {
      if (!group_is_open) chain.emplace_back();
      chain.back().push_back({value, begin, at});
      group_is_open = true;
    } else if (is_separator(code_point) && group_is_open) {
      group_is_open = false;
    } else if (!chain.empty()) {
      return chain;
    }
  }
  return chain;
}

}  // namespace

bool holds_card_number(std::string_view text) {
  if (!may_hold_card_number(text)) return false;
  for (std::size_t at = 0; at < text.size();) {
    if (number_in(next_chain(text, at))) return true;
  }
  return false;
}

std::string without_card_numbers(std::string_view text) {
  if (!may_hold_card_number(text)) return std::string(text);
  std::string masked;
  std::size_t copied = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto number = number_in(next_chain(text, at));
    if (!number) continue;
    for (const Digit& digit : *number) {
      masked += text.substr(copied, digit.begin - copied);
      masked += '*';
      copied = digit.end;
    }
    at = copied;
  }
  masked += text.substr(copied);
  return masked;
}

}  // namespace perseat
