// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "base/json.h"

#include <boost/json.hpp>
#include <cstring>
#include <limits>
#include <utility>

#include "base/append.h"

namespace perseat::json {
namespace bj = boost::json;
namespace {

constexpr std::size_t depth_max = 32;

const bj::value& of(const void* value) { return *static_cast<const bj::value*>(value); }

bool has_nul(std::string_view text) { return text.find('\0') != std::string_view::npos; }

// Looks for what the parser lets through. Recursion is bounded by depth_max.
bool holds_nul(const bj::value& value) {
  if (const bj::string* text = value.if_string()) return has_nul(*text);
  if (const bj::array* array = value.if_array()) {
    for (const bj::value& element : *array) {
      if (holds_nul(element)) return true;
    }
  }
  if (const bj::object* object = value.if_object()) {
    for (const auto& member : *object) {
      if (has_nul(member.key()) || holds_nul(member.value())) return true;
    }
  }
  return false;
}

bool is_escaped(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

// Where the first character is that has to be escaped. Nearly no text has one, so eight bytes are
// looked at together: a byte below 0x20, or one that a quote or a backslash turns to zero.
std::size_t plain_length(std::string_view text) {
  constexpr std::uint64_t ones = 0x0101010101010101;
  constexpr std::uint64_t tops = 0x8080808080808080;
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + at, 8);
    const auto below = [&](std::uint64_t word, std::uint64_t bound) {
      return (word - ones * bound) & ~word & tops;
    };
    if ((below(bytes, 0x20) | below(bytes ^ (ones * '"'), 1) | below(bytes ^ (ones * '\\'), 1)) !=
        0)
      break;
  }
  while (at < text.size() && !is_escaped(text[at])) ++at;
  return at;
}

void append_escaped(std::string& out, char c) {
  static constexpr char hex[] = "0123456789abcdef";
  out += '\\';
  switch (c) {
    case '"': out += '"'; break;
    case '\\': out += '\\'; break;
    case '\n': out += 'n'; break;
    case '\r': out += 'r'; break;
    case '\t': out += 't'; break;
    default:
      out += "u00";
      out += hex[static_cast<unsigned char>(c) >> 4];
      out += hex[static_cast<unsigned char>(c) & 15];
  }
}

}  // namespace

void append_quoted(std::string& out, std::string_view text) {
  std::size_t plain = plain_length(text);
  if (plain == text.size()) {
    // In one step: most are short, and each append costs more than their bytes.
    const std::size_t begin = out.size();
    out.append(text.size() + 2, '"');
    text.copy(out.data() + begin + 1, text.size());
    return;
  }
  out += '"';
  for (; plain < text.size(); plain = plain_length(text)) {
    out += text.substr(0, plain);
    append_escaped(out, text[plain]);
    text.remove_prefix(plain + 1);
  }
  out += text;
  out += '"';
}

void Writer::separate() {
  if (needs_comma_) out_ += ',';
  needs_comma_ = true;
}

Writer& Writer::open(char bracket) {
  separate();
  out_ += bracket;
  needs_comma_ = false;
  return *this;
}

Writer& Writer::close(char bracket) {
  out_ += bracket;
  needs_comma_ = true;
  return *this;
}

Writer& Writer::key(std::string_view name) {
  separate();
  append_quoted(out_, name);
  out_ += ':';
  needs_comma_ = false;
  return *this;
}

Writer& Writer::value(std::string_view text) {
  separate();
  append_quoted(out_, text);
  return *this;
}

Writer& Writer::value(std::int64_t number) {
  separate();
  append_number(out_, number);
  return *this;
}

Writer& Writer::value(Instant instant) {
  separate();
  out_ += '"';
  append_instant(out_, instant);
  out_ += '"';
  return *this;
}

Writer& Writer::value(const Uuid& uuid) {
  separate();
  out_ += '"';
  append_uuid(out_, uuid);
  out_ += '"';
  return *this;
}

Writer& Writer::value(bool flag) {
  separate();
  out_ += flag ? "true" : "false";
  return *this;
}

Writer& Writer::null() {
  separate();
  out_ += "null";
  return *this;
}

Writer& Writer::raw(std::string_view json) {
  separate();
  out_ += json;
  return *this;
}

bool Node::is_null() const { return exists() && of(value_).is_null(); }
bool Node::is_object() const { return exists() && of(value_).is_object(); }
bool Node::is_array() const { return exists() && of(value_).is_array(); }

std::optional<std::string_view> Node::text() const {
  if (!exists()) return std::nullopt;
  const bj::string* text = of(value_).if_string();
  if (text == nullptr) return std::nullopt;
  return std::string_view(text->data(), text->size());
}

std::optional<std::int64_t> Node::integer() const {
  if (!exists()) return std::nullopt;
  if (const std::int64_t* number = of(value_).if_int64()) return *number;
  return std::nullopt;
}

std::optional<bool> Node::boolean() const {
  if (!exists()) return std::nullopt;
  if (const bool* flag = of(value_).if_bool()) return *flag;
  return std::nullopt;
}

std::size_t Node::size() const {
  if (!exists()) return 0;
  if (const bj::array* array = of(value_).if_array()) return array->size();
  if (const bj::object* object = of(value_).if_object()) return object->size();
  return 0;
}

Node Node::element(std::size_t index) const {
  if (!exists()) return {};
  if (const bj::array* array = of(value_).if_array()) {
    return index < array->size() ? Node(&(*array)[index]) : Node();
  }
  if (const bj::object* object = of(value_).if_object()) {
    return index < object->size()
               ? Node(&(object->begin() + static_cast<std::ptrdiff_t>(index))->value())
               : Node();
  }
  return {};
}

std::string_view Node::member_name(std::size_t index) const {
  CHECK(is_object() && index < size());
  const auto key = (of(value_).if_object()->begin() + static_cast<std::ptrdiff_t>(index))->key();
  return {key.data(), key.size()};
}

Node Node::member(std::string_view name) const {
  if (!is_object()) return {};
  return Node(of(value_).if_object()->if_contains(bj::string_view(name.data(), name.size())));
}

std::string Node::dump() const { return exists() ? bj::serialize(of(value_)) : "null"; }

// Enough for most bodies, and the whole still of a size that malloc keeps at hand per thread.
constexpr std::size_t arena_bytes = 900;

struct Document::Impl {
  Impl() : memory(arena, sizeof arena) {}

  unsigned char arena[arena_bytes];
  bj::monotonic_resource memory;
  bj::value value;
};

Document::Document(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

Node Document::root() const { return Node(&impl_->value); }

Result<Document> Document::parse(std::string_view text) {
  auto impl = std::make_unique<Impl>();
  bj::parse_options options;
  options.max_depth = depth_max;
  boost::system::error_code failure;
  new (&impl->value) bj::value(
      bj::parse(bj::string_view(text.data(), text.size()), failure, &impl->memory, options));
  if (failure == bj::error::too_deep)
    return invalid("", "tooDeep", "The JSON is nested deeper than 32 levels.");
  if (failure) return invalid("", "malformedJson", "The body is not valid JSON in UTF-8.");
  if (holds_nul(impl->value))
    return invalid("", "nulCharacter", "A text holds the character NUL, which is not allowed.");
  return Document(std::move(impl));
}

}  // namespace perseat::json
