// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "net/http_types.h"

#include <algorithm>
#include <cstddef>

#include "base/text.h"

namespace perseat::net {
namespace {

char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

int hex_value(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  const char letter = lower(digit);
  return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

// A text that stands for itself is used as it is, others are decoded.
bool is_encoded(std::string_view text, bool plus_is_space) {
  return text.find('%') != std::string_view::npos ||
         (plus_is_space && text.find('+') != std::string_view::npos);
}

std::optional<std::string> decode(std::string_view text, bool plus_is_space) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t position = 0; position < text.size(); ++position) {
    if (text[position] == '+' && plus_is_space) {
      decoded += ' ';
    } else if (text[position] != '%') {
      decoded += text[position];
    } else {
      if (position + 2 >= text.size()) return std::nullopt;
      const int high = hex_value(text[position + 1]);
      const int low = hex_value(text[position + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      decoded += static_cast<char>(high * 16 + low);
      position += 2;
    }
  }
  return decoded;
}

}  // namespace

bool equals_ignoring_case(std::string_view left, std::string_view right) {
  return left.size() == right.size() &&
         std::equal(left.begin(), left.end(), right.begin(),
                    [](char one, char other) { return lower(one) == lower(other); });
}

std::string_view Request::header(std::string_view name) const {
  for (const auto& [own_name, value] : headers)
    if (equals_ignoring_case(own_name, name)) return value;
  return {};
}

std::string_view Request::path() const {
  return std::string_view(target).substr(0, target.find('?'));
}

std::string_view Request::query() const {
  const std::size_t mark = target.find('?');
  return mark == std::string::npos ? std::string_view{} : std::string_view(target).substr(mark + 1);
}

std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space) {
  auto decoded = is_encoded(text, plus_is_space) ? decode(text, plus_is_space) : std::string(text);
  if (!decoded || decoded->find('\0') != std::string::npos || !is_valid_utf8(*decoded))
    return std::nullopt;
  return decoded;
}

std::optional<Headers> parse_query(std::string_view query) {
  Headers pairs;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view part = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (part.empty()) continue;
    const std::size_t equals = std::min(part.find('='), part.size());
    auto name = percent_decode(part.substr(0, equals), true);
    auto value = percent_decode(part.substr(std::min(equals + 1, part.size())), true);
    if (!name || !value) return std::nullopt;
    pairs.emplace_back(std::move(*name), std::move(*value));
  }
  return pairs;
}

}  // namespace perseat::net
