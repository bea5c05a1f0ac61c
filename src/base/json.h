// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// JSON without its library in the header: a writer that appends to one string, and a read-only
// view of a parsed document. base/json_struct.h maps whole structs by their description.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/enum_text.h"
#include "base/id.h"
#include "base/result.h"
#include "base/time.h"

namespace perseat::json {

void append_quoted(std::string& out, std::string_view text);

// Appends values; puts the commas itself. The caller balances begin and end.
class Writer {
 public:
  explicit Writer(std::string& out) : out_(out) {}

  Writer& begin_object() { return open('{'); }
  Writer& end_object() { return close('}'); }
  Writer& begin_array() { return open('['); }
  Writer& end_array() { return close(']'); }
  Writer& key(std::string_view name);

  Writer& value(std::string_view text);
  Writer& value(const char* text) { return value(std::string_view(text)); }
  Writer& value(const std::string& text) { return value(std::string_view(text)); }
  Writer& value(std::int64_t number);
  Writer& value(int number) { return value(static_cast<std::int64_t>(number)); }
  Writer& value(bool flag);
  Writer& value(Instant instant);
  Writer& value(Date date) { return value(std::string_view(format_date(date))); }
  Writer& value(const Uuid& uuid);
  template <class Kind>
  Writer& value(const Id<Kind>& id) {
    return value(id.uuid);
  }
  template <NamedEnum Enum>
  Writer& value(Enum named) {
    return value(enum_text(named));
  }
  template <class T>
  Writer& value(const std::optional<T>& maybe) {
    return maybe ? value(*maybe) : null();
  }
  Writer& null();
  // Text that is JSON already.
  Writer& raw(std::string_view json);

  template <class T>
  Writer& field(std::string_view name, const T& content) {
    key(name);
    return value(content);
  }

 private:
  Writer& open(char bracket);
  Writer& close(char bracket);
  void separate();

  std::string& out_;
  bool needs_comma_ = false;
};

// A value inside a Document, valid as long as that lives. Cheap to copy.
class Node {
 public:
  Node() = default;
  explicit Node(const void* value) : value_(value) {}

  [[nodiscard]] bool exists() const { return value_ != nullptr; }
  [[nodiscard]] bool is_null() const;
  [[nodiscard]] bool is_object() const;
  [[nodiscard]] bool is_array() const;
  [[nodiscard]] std::optional<std::string_view> text() const;
  // Nothing for fractions, exponents that leave the integers, and what 64 bits cannot hold.
  [[nodiscard]] std::optional<std::int64_t> integer() const;
  [[nodiscard]] std::optional<bool> boolean() const;
  // Members of an object or elements of an array; 0 for anything else.
  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] Node element(std::size_t index) const;
  [[nodiscard]] std::string_view member_name(std::size_t index) const;
  [[nodiscard]] Node member(std::string_view name) const;
  // The value as JSON text again.
  [[nodiscard]] std::string dump() const;

 private:
  const void* value_ = nullptr;
};

// A parsed text. Refused with a reason: malformed JSON, invalid UTF-8, a NUL character in a text,
// nesting deeper than 32. Of a repeated member name the last one counts (RFC 8259 section 4).
class Document {
 public:
  static Result<Document> parse(std::string_view text);
  Document(Document&&) noexcept;
  Document& operator=(Document&&) noexcept;
  ~Document();

  [[nodiscard]] Node root() const;

 private:
  struct Impl;
  explicit Document(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace perseat::json
