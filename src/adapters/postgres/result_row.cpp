// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/postgres/result_row.h"

#include "adapters/postgres/types.h"
#include "base/check.h"

namespace perseat::postgres {
namespace {

std::uint64_t big_endian(std::string_view bytes) {
  std::uint64_t number = 0;
  for (const char byte : bytes) number = number << 8 | static_cast<unsigned char>(byte);
  return number;
}

}  // namespace

bool ResultRow::is_null(int column) const { return PQgetisnull(result_, row_, column) != 0; }

std::string_view ResultRow::bytes(int column) const {
  return {PQgetvalue(result_, row_, column),
          static_cast<std::size_t>(PQgetlength(result_, row_, column))};
}

std::string_view ResultRow::text(int column) const { return bytes(column); }

std::int64_t ResultRow::integer(int column) const {
  if (is_null(column)) return 0;
  const std::uint64_t number = big_endian(bytes(column));
  switch (PQftype(result_, column)) {
    case type::bigint: return static_cast<std::int64_t>(number);
    case type::integer: return static_cast<std::int32_t>(number);
    case type::smallint: return static_cast<std::int16_t>(number);
    case type::boolean: return number != 0 ? 1 : 0;
    // A sum of bigint is numeric: the statement has to cast it.
    default: CHECK(false);
  }
  return 0;
}

}  // namespace perseat::postgres
