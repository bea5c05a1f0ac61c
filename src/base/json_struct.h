// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Reads a struct from JSON by its Boost.Describe description: member `unit_price` is "unitPrice".
// Optional members may be absent or null; all others must be there; unknown names are refused.
#pragma once

#include <fmt/format.h>
#include <boost/describe.hpp>
#include <boost/mp11.hpp>

#include <array>
#include <concepts>
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

// "unit_price" to "unitPrice".
std::string camel_case(std::string_view snake_case);

template <class T>
constexpr bool is_optional = false;
template <class T>
constexpr bool is_optional<std::optional<T>> = true;

template <class T>
concept Described = boost::describe::has_describe_members<T>::value;

template <Described T>
struct Reader<T> {
  using Members = boost::describe::describe_members<T, boost::describe::mod_public |
                                                           boost::describe::mod_inherited>;

  static Result<T> read(Node node, const std::string& path) {
    if (!node.is_object()) return wrong_type(path, "an object");
    T result{};
    std::optional<Error> failure;
    std::size_t known = 0;
    boost::mp11::mp_for_each<Members>([&](auto member) {
      if (failure) return;
      static const std::string name = camel_case(member.name);
      auto& target = result.*member.pointer;
      const Node found = node.member(name);
      if (found.exists()) ++known;
      failure = read_member(target, found, path.empty() ? name : path + "." + name);
    });
    if (failure) return *failure;
    if (known != node.size()) return unknown_member(node, path);
    return result;
  }

 private:
  template <class Member>
  static std::optional<Error> read_member(Member& target, Node found, const std::string& path) {
    if (!found.exists() && !is_optional<Member>)
      return invalid(path, "required", fmt::format("{} is required.", path));
    auto value = json::read<Member>(found, path);
    if (!value) return std::move(value).error();
    target = std::move(value).value();
    return std::nullopt;
  }

  static Error unknown_member(Node node, const std::string& path) {
    for (std::size_t i = 0; i < node.size(); ++i) {
      const std::string_view name = node.member_name(i);
      bool is_known = false;
      boost::mp11::mp_for_each<Members>(
          [&](auto member) { is_known = is_known || camel_case(member.name) == name; });
      if (is_known) continue;
      // The name is the caller's own text: cut it, so that an answer never grows with it.
      std::string full = path.empty() ? std::string(name) : path + "." + std::string(name);
      if (full.size() > 100) full.resize(100);
      return invalid(full, "unknownField", "This field is not known here.");
    }
    return invalid(path, "unknownField", "A field is not known here.");
  }
};

}  // namespace perseat::json
