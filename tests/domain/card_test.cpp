// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "domain/card.h"

#include <gtest/gtest.h>

namespace perseat {
namespace {

TEST(Card, IsGoodThroughTheLastDayOfItsMonth) {
  PaymentMethod card;
  card.expiry_month = 2;
  card.expiry_year = 2028;
  struct Row {
    const char* today;
    CardStatus status;
  };
  const Row rows[] = {{"2027-12-31", CardStatus::active},
                      {"2028-01-01", CardStatus::active},
                      {"2028-02-29", CardStatus::active},
                      {"2028-03-01", CardStatus::expired},
                      {"2029-01-01", CardStatus::expired}};
  for (const Row& row : rows)
    EXPECT_EQ(card_status(card, *parse_date(row.today)), row.status) << row.today;
}

TEST(Card, ThatWasDeclinedMayBeChosenAgainAndAnExpiredOneMayNot) {
  PaymentMethod card;
  card.expiry_month = 12;
  card.expiry_year = 2027;
  card.declined_at = Instant{1};
  EXPECT_EQ(card_status(card, *parse_date("2027-12-31")), CardStatus::declined);
  EXPECT_TRUE(check_usable(card, *parse_date("2027-12-31")).has_value());
  EXPECT_EQ(check_usable(card, *parse_date("2028-01-01")).error().reason, "paymentMethodNotUsable");
}

TEST(Card, MustBeIssuedWhereTheOrganizationIs) {
  EXPECT_TRUE(check_card_country("KR", "KR").has_value());
  EXPECT_TRUE(check_card_country("", "KR").has_value());
  EXPECT_EQ(check_card_country("US", "KR").error().reason, "cardCountryMismatch");
}

}  // namespace
}  // namespace perseat
