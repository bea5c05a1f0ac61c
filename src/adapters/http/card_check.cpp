// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/http/card_check.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/card_number.h"

namespace perseat::http {
namespace {

constexpr std::array<std::string_view, 4> let_through{"password", "currentPassword", "newPassword",
                                                      "csv"};

bool looks_like_card_number(json::Node value) {
  if (const auto text = value.text()) return holds_card_number(*text);
  if (const auto number = value.integer()) return holds_card_number(std::to_string(*number));
  return false;
}

// The path to the first one, such as ".userIds[3]"; of one in a name, to what has the name. It is
// put together on the way back only. Recursion is bounded by the depth that a Document may have.
std::optional<std::string> find_card_number(json::Node value) {
  if (looks_like_card_number(value)) return "";
  const bool is_array = value.is_array();
  for (std::size_t i = 0; i < value.size(); ++i) {
    const json::Node inner = value.element(i);
    const std::string_view name = is_array ? std::string_view() : value.member_name(i);
    if (holds_card_number(name)) return "";
    if (inner.text() && std::ranges::find(let_through, name) != let_through.end()) continue;
    const auto found = find_card_number(inner);
    if (!found) continue;
    return (is_array ? "[" + std::to_string(i) + "]" : "." + std::string(name)) + *found;
  }
  return std::nullopt;
}

}  // namespace

Error card_data_refused(std::string field) {
  return invalid(std::move(field), "cardDataRefused",
                 "This looks like a card number, which is never kept here.");
}

Result<void> refuse_card_numbers(json::Node body) {
  const auto found = find_card_number(body);
  if (!found) return {};
  return card_data_refused(found->starts_with('.') ? found->substr(1) : *found);
}

Result<void> refuse_card_numbers(const net::Headers& parameters) {
  for (const auto& [name, value] : parameters) {
    if (holds_card_number(name)) return card_data_refused("");
    if (holds_card_number(value)) return card_data_refused(name);
  }
  return {};
}

}  // namespace perseat::http
