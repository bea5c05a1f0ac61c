// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// One table of a TOML file. Remembers which keys were asked for, so that a misspelled one is told.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

namespace perseat {

class Section {
 public:
  // What is wrong where becomes an error of the file that it is.
  using Malformed = Error (*)(std::string_view where, std::string_view what);

  Section(const toml::table& table, std::string name, Malformed malformed)
      : table_(table), name_(std::move(name)), malformed_(malformed) {}

  [[nodiscard]] bool has(std::string_view key) const { return table_.contains(key); }

  Result<std::string> text(std::string_view key) {
    return value<std::string>(key, "a text is needed");
  }
  // Empty where there is none.
  Result<std::string> optional_text(std::string_view key) {
    return has(key) ? text(key) : std::string();
  }
  Result<bool> flag(std::string_view key) { return value<bool>(key, "true or false is needed"); }

  Result<std::vector<std::string>> texts(std::string_view key) {
    asked_.push_back(key);
    const toml::array* array = table_[key].as_array();
    if (array == nullptr || array->empty()) return malformed_(path(key), "a list is needed");
    std::vector<std::string> found;
    for (const toml::node& node : *array) {
      auto text = node.value_exact<std::string>();
      if (!text) return malformed_(path(key), "a list of texts is needed");
      if (std::ranges::find(found, *text) != found.end())
        return malformed_(path(key), "an entry is there twice");
      found.push_back(std::move(*text));
    }
    return found;
  }

  Result<Section> section(std::string_view key) {
    asked_.push_back(key);
    const toml::table* table = table_[key].as_table();
    if (table == nullptr) return malformed_(path(key), "a table is needed");
    return Section(*table, path(key), malformed_);
  }

  // Of [[key]], [[key]], ...
  Result<std::vector<Section>> sections(std::string_view key) {
    asked_.push_back(key);
    const toml::array* array = table_[key].as_array();
    if (array == nullptr || !array->is_array_of_tables())
      return malformed_(path(key), "a list of tables is needed");
    std::vector<Section> found;
    for (const toml::node& node : *array)
      found.emplace_back(*node.as_table(), fmt::format("{}[{}]", path(key), found.size()),
                         malformed_);
    return found;
  }

  // To be called last.
  [[nodiscard]] Result<void> check_known() const {
    for (const auto& [key, node] : table_) {
      if (std::ranges::find(asked_, key.str()) == asked_.end())
        return malformed_(path(key.str()), "this key is not known");
    }
    return {};
  }

  [[nodiscard]] std::string path(std::string_view key) const {
    return name_.empty() ? std::string(key) : fmt::format("{}.{}", name_, key);
  }

 private:
  template <class T>
  Result<T> value(std::string_view key, std::string_view expected) {
    asked_.push_back(key);
    auto found = table_[key].value_exact<T>();
    if (!found) return malformed_(path(key), expected);
    return std::move(*found);
  }

  const toml::table& table_;
  std::string name_;
  Malformed malformed_;
  std::vector<std::string_view> asked_;
};

}  // namespace perseat
