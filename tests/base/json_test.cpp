// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "base/json.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/json_struct.h"

namespace perseat::json {
namespace {

struct Order {
  std::string item_name;
  std::int64_t quantity = 0;
  std::optional<std::string> note;
  std::vector<std::int64_t> sizes;
};
BOOST_DESCRIBE_STRUCT(Order, (), (item_name, quantity, note, sizes))

Result<Order> read_order(std::string_view text) {
  const Document document = TRY(Document::parse(text));
  return json::read<Order>(document.root(), "");
}

TEST(JsonWriter, PutsCommasAndEscapes) {
  std::string out;
  Writer(out)
      .begin_object()
      .field("a", 1)
      .field("b", "x\"\n\x01")
      .key("c")
      .begin_array()
      .value(true)
      .null()
      .end_array()
      .end_object();
  EXPECT_EQ(out, "{\"a\":1,\"b\":\"x\\\"\\n\\u0001\",\"c\":[true,null]}");
}

TEST(JsonWriter, EscapesWhereverAndWhateverHasToBe) {
  for (int code = 0; code < 256; ++code) {
    const char special = static_cast<char>(code);
    for (std::size_t place = 0; place < 20; ++place) {
      std::string text(20, 'x');
      text[place] = special;
      std::string out;
      append_quoted(out, text);
      const bool is_escaped = code < 0x20 || special == '"' || special == '\\';
      ASSERT_EQ(out.size() > text.size() + 2, is_escaped) << code << " at " << place;
      if (code == 0 || code >= 0x80) continue;
      const auto document = Document::parse(out);
      ASSERT_TRUE(document.has_value()) << code << " at " << place;
      ASSERT_EQ(document->root().text(), text);
    }
  }
}

TEST(JsonWriter, WritesIdsAndTimesAsTheirFormsAre) {
  const Uuid uuid = *parse_uuid("0190a1b2-c3d4-7e5f-8a6b-1c2d3e4f5a6b");
  const Instant instant = *parse_instant("2026-01-31T09:30:00.007Z");
  std::string out;
  Writer(out).begin_array().value(uuid).value(instant).value(std::int64_t{-7}).end_array();
  EXPECT_EQ(out, "[\"" + format_uuid(uuid) + "\",\"" + format_instant(instant) + "\",-7]");
}

TEST(JsonReader, TakesDocumentsOfAnySize) {
  std::string text = "[";
  for (int n = 0; n < 2'000; ++n) text += "\"a text of some length\",";
  const auto document = Document::parse(text + "1]");
  ASSERT_TRUE(document.has_value());
  EXPECT_EQ(document->root().size(), 2'001u);
  EXPECT_EQ(document->root().element(1'999).text(), "a text of some length");
}

TEST(JsonReader, ReadsADescribedStruct) {
  const auto order = read_order(R"({"itemName":"chair","quantity":3,"sizes":[1,2]})");
  ASSERT_TRUE(order.has_value());
  EXPECT_EQ(order->item_name, "chair");
  EXPECT_EQ(order->quantity, 3);
  EXPECT_EQ(order->sizes.size(), 2u);
}

TEST(JsonReader, NamesTheFieldThatIsWrong) {
  struct Row {
    const char* text;
    const char* field;
    const char* reason;
  };
  const Row rows[] = {
      {"[]", "", "wrongType"},
      {"{", "", "malformedJson"},
      {"{\"itemName\":\"\xff\",\"quantity\":1,\"sizes\":[]}", "", "malformedJson"},
      {R"({"itemName":"a\u0000","quantity":1,"sizes":[]})", "", "nulCharacter"},
      {R"({"quantity":1,"sizes":[]})", "itemName", "required"},
      {R"({"itemName":"a","quantity":1.5,"sizes":[]})", "quantity", "wrongType"},
      {R"({"itemName":"a","quantity":99999999999999999999,"sizes":[]})", "quantity", "wrongType"},
      {R"({"itemName":"a","quantity":null,"sizes":[]})", "quantity", "wrongType"},
      {R"({"itemName":"a","quantity":1,"sizes":[1,"x"]})", "sizes[1]", "wrongType"},
      {R"({"itemName":"a","quantity":1,"sizes":[],"extra":1})", "extra", "unknownField"},
  };
  for (const Row& row : rows) {
    const auto order = read_order(row.text);
    ASSERT_FALSE(order.has_value()) << row.text;
    EXPECT_EQ(order.error().field, row.field) << row.text;
    EXPECT_EQ(order.error().reason, row.reason) << row.text;
  }
}

TEST(JsonDocument, RefusesDeepNestingQuickly) {
  const std::string deep(100'000, '[');
  const auto document = Document::parse(deep);
  ASSERT_FALSE(document.has_value());
  EXPECT_EQ(document.error().reason, "tooDeep");
}

}  // namespace
}  // namespace perseat::json
