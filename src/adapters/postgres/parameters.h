// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The parameters of one execution in PostgreSQL's binary format, as the types that the server
// found for the statement.
#pragma once

#include <libpq-fe.h>

#include <span>
#include <string>
#include <vector>

#include "ports/database.h"

namespace perseat::postgres {

// Whether a parameter of this type takes all rows of a column at once.
[[nodiscard]] bool is_array(Oid type);

class Parameters {
 public:
  // One row. Requires: as many values as types, each of a kind that the type can hold.
  static Parameters of_row(std::span<const ports::Value> values, std::span<const Oid> types);
  // All rows, an array a column.
  static Parameters of_columns(const ports::Rows& rows, std::span<const Oid> types);

  [[nodiscard]] int count() const { return static_cast<int>(lengths_.size()); }
  // What libpq takes; valid as long as this.
  [[nodiscard]] std::vector<const char*> values() const;
  [[nodiscard]] const std::vector<int>& lengths() const { return lengths_; }

 private:
  void add(const ports::Value& value, Oid type);
  void add_column(const ports::Rows& rows, std::size_t column, Oid type);
  void end_value(std::size_t start);

  std::string bytes_;
  std::vector<std::size_t> starts_;
  std::vector<int> lengths_;  // -1: null
};

}  // namespace perseat::postgres
