// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// A row of a result in binary format.
#pragma once

#include <libpq-fe.h>

#include "ports/database.h"

namespace perseat::postgres {

class ResultRow final : public ports::Row {
 public:
  explicit ResultRow(const PGresult* result) : result_(result) {}
  void move_to(int row) { row_ = row; }

  [[nodiscard]] bool is_null(int column) const override;
  [[nodiscard]] std::int64_t integer(int column) const override;
  [[nodiscard]] std::string_view text(int column) const override;
  [[nodiscard]] std::string_view bytes(int column) const override;

 private:
  const PGresult* result_;
  int row_ = 0;
};

}  // namespace perseat::postgres
