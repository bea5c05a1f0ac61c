// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "domain/rate.h"

namespace perseat {
namespace {

constexpr int percent_decimals = 4;
constexpr std::int64_t one_percent = rate_whole / 100;

}  // namespace

std::string format_percent(Rate rate) {
  std::string text = std::to_string(rate.parts_per_million / one_percent);
  std::int64_t rest = rate.parts_per_million % one_percent;
  if (rest == 0) return text;
  text += '.';
  for (std::int64_t place = one_percent / 10; rest > 0; place /= 10) {
    text += static_cast<char>('0' + rest / place);
    rest %= place;
  }
  return text;
}

Result<Rate> parse_percent(std::string_view text) {
  const Error malformed =
      invalid({}, "malformedRate", "A rate is a percentage with up to four decimals: 9.5.");
  std::int64_t value = 0;
  int decimals = -1;  // digits after the point; negative before it
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_inner = i > 0 && i + 1 < text.size();
    if (text[i] == '.' && decimals < 0 && is_inner) {
      decimals = 0;
      continue;
    }
    if (text[i] < '0' || text[i] > '9') return malformed;
    value = value * 10 + (text[i] - '0');
    if (decimals >= 0) ++decimals;
    if (decimals > percent_decimals) return malformed;
    if (value > rate_whole) return invalid({}, "rateOutOfRange", "A rate is at most 100.");
  }
  if (text.empty()) return malformed;
  for (int i = decimals < 0 ? 0 : decimals; i < percent_decimals; ++i) value *= 10;
  if (value > rate_whole) return invalid({}, "rateOutOfRange", "A rate is at most 100.");
  return Rate{value};
}

std::int64_t part_of(std::int64_t amount, Rate rate) {
  CHECK(rate.parts_per_million >= 0 && rate.parts_per_million <= rate_whole);
  const auto part =
      mul_div(amount, rate.parts_per_million, rate_whole, Rounding::half_away_from_zero);
  CHECK(part.has_value());
  return *part;
}

}  // namespace perseat
