// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "main/seller.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "main/demo/run_demo.h"

namespace perseat {
namespace {

std::string changed_seller(std::string_view from, std::string_view to) {
  std::string text = demo::seller();
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(SellerFile, SaysWhoSells) {
  const auto sellers = parse_sellers(demo::seller(), "");
  ASSERT_TRUE(sellers.has_value()) << sellers.error().detail;
  const Seller* seller = sellers->on(Date{0});
  ASSERT_NE(seller, nullptr);
  EXPECT_EQ(seller->name, "Example Software GmbH");
  EXPECT_EQ(seller->address.city, "Berlin");
  EXPECT_EQ(seller->address.country, "DE");
  EXPECT_EQ(seller->logo_png, "");
}

TEST(SellerFile, KeepsWhatWasBefore) {
  const std::string moved =
      "[[seller]]\nvalid_from = \"2026-07-01\"\nname = \"Moved GmbH\"\ntax_id = \"DE1\"\n"
      "[seller.address]\nline1 = \"2\"\ncity = \"Hamburg\"\ncountry = \"DE\"\n";
  const auto sellers = parse_sellers(demo::seller() + moved, "");
  ASSERT_TRUE(sellers.has_value()) << sellers.error().detail;
  EXPECT_EQ(sellers->on(make_date(2026, 6, 30))->name, "Example Software GmbH");
  EXPECT_EQ(sellers->on(make_date(2026, 7, 1))->name, "Moved GmbH");
  EXPECT_FALSE(parse_sellers(moved, "").has_value());
  EXPECT_FALSE(parse_sellers(demo::seller() + demo::seller(), "").has_value());
  EXPECT_FALSE(parse_sellers(demo::seller() + moved + moved, "").has_value());
}

TEST(SellerFile, IsRefusedWhereItIsWrong) {
  struct Row {
    std::string_view from;
    std::string_view to;
    std::string_view field;
  };
  const Row rows[] = {
      {"[[seller]]", "[[sellers]]", "seller"},
      {"[[seller]]", "[[seller]]\nseller_name = \"x\"", "seller[0].seller_name"},
      {"name = \"Example Software GmbH\"", "", "seller[0].name"},
      {"name = \"Example Software GmbH\"", "name = \"\"", "seller[0].name"},
      {"name = \"Example Software GmbH\"", "name = 7", "seller[0].name"},
      {"country = \"DE\"", "country = \"XX\"", "seller[0].address.country"},
      {"city = \"Berlin\"", "", "seller[0].address.city"},
      {"city = \"Berlin\"", "city = \"Berlin\"\nstreet = \"x\"", "seller[0].address.street"},
      {"[[seller]]", "[[seller]]\nvalid_from = \"soon\"", "seller[0].valid_from"},
      {"[[seller]]", "[[seller]", "line 1"}};
  for (const Row& row : rows) {
    const auto sellers = parse_sellers(changed_seller(row.from, row.to), "");
    ASSERT_FALSE(sellers.has_value()) << row.to;
    EXPECT_EQ(sellers.error().reason, "malformedSeller") << row.to;
    EXPECT_EQ(sellers.error().field, row.field) << row.to;
  }
}

TEST(SellerFile, NeedsANumberThatNamesTheSeller) {
  const std::string text = changed_seller("registration_number = \"HRB 000000\"\n", "");
  ASSERT_TRUE(parse_sellers(text, "").has_value());
  const std::string without =
      changed_seller("tax_id = \"DE000000000\"\nregistration_number = \"HRB 000000\"\n", "");
  EXPECT_EQ(parse_sellers(without, "").error().field, "seller[0].tax_id");
}

TEST(SellerFile, HasItsLogoBesideIt) {
  const auto folder = std::filesystem::temp_directory_path() / "perseat-seller-test";
  std::filesystem::create_directories(folder);
  const std::string text = changed_seller("[[seller]]", "[[seller]]\nlogo = \"logo.png\"");
  std::ofstream(folder / "seller.toml") << text;
  const std::string file = (folder / "seller.toml").string();
  EXPECT_EQ(load_sellers(file).error().reason, "sellerMisconfigured");
  std::ofstream(folder / "logo.png") << "no picture";
  EXPECT_EQ(load_sellers(file).error().field, "seller[0].logo");
  EXPECT_EQ(load_sellers((folder / "nothing").string()).error().reason, "sellerMisconfigured");
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace perseat
