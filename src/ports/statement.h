// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// A statement, what it takes and what it gives.
#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <source_location>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/time.h"

namespace perseat::ports {

// A parameter. Texts and bytes are borrowed: they live until the call returns.
struct Value {
  enum class Kind { null, integer, text, bytes };

  Kind kind = Kind::null;
  std::int64_t integer = 0;
  std::string_view data;

  static Value of_null() { return {}; }
  static Value of(std::int64_t number) { return {Kind::integer, number, {}}; }
  static Value of(std::string_view text) { return {Kind::text, 0, text}; }
  static Value of_bytes(std::string_view bytes) { return {Kind::bytes, 0, bytes}; }
  static Value of(Instant instant) { return of(instant.ms); }
  static Value of(Date date) { return of(std::int64_t{date.days}); }
  static Value of(const Uuid& uuid) { return of_bytes(uuid.view()); }
  template <class Kind>
  static Value of(const Id<Kind>& id) {
    return of(id.uuid);
  }

  // Temporaries that own what would be borrowed. A template, so that literals stay texts.
  template <std::same_as<std::string> Text>
  static Value of(const Text&& text) = delete;
  template <std::same_as<std::string> Text>
  static Value of_bytes(const Text&& bytes) = delete;
  static Value of(const Uuid&& uuid) = delete;
  template <class Kind>
  static Value of(const Id<Kind>&& id) = delete;
};

// Rows of equal width, one after the other.
struct Rows {
  std::size_t width = 0;
  std::vector<Value> cells;

  [[nodiscard]] std::size_t count() const { return width == 0 ? 0 : cells.size() / width; }
  [[nodiscard]] std::span<const Value> row(std::size_t index) const {
    return std::span(cells).subspan(index * width, width);
  }
};

// A statement with parameters $1 to $n. `postgres` is the twin for that engine where one text
// cannot serve both; empty: the same. A twin of a write or keyed read takes an array of each
// column and does all rows at once. Lives as long as the program: its address is its identity.
struct Sql {
  std::string_view text;
  std::string_view postgres = {};
  // Where it is written: a test finds the statements that no test has run.
  std::source_location where = std::source_location::current();
};

// The present row of a read. Texts and bytes are valid until the callback returns.
class Row {
 public:
  virtual ~Row() = default;
  [[nodiscard]] virtual bool is_null(int column) const = 0;
  [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
  [[nodiscard]] virtual std::string_view text(int column) const = 0;
  [[nodiscard]] virtual std::string_view bytes(int column) const = 0;

  [[nodiscard]] Uuid uuid(int column) const { return uuid_from_bytes(bytes(column)); }
  [[nodiscard]] Instant instant(int column) const { return {integer(column)}; }
  [[nodiscard]] Date date(int column) const { return {static_cast<std::int32_t>(integer(column))}; }
};

using OnRow = std::function<void(const Row&)>;

}  // namespace perseat::ports
