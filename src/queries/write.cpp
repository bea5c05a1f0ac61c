// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/write.h"

namespace perseat::queries {

void write_money(json::Writer& writer, std::string_view name, Money amount) {
  writer.key(name);
  write_money(writer, amount);
}

void write_money(json::Writer& writer, Money amount) {
  writer.begin_object();
  writer.field("amount", format_decimal(amount)).field("currency", amount.currency.text());
  writer.end_object();
}

void write_price(json::Writer& writer, std::string_view name, std::string_view unit_price,
                 std::string_view currency) {
  writer.key(name).begin_object();
  writer.field("amount", unit_price).field("currency", currency).end_object();
}

void write_person(json::Writer& writer, std::string_view name, UserId id,
                  std::string_view display_name) {
  writer.key(name);
  if (id.is_nil()) {
    writer.null();
    return;
  }
  writer.begin_object().field("id", id).field("displayName", display_name).end_object();
}

void write_text_or_null(json::Writer& writer, std::string_view name, std::string_view text) {
  writer.key(name);
  if (text.empty())
    writer.null();
  else
    writer.value(text);
}

void write_words(json::Writer& writer, std::string_view name, std::string_view words) {
  writer.key(name).begin_array();
  while (!words.empty()) {
    const std::size_t end = words.find(' ');
    if (end != 0) writer.value(words.substr(0, end));
    words = end == std::string_view::npos ? std::string_view() : words.substr(end + 1);
  }
  writer.end_array();
}

ListWriter::ListWriter(const Page& page) : limit_(page.limit) {
  CHECK(limit_ >= 1);
  writer_.begin_object().key("items").begin_array();
}

bool ListWriter::takes_row() {
  if (rows_ == limit_) {
    has_more_ = true;
    return false;
  }
  ++rows_;
  return true;
}

void ListWriter::go_on_from(std::string cursor) {
  if (has_more_) return;
  has_more_ = true;
  last_ = std::move(cursor);
}

std::string ListWriter::finish() {
  writer_.end_array();
  write_text_or_null(writer_, "nextCursor", has_more_ ? last_ : std::string());
  writer_.end_object();
  return std::move(body_);
}

}  // namespace perseat::queries
