// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/cursor.h"

#include <gtest/gtest.h>

#include <limits>

#include "base/base64.h"
#include "queries/write.h"

namespace perseat::queries {
namespace {

TEST(Cursor, GivesBackWhatWasWritten) {
  IdSource ids(7);
  const Uuid id = ids.next(Instant{1});
  const std::string cursor = CursorWriter()
                                 .add("김민지: 3:x")
                                 .add(std::numeric_limits<std::int64_t>::min())
                                 .add(id)
                                 .add("")
                                 .take();
  EXPECT_EQ(cursor.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                     "0123456789-_"),
            std::string::npos);
  const auto parts = read_cursor(cursor, "tiut");
  ASSERT_TRUE(parts.has_value());
  EXPECT_EQ((*parts)[0].text, "김민지: 3:x");
  EXPECT_EQ((*parts)[1].integer, std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ((*parts)[2].uuid, id);
  EXPECT_EQ((*parts)[3].text, "");
}

TEST(Cursor, RefusesWhatNoListGave) {
  const std::string good = CursorWriter().add("a").add(std::int64_t{1}).take();
  for (const std::string& cursor :
       {std::string("!"), std::string("a"), good + "AAAA", good.substr(0, good.size() - 2),
        to_base64url("99999999999999999999:a"), to_base64url("2:a"), to_base64url("-1:a"),
        to_base64url("1:\xFF"
                     "1:1"),
        to_base64url("1:a1:x"), to_base64url("1:a")}) {
    const auto parts = read_cursor(cursor, "ti");
    ASSERT_FALSE(parts.has_value()) << cursor;
    EXPECT_EQ(parts.error().reason, "malformedCursor");
  }
  EXPECT_FALSE(read_cursor(CursorWriter().add("short").take(), "u").has_value());
}

TEST(Cursor, MeansTheBeginningWhenEmpty) {
  const auto parts = read_cursor("", "tiu");
  ASSERT_TRUE(parts.has_value());
  EXPECT_EQ(parts->size(), 3u);
  EXPECT_TRUE((*parts)[2].uuid.is_nil());
}

TEST(ListWriter, NamesTheLastRowOnlyWhenThereIsMore) {
  for (const int rows : {0, 2, 3}) {
    ListWriter list(Page{2, ""});
    for (int row = 0; row < rows; ++row) {
      if (!list.takes_row()) continue;
      list.writer().value(row);
      list.set_last(CursorWriter().add(std::int64_t{row}).take());
    }
    const std::string cursor = CursorWriter().add(std::int64_t{1}).take();
    EXPECT_EQ(list.finish(), rows == 0   ? R"({"items":[],"nextCursor":null})"
                             : rows == 2 ? R"({"items":[0,1],"nextCursor":null})"
                                         : R"({"items":[0,1],"nextCursor":")" + cursor + "\"}");
  }
}

TEST(Write, ShapesMoneyPeopleAndLists) {
  std::string out;
  json::Writer writer(out);
  writer.begin_object();
  write_money(writer, "total", {1250, Currency("EUR")});
  write_price(writer, "price", "0.0125", "USD");
  write_person(writer, "nobody", {}, "");
  write_text_or_null(writer, "nickname", "");
  write_words(writer, "plans", "charts sharing");
  write_words(writer, "none", "");
  writer.end_object();
  EXPECT_EQ(out, R"({"total":{"amount":"12.50","currency":"EUR"},)"
                 R"("price":{"amount":"0.0125","currency":"USD"},"nobody":null,"nickname":null,)"
                 R"("plans":["charts","sharing"],"none":[]})");
}

}  // namespace
}  // namespace perseat::queries
