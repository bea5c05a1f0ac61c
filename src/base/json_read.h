// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Reads one value from JSON: texts, numbers, ids, times, enumerators, lists and optional values.
// Whole structs are read by base/json_struct.h.
#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace perseat::json {

template <class T>
struct Reader;

template <class T>
Result<T> read(Node node, const std::string& path) {
  return Reader<T>::read(node, path);
}

inline Error wrong_type(const std::string& path, std::string_view expected) {
  return invalid(path, "wrongType",
                 fmt::format("{} must be {}.", path.empty() ? "The body" : path, expected));
}

template <>
struct Reader<std::string> {
  static Result<std::string> read(Node node, const std::string& path) {
    const auto text = node.text();
    if (!text) return wrong_type(path, "a text");
    return std::string(*text);
  }
};

template <>
struct Reader<std::int64_t> {
  static Result<std::int64_t> read(Node node, const std::string& path) {
    const auto number = node.integer();
    if (!number) return wrong_type(path, "a whole number of at most 64 bits");
    return *number;
  }
};

template <>
struct Reader<bool> {
  static Result<bool> read(Node node, const std::string& path) {
    const auto flag = node.boolean();
    if (!flag) return wrong_type(path, "true or false");
    return *flag;
  }
};

template <class Kind>
struct Reader<Id<Kind>> {
  static Result<Id<Kind>> read(Node node, const std::string& path) {
    const auto text = node.text();
    if (!text) return wrong_type(path, "an id (a text)");
    const auto uuid = parse_uuid(*text);
    if (!uuid) return invalid(path, "malformedId", fmt::format("{} must be a UUID.", path));
    return Id<Kind>{*uuid};
  }
};

template <>
struct Reader<Instant> {
  static Result<Instant> read(Node node, const std::string& path) {
    const auto text = node.text();
    const auto instant = text ? parse_instant(*text) : std::nullopt;
    if (!instant) return wrong_type(path, "a time such as 2026-01-31T09:30:00Z");
    return *instant;
  }
};

template <>
struct Reader<Date> {
  static Result<Date> read(Node node, const std::string& path) {
    const auto text = node.text();
    const auto date = text ? parse_date(*text) : std::nullopt;
    if (!date) return wrong_type(path, "a date such as 2026-01-31");
    return *date;
  }
};

template <NamedEnum Enum>
struct Reader<Enum> {
  static Result<Enum> read(Node node, const std::string& path) {
    const auto text = node.text();
    const auto value = text ? parse_enum<Enum>(*text) : std::nullopt;
    if (value) return *value;
    std::string known;
    for (const auto& entry : EnumText<Enum>::table) {
      if (!known.empty()) known += ", ";
      known += entry.second;
    }
    return invalid(path, "unknownValue", fmt::format("{} must be one of: {}.", path, known));
  }
};

template <class T>
struct Reader<std::vector<T>> {
  static Result<std::vector<T>> read(Node node, const std::string& path) {
    if (!node.is_array()) return wrong_type(path, "a list");
    std::vector<T> items;
    items.reserve(node.size());
    for (std::size_t i = 0; i < node.size(); ++i)
      items.push_back(TRY(json::read<T>(node.element(i), fmt::format("{}[{}]", path, i))));
    return items;
  }
};

template <class T>
struct Reader<std::optional<T>> {
  static Result<std::optional<T>> read(Node node, const std::string& path) {
    if (!node.exists() || node.is_null()) return std::optional<T>{};
    return std::optional<T>{TRY(json::read<T>(node, path))};
  }
};

}  // namespace perseat::json
