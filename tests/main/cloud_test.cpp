// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "main/cloud.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace perseat {
namespace {

std::string valid() { return std::string(built_in_clouds()[2].text); }

std::string replaced(std::string_view from, std::string_view to) {
  std::string text = valid();
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(Cloud, OfEveryBuiltInNameIsValid) {
  ASSERT_EQ(built_in_clouds().size(), 3U);
  for (const BuiltInCloud& built_in : built_in_clouds()) {
    const auto cloud = load_cloud(std::string(built_in.name), "");
    ASSERT_TRUE(cloud.has_value()) << cloud.error().detail;
    EXPECT_EQ(cloud->name, built_in.name);
    EXPECT_EQ(cloud->links.size(), 10U);
  }
}

TEST(Cloud, SaysWhatDiffers) {
  const Cloud worldwide = *load_cloud("worldwide", "");
  EXPECT_TRUE(worldwide.self_service_available);
  EXPECT_EQ(worldwide.document_type, DocumentType::invoice);
  EXPECT_EQ(worldwide.payment_families, std::vector{PaymentFamily::card});
  EXPECT_EQ(worldwide.languages.front(), "en");
  EXPECT_EQ(worldwide.document.title, "");
  EXPECT_TRUE(worldwide.document.is_paid_by_card);
  const Cloud germany = *load_cloud("germany", "");
  EXPECT_EQ(germany.default_currency, Currency("EUR"));
  EXPECT_EQ(germany.languages.front(), "de");
  EXPECT_EQ(germany.links.at("billing_profiles"), "");
  const Cloud china = *load_cloud("china21vianet", "");
  EXPECT_FALSE(china.self_service_available);
  EXPECT_EQ(china.document_type, DocumentType::fapiao);
  EXPECT_EQ(china.document.language, "zh-CN");
  EXPECT_FALSE(china.document.is_paid_by_card);
  EXPECT_TRUE(china.document.shows_tax_of_lines);
  EXPECT_TRUE(china.prices_include_tax);
}

TEST(Cloud, IsRefusedWhereTheFileIsWrong) {
  struct Row {
    std::string_view from;
    std::string_view to;
    std::string_view field;
  };
  const Row rows[] = {
      {"[defaults]", "[document]\ntitle = \"x\"\n[defaults]", "document.credit_note_title"},
      {"[defaults]",
       "[document]\ntitle = \"\"\ncredit_note_title = \"\"\nlanguage = \"tlh\"\nnote = \"\"\n"
       "shows_tax_of_lines = false\n[defaults]",
       "document.language"},
      {"name = \"worldwide\"", "name = \"other\"", "name"},
      {"name = \"worldwide\"", "", "name"},
      {"self_service_available = true", "self_service_available = \"yes\"",
       "self_service_available"},
      {"\"ko\"", "\"tlh\"", "languages"},
      {"\"ko\"", "\"en\"", "languages"},
      {"[\"card\"]", "[]", "payment_families"},
      {"[\"card\"]", "[\"cheque\"]", "payment_families"},
      {"[\"card\"]", "[1]", "payment_families"},
      {"document_type = \"invoice\"", "document_type = \"letter\"", "document_type"},
      {"\"USD\"", "\"XAU\"", "defaults.currency"},
      {"tax_name", "tax_nam", "defaults.tax_name"},
      {"prices_include_tax = false", "prices_include_tax = false\nextra = 1", "defaults.extra"},
      {"\"/help/catalog\"", "\"https://help.example/buy\"", "links.purchase"},
      {"\"/help/catalog\"", "\"//help.example/buy\"", "links.purchase"},
      {"purchase =", "purchases =", "links.purchase"},
      {"support = \"\"", "support = \"javascript:alert(1)\"", "support"},
      {"support = \"\"", "support = \"http://help.example\"", "support"},
      {"support = \"\"", "support = \"mailto:help@example.com?bcc=x@y.z\"", "support"},
      {"[defaults]", "surprise = true\n[defaults]", "surprise"},
      {"[links]", "[links", "line 26"},
  };
  for (const Row& row : rows) {
    const auto cloud = parse_cloud(replaced(row.from, row.to), "worldwide");
    ASSERT_FALSE(cloud.has_value()) << row.to;
    EXPECT_EQ(cloud.error().reason, "malformedCloud");
    EXPECT_EQ(cloud.error().field, row.field) << cloud.error().detail;
  }
}

TEST(Cloud, NamesWhereHelpIs) {
  const std::string_view addresses[] = {"help@example.com", "https://example.com/help?of=perseat"};
  for (const std::string_view address : addresses) {
    const std::string line = "support = \"" + std::string(address) + "\"";
    const auto cloud = parse_cloud(replaced("support = \"\"", line), "worldwide");
    ASSERT_TRUE(cloud.has_value()) << cloud.error().detail;
    EXPECT_EQ(cloud->support, address);
  }
}

TEST(Cloud, UnknownNameIsRefused) {
  EXPECT_EQ(load_cloud("moon", "").error().reason, "unknownCloud");
  EXPECT_EQ(load_cloud("../worldwide", "/tmp").error().reason, "unknownCloud");
}

TEST(Cloud, OfTheOperatorsFolderComesFirst) {
  const auto folder = std::filesystem::temp_directory_path() / "perseat-clouds-test";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "worldwide.toml") << replaced("\"USD\"", "\"KRW\"");
  EXPECT_EQ(load_cloud("worldwide", folder.string())->default_currency, Currency("KRW"));
  EXPECT_EQ(load_cloud("germany", folder.string()).error().reason, "unknownCloud");
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace perseat
