// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/http/accept.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace perseat::http {
namespace {

constexpr int full_quality = 1000;  // thousandths
constexpr int least_quality = 1;
constexpr std::string_view identity = "identity";

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

// "0.8" as 800; what cannot be read counts as full.
int quality_of(std::string_view text) {
  if (text.empty() || (text[0] != '0' && text[0] != '1')) return full_quality;
  int quality = (text[0] - '0') * full_quality;
  int place = full_quality / 10;
  for (std::size_t i = 2; i < text.size() && place > 0; ++i, place /= 10) {
    if (text[i] < '0' || text[i] > '9') return full_quality;
    quality += (text[i] - '0') * place;
  }
  return std::min(quality, full_quality);
}

// How exactly a range names the offer: 2 by name, 1 by its main type, 0 by "*"; -1 not at all.
int match(std::string_view range, std::string_view offer) {
  if (range == offer) return 2;
  if (range == "*/*" || range == "*") return 0;
  return range.ends_with("/*") && offer.starts_with(range.substr(0, range.size() - 1)) ? 1 : -1;
}

// The quality that the most exact range gives the offer; nothing when none does.
std::optional<int> quality_for(std::string_view accept, std::string_view offer) {
  int exactness = -1;
  std::optional<int> quality;
  while (!accept.empty()) {
    std::string_view item = take_element(accept, ',');
    const std::string range = lower(take_element(item, ';'));
    int item_quality = full_quality;
    while (!item.empty()) {
      const std::string parameter = lower(take_element(item, ';'));
      if (parameter.starts_with("q=")) item_quality = quality_of(parameter.substr(2));
    }
    const int found = match(range, offer);
    if (found <= exactness) continue;
    exactness = found;
    quality = item_quality;
  }
  return quality;
}

// The offer that the header gives the highest quality; "identity" is never a type, and as a coding
// it is taken without being named.
template <typename Offers>
std::optional<std::string_view> best_of(std::string_view header, const Offers& offers) {
  std::optional<std::string_view> best;
  int best_quality = 0;
  for (const std::string_view offer : offers) {
    const int unnamed = offer == identity ? least_quality : 0;
    const int quality = quality_for(header, offer).value_or(unnamed);
    if (quality <= best_quality) continue;
    best_quality = quality;
    best = offer;
  }
  return best;
}

}  // namespace

std::string_view take_element(std::string_view& list, char separator) {
  const std::size_t end = list.find(separator);
  const std::string_view element = list.substr(0, end);
  list = end == std::string_view::npos ? std::string_view() : list.substr(end + 1);
  return trimmed(element);
}

std::optional<std::string_view> choose_type(std::string_view accept,
                                            std::initializer_list<std::string_view> offers) {
  if (trimmed(accept).empty()) return *offers.begin();
  return best_of(accept, offers);
}

std::optional<std::string_view> choose_coding(std::string_view accept_encoding,
                                              std::span<const std::string_view> offers) {
  return best_of(accept_encoding, offers);
}

}  // namespace perseat::http
