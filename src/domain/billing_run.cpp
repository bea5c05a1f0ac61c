// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "domain/billing_run.h"

#include <charconv>

#include "base/check.h"

namespace perseat {

BillingTally& BillingTally::operator+=(const BillingTally& more) {
  renewed += more.renewed;
  ended += more.ended;
  collected += more.collected;
  failed += more.failed;
  for (const auto& [currency, minor] : more.billed) billed[currency] += minor;
  return *this;
}

std::string format_billed(const BillingTally& tally) {
  std::string text;
  for (const auto& [currency, minor] : tally.billed) {
    if (!text.empty()) text += ';';
    text += currency + ' ' + std::to_string(minor);
  }
  return text;
}

std::map<std::string, std::int64_t, std::less<>> parse_billed(std::string_view text) {
  std::map<std::string, std::int64_t, std::less<>> billed;
  while (!text.empty()) {
    const std::string_view entry = text.substr(0, text.find(';'));
    text.remove_prefix(std::min(entry.size() + 1, text.size()));
    const std::size_t space = entry.find(' ');
    CHECK(space != std::string_view::npos);
    std::int64_t minor = 0;
    const char* const end = entry.data() + entry.size();
    const auto [rest, error] = std::from_chars(entry.data() + space + 1, end, minor);
    CHECK(error == std::errc() && rest == end);
    billed[std::string(entry.substr(0, space))] = minor;
  }
  return billed;
}

void BillingRun::set_tally(const BillingTally& tally) {
  renewed = tally.renewed;
  ended = tally.ended;
  collected = tally.collected;
  failed = tally.failed;
  billed = format_billed(tally);
}

}  // namespace perseat
