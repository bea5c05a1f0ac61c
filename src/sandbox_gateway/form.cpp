// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "sandbox_gateway/form.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/json.h"
#include "net/http_types.h"
#include "sandbox_gateway/cards.h"

namespace perseat::sandbox_gateway {
namespace {

constexpr std::size_t entries_max = 200;
constexpr std::size_t metadata_max = 50;
constexpr std::size_t metadata_name_bytes_max = 40;
constexpr std::size_t metadata_value_bytes_max = 500;

// The caller's own text goes into a message only when it reads like a parameter's name.
std::string printable_name(std::string_view name) {
  const bool is_plain =
      name.size() <= 60 && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '[' || c == ']';
      });
  return is_plain ? std::string(name) : "(unreadable)";
}

bool may_hold_card_number(std::string_view name) {
  return name == "card[number]" || name == "card[cvc]";
}

}  // namespace

Error wrong_parameter(std::string_view name, std::string message) {
  return invalid(std::string(name), "parameter_invalid", std::move(message));
}

Error missing_parameter(std::string_view name) {
  return invalid(std::string(name), "parameter_missing",
                 fmt::format("Missing required param: {}.", name));
}

Error no_such(std::string_view kind, std::string_view parameter) {
  return {parameter.empty() ? ErrorCode::not_found : ErrorCode::invalid,
          "resource_missing",
          fmt::format("No such {}.", kind),
          std::string(parameter),
          {}};
}

Error unexpected_state(std::string_view code, std::string message) {
  return invalid("", std::string(code), std::move(message));
}

Result<Form> Form::parse(std::string_view encoded) {
  const auto pairs = net::parse_query(encoded);
  if (!pairs || pairs->size() > entries_max)
    return invalid("", "parameter_invalid", "The parameters cannot be read.");
  Form form;
  for (const auto& [name, value] : *pairs) {
    const auto same = std::find_if(form.entries_.begin(), form.entries_.end(),
                                   [&](const Entry& entry) { return entry.name == name; });
    if (same != form.entries_.end() && !name.ends_with("[]")) {
      same->value = value;
    } else {
      form.entries_.push_back({name, value});
    }
  }
  TRY(form.refuse_card_numbers());
  return form;
}

Result<Form> Form::parse_json(std::string_view text) {
  const auto document = json::Document::parse(text);
  if (!document || !document->root().is_object())
    return invalid("", "parameter_invalid", "The body must be a JSON object.");
  Form form;
  const json::Node root = document->root();
  for (std::size_t i = 0; i < root.size() && i < entries_max; ++i) {
    const json::Node value = root.element(i);
    const auto content = value.text();
    form.entries_.push_back(
        {std::string(root.member_name(i)), content ? std::string(*content) : value.dump()});
  }
  TRY(form.refuse_card_numbers());
  return form;
}

// Card numbers have one place. Anywhere else (a name, metadata, a description) they would be
// stored, so the request is refused.
Result<void> Form::refuse_card_numbers() const {
  for (const Entry& entry : entries_) {
    if (!may_hold_card_number(entry.name) && looks_like_card_number(entry.value))
      return wrong_parameter(printable_name(entry.name), "A card number does not belong here.");
  }
  return {};
}

std::string Form::take(std::string_view name) {
  for (Entry& entry : entries_) {
    if (entry.name != name) continue;
    entry.is_taken = true;
    return entry.value;
  }
  return {};
}

Result<std::string> Form::require(std::string_view name) {
  std::string value = take(name);
  if (value.empty()) return missing_parameter(name);
  return value;
}

Result<std::optional<std::int64_t>> Form::take_integer(std::string_view name) {
  const std::string value = take(name);
  if (value.empty()) return std::optional<std::int64_t>{};
  std::int64_t number = 0;
  const char* const end = value.data() + value.size();
  const auto [stop, failure] = std::from_chars(value.data(), end, number);
  if (failure != std::errc{} || stop != end)
    return invalid(std::string(name), "parameter_invalid_integer",
                   fmt::format("Invalid integer: {}.", name));
  return std::optional<std::int64_t>{number};
}

Result<std::int64_t> Form::require_integer(std::string_view name) {
  const auto number = TRY(take_integer(name));
  if (!number) return missing_parameter(name);
  return *number;
}

Result<bool> Form::take_flag(std::string_view name, bool fallback) {
  const std::string value = take(name);
  if (value.empty()) return fallback;
  if (value == "true" || value == "1") return true;
  if (value == "false" || value == "0") return false;
  return wrong_parameter(name, fmt::format("Invalid boolean: {}.", name));
}

bool Form::has(std::string_view name) const {
  return std::any_of(entries_.begin(), entries_.end(),
                     [&](const Entry& entry) { return entry.name == name; });
}

Result<std::vector<Metadata>> Form::take_metadata() {
  constexpr std::string_view prefix = "metadata[";
  std::vector<Metadata> found;
  for (Entry& entry : entries_) {
    const std::string_view name = entry.name;
    if (!name.starts_with(prefix) || !name.ends_with("]")) continue;
    const std::string_view inner = name.substr(prefix.size(), name.size() - prefix.size() - 1);
    const bool fits = !inner.empty() && inner.size() <= metadata_name_bytes_max &&
                      entry.value.size() <= metadata_value_bytes_max &&
                      found.size() < metadata_max &&
                      inner.find_first_of("[]'\"") == std::string_view::npos;
    if (!fits) return wrong_parameter("metadata", "The metadata is too large or malformed.");
    entry.is_taken = true;
    if (!entry.value.empty()) found.push_back({std::string(inner), entry.value});
  }
  return found;
}

std::vector<std::string> Form::take_list(std::string_view name) {
  std::vector<std::string> values;
  const std::string prefix = fmt::format("{}[", name);
  for (Entry& entry : entries_) {
    if (!entry.name.starts_with(prefix) || !entry.name.ends_with("]")) continue;
    const bool is_index =
        std::all_of(entry.name.begin() + static_cast<std::ptrdiff_t>(prefix.size()),
                    entry.name.end() - 1, [](char c) { return c >= '0' && c <= '9'; });
    if (!is_index) continue;
    entry.is_taken = true;
    values.push_back(entry.value);
  }
  return values;
}

Result<void> Form::expect_all_taken() const {
  for (const Entry& entry : entries_) {
    if (!entry.is_taken)
      return invalid(printable_name(entry.name), "parameter_unknown",
                     fmt::format("Received unknown parameter: {}.", printable_name(entry.name)));
  }
  return {};
}

}  // namespace perseat::sandbox_gateway
