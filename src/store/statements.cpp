// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "store/statements.h"

#include <fmt/format.h>

namespace perseat::store {
namespace {

std::string joined(const std::vector<std::string_view>& names) {
  std::string text;
  for (const std::string_view name : names) {
    if (!text.empty()) text += ", ";
    text += name;
  }
  return text;
}

}  // namespace

std::string insert_text(const TableNames& names) {
  std::string places;
  for (std::size_t i = 1; i <= names.columns.size(); ++i)
    places += fmt::format("{}${}", i == 1 ? "" : ", ", i);
  return fmt::format("insert into {} ({}) values ({})", names.table, joined(names.columns), places);
}

std::string key_condition(const TableNames& names) {
  std::string text;
  for (std::size_t i = 0; i < names.key_columns; ++i)
    text += fmt::format("{}{} = ${}", i == 0 ? "" : " and ", names.columns[i], i + 1);
  return text;
}

std::string update_text(const TableNames& names) {
  std::string assignments;
  for (std::size_t i = names.key_columns; i < names.columns.size(); ++i)
    assignments +=
        fmt::format("{}{} = ${}", assignments.empty() ? "" : ", ", names.columns[i], i + 1);
  return fmt::format("update {} set {} where {}", names.table, assignments, key_condition(names));
}

std::string remove_text(const TableNames& names) {
  return fmt::format("delete from {} where {}", names.table, key_condition(names));
}

std::string select_text(const TableNames& names, std::string_view condition) {
  return fmt::format("select {} from {} where {}", joined(names.columns), names.table, condition);
}

}  // namespace perseat::store
