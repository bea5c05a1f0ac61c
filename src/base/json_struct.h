// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Reads a struct from JSON by its Boost.Describe description: member `unit_price` is "unitPrice".
// Optional members may be absent or null; all others must be there; unknown names are refused.
#pragma once

#include <boost/describe.hpp>
#include <boost/mp11.hpp>

#include "base/json_read.h"
#include "base/text.h"

namespace perseat::json {

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
      const std::string full = path.empty() ? std::string(name) : path + "." + std::string(name);
      return invalid(std::string(cut_text(full, 100)), "unknownField",
                     "This field is not known here.");
    }
    return invalid(path, "unknownField", "A field is not known here.");
  }
};

}  // namespace perseat::json
