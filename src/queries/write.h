// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Shapes that many answers share: money, people, pages.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "base/json.h"
#include "domain/ids.h"
#include "domain/money.h"
#include "queries/cursor.h"

namespace perseat::queries {

// {"amount": "12.50", "currency": "EUR"}; the name is a member of the open object.
void write_money(json::Writer& writer, std::string_view name, Money amount);
// The same as an element of an array.
void write_money(json::Writer& writer, Money amount);
// A unit price as it is kept: an exact decimal that may be finer than the currency.
void write_price(json::Writer& writer, std::string_view name, std::string_view unit_price,
                 std::string_view currency);
// {"id", "displayName"}; null for the nil id.
void write_person(json::Writer& writer, std::string_view name, UserId id,
                  std::string_view display_name);
// A null where the text is empty.
void write_text_or_null(json::Writer& writer, std::string_view name, std::string_view text);
// ["a", "b"] of a space-separated list.
void write_words(json::Writer& writer, std::string_view name, std::string_view words);

// What a query gives of one resource.
struct Shown {
  std::string body;
  std::string etag;
};

// {"items": [...], "nextCursor": ...}. A query asks for one row more than the page holds, which
// only tells that there is more.
class ListWriter {
 public:
  explicit ListWriter(const Page& page);

  // How many rows to ask the database for.
  [[nodiscard]] std::int64_t rows_wanted() const { return limit_ + 1; }
  // Whether this row belongs to the page; then write it with writer(), and note the key of the one
  // that fills it.
  [[nodiscard]] bool takes_row();
  [[nodiscard]] bool is_full() const { return rows_ == limit_; }
  [[nodiscard]] json::Writer& writer() { return writer_; }
  void set_last(std::string cursor) { last_ = std::move(cursor); }
  // That there is more although this page may not be full.
  void go_on_from(std::string cursor);
  [[nodiscard]] std::string finish();

 private:
  std::int64_t limit_;
  std::int64_t rows_ = 0;
  bool has_more_ = false;
  std::string last_;
  std::string body_;
  json::Writer writer_{body_};
};

}  // namespace perseat::queries
