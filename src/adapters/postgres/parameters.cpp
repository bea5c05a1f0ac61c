// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/postgres/parameters.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "adapters/postgres/types.h"
#include "base/check.h"

namespace perseat::postgres {
namespace {

constexpr int null_length = -1;

template <class Number>
std::array<char, sizeof(Number)> in_big_endian(Number number) {
  std::array<char, sizeof(Number)> bytes{};
  for (std::size_t i = 0; i < sizeof(Number); ++i)
    bytes[sizeof(Number) - 1 - i] = static_cast<char>(static_cast<std::uint64_t>(number) >> 8 * i);
  return bytes;
}

template <class Number>
void append_big_endian(std::string& out, Number number) {
  const auto bytes = in_big_endian(number);
  out.append(bytes.data(), bytes.size());
}

Oid element_of(Oid type) {
  switch (type) {
    case type::array_of_bigint: return type::bigint;
    case type::array_of_text: return type::text;
    case type::array_of_bytea: return type::bytea;
    case type::array_of_uuid: return type::uuid;
    default: return 0;
  }
}

void append_integer(std::string& out, std::int64_t number, Oid type) {
  switch (type) {
    case type::bigint: return append_big_endian(out, number);
    case type::integer: return append_big_endian(out, static_cast<std::int32_t>(number));
    case type::smallint: return append_big_endian(out, static_cast<std::int16_t>(number));
    case type::boolean: out += number != 0 ? '\1' : '\0'; return;
    // A number for a text or bytes is a mistake in the statement.
    default: CHECK(false);
  }
}

void append_value(std::string& out, const ports::Value& value, Oid type) {
  if (value.kind == ports::Value::Kind::integer) return append_integer(out, value.integer, type);
  CHECK(type == type::text || type == type::bytea || type == type::uuid || type == type::varchar);
  CHECK(type != type::uuid || value.data.size() == uuid_bytes);
  out += value.data;
}

}  // namespace

bool is_array(Oid type) { return element_of(type) != 0; }

Parameters Parameters::of_row(std::span<const ports::Value> values, std::span<const Oid> types) {
  CHECK(values.size() == types.size());
  Parameters made;
  for (std::size_t i = 0; i < values.size(); ++i) made.add(values[i], types[i]);
  return made;
}

Parameters Parameters::of_columns(const ports::Rows& rows, std::span<const Oid> types) {
  CHECK(rows.width == types.size());
  Parameters made;
  for (std::size_t column = 0; column < types.size(); ++column)
    made.add_column(rows, column, types[column]);
  return made;
}

std::vector<const char*> Parameters::values() const {
  std::vector<const char*> pointers;
  for (std::size_t i = 0; i < starts_.size(); ++i)
    pointers.push_back(lengths_[i] == null_length ? nullptr : bytes_.data() + starts_[i]);
  return pointers;
}

void Parameters::end_value(std::size_t start) {
  starts_.push_back(start);
  lengths_.push_back(static_cast<int>(bytes_.size() - start));
}

void Parameters::add(const ports::Value& value, Oid type) {
  const std::size_t start = bytes_.size();
  if (value.kind == ports::Value::Kind::null) {
    starts_.push_back(start);
    lengths_.push_back(null_length);
    return;
  }
  append_value(bytes_, value, type);
  end_value(start);
}

// The binary form of an array: dimensions, whether it has nulls, type of the elements, their count
// and first index, then each with its length.
void Parameters::add_column(const ports::Rows& rows, std::size_t column, Oid type) {
  const Oid element = element_of(type);
  CHECK(element != 0);
  const std::size_t start = bytes_.size();
  append_big_endian(bytes_, std::int32_t{1});
  append_big_endian(bytes_, std::int32_t{1});
  append_big_endian(bytes_, element);
  append_big_endian(bytes_, static_cast<std::int32_t>(rows.count()));
  append_big_endian(bytes_, std::int32_t{1});
  for (std::size_t row = 0; row < rows.count(); ++row) {
    const ports::Value& value = rows.row(row)[column];
    const std::size_t length_at = bytes_.size();
    append_big_endian(bytes_, std::int32_t{null_length});
    if (value.kind == ports::Value::Kind::null) continue;
    append_value(bytes_, value, element);
    const auto length = in_big_endian(static_cast<std::int32_t>(bytes_.size() - length_at - 4));
    std::ranges::copy(length, bytes_.begin() + static_cast<std::ptrdiff_t>(length_at));
  }
  end_value(start);
}

}  // namespace perseat::postgres
