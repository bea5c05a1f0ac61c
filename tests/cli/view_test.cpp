// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "cli/view.h"

#include <gtest/gtest.h>

namespace perseat::cli {
namespace {

TEST(CellText, WritesValuesAsPeopleDo) {
  struct Row {
    const char* json;
    Format format;
    const char* text;
  };
  const Row rows[] = {
      {"null", Format::text, "-"},
      {"true", Format::text, "yes"},
      {"105", Format::number, "105"},
      {"2.5", Format::number, "2.5E0"},
      {R"("2026-01-31T09:30:00.000Z")", Format::instant, "2026-01-31 09:30"},
      {R"("2026-01-31T09:30:00.000Z")", Format::text, "2026-01-31T09:30:00.000Z"},
      {R"({"amount":"12.50","currency":"EUR"})", Format::money, "12.50 EUR"},
      {R"({"id":"1","displayName":"김민지"})", Format::text, "김민지"},
      {R"({"id":"1","brand":"visa","last4":"4242"})", Format::text, "visa 4242"},
      {R"({"days":30,"needsPaymentMethod":true})", Format::text, "30 days"},
      {R"([{"country":null,"price":{"amount":"1.00","currency":"EUR"},
            "validFrom":"2026-01-01T00:00:00.000Z"}])",
       Format::text, "1.00 EUR from 2026-01-01 00:00"},
      {R"({"allowed":true})", Format::text, "yes"},
      {R"({"allowed":false,"reason":"policyDisabled"})", Format::text, "policyDisabled"},
      {R"(["read","pay"])", Format::text, "read, pay"},
      {R"([{"role":"globalAdmin","billingProfileId":null}])", Format::text, "globalAdmin"},
      {R"([{"field":"quantity","before":"1","after":"2"}])", Format::text, "quantity: 1 -> 2"},
      {R"({"date":"2026-02-28","amount":{"amount":"5","currency":"KRW"}})", Format::text,
       "5 KRW on 2026-02-28"},
      {R"({"line1":"12 Teheran-ro","line2":null,"city":"Seoul","region":null,
           "postalCode":"06234","country":"KR"})",
       Format::text, "12 Teheran-ro, 06234 Seoul, KR"},
      {R"({"line1":"Hauptstr. 1","line2":"Hof","city":"Bonn","region":null,"postalCode":null,
           "country":"DE"})",
       Format::text, "Hauptstr. 1, Hof, Bonn, DE"},
      {"\"\\u001b[2Jboo\"", Format::text, "\uFFFD[2Jboo"}};
  for (const Row& row : rows) {
    const auto document = json::Document::parse(row.json);
    ASSERT_TRUE(document) << row.json;
    EXPECT_EQ(cell_text(document->root(), row.format), row.text) << row.json;
  }
}

constexpr Column offer_columns[] = {
    {"Product", "/name"}, {"Offer", "code"}, {"Price", "price", Format::money}};
const View offer_view{offer_columns, "offers"};

TEST(GridOf, GivesALineToEachExpandedEntry) {
  const auto document = json::Document::parse(R"([
      {"name": "Board", "offers": [
          {"code": "monthly", "price": {"amount": "12.50", "currency": "EUR"}},
          {"code": "yearly", "price": null}]},
      {"name": "Wall", "offers": []}])");
  const std::vector<json::Node> rows{document->root().element(0), document->root().element(1)};
  EXPECT_EQ(render_table(grid_of(rows, offer_view, Output::table), {}),
            "Product  Offer        Price\n"
            "Board    monthly  12.50 EUR\n"
            "Board    yearly           -\n"
            "Wall\n");
  EXPECT_EQ(render_csv(grid_of(rows, offer_view, Output::csv)),
            "Product,Offer,Price,Price currency\r\n"
            "Board,monthly,12.50,EUR\r\n"
            "Board,yearly,,\r\n"
            "Wall,,,\r\n");
}

constexpr Column item_columns[] = {{"Number", "number"}, {"Total", "total"}, {"Gone", "gone"}};
constexpr Column line_columns[] = {{"Line", "line", Format::number}, {"What", "what"}};
constexpr Section item_sections[] = {{"Lines", "lines", line_columns}};
const View item_view{item_columns, {}, item_sections};

TEST(RenderItem, ShowsFieldsAndSectionsButCsvOnlyTheRows) {
  const auto document = json::Document::parse(
      R"({"number": "A-1", "total": {"amount": "1.00", "currency": "EUR"},
          "lines": [{"line": 1, "what": "purchase"}]})");
  EXPECT_EQ(render_item(document->root(), item_view, Output::table, {}),
            "Number  A-1\nTotal   1.00 EUR\n\nLines\nLine  What\n   1  purchase\n");
  EXPECT_EQ(render_item(document->root(), item_view, Output::csv, {}),
            "Line,What\r\n1,purchase\r\n");
}

TEST(PrettyJson, IndentsAndKeepsTheOrder) {
  const auto document = json::Document::parse(R"({"b":[1,{"a":"\n"}],"c":[],"d":null})");
  EXPECT_EQ(pretty_json(document->root()),
            "{\n  \"b\": [\n    1,\n    {\n      \"a\": \"\\n\"\n    }\n  ],\n  \"c\": [],\n"
            "  \"d\": null\n}\n");
}

}  // namespace
}  // namespace perseat::cli
