// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "domain/free_text.h"

#include <gtest/gtest.h>

namespace perseat {
namespace {

std::string reason_of(const Address& address) {
  const auto clean = clean_address("billTo", address);
  return clean ? "" : clean.error().field + " " + clean.error().reason;
}

TEST(FreeText, AddressIsTrimmedAndItsRegionCodeUpperCase) {
  const auto clean =
      clean_address("", {" 12 Teheran-ro ", "", " Seoul\xC2\xA0", "ca", " 06234", "KR"});
  ASSERT_TRUE(clean.has_value());
  EXPECT_EQ(*clean, (Address{"12 Teheran-ro", "", "Seoul", "CA", "06234", "KR"}));
}

TEST(FreeText, AddressIsRefusedWithTheFieldThatIsWrong) {
  const Address good{"Hauptstr. 1", "", "Berlin", "", "10115", "DE"};
  EXPECT_EQ(reason_of(good), "");
  Address address = good;
  address.line1 = "  ";
  EXPECT_EQ(reason_of(address), "billTo.line1 tooShort");
  address = good;
  address.city = std::string(101, 'x');
  EXPECT_EQ(reason_of(address), "billTo.city tooLong");
  address = good;
  address.country = "XX";
  EXPECT_EQ(reason_of(address), "billTo.country unknownCountry");
  address = good;
  address.line2 = "card 4242 4242 4242 4242";
  EXPECT_EQ(reason_of(address), "billTo.line2 cardDataRefused");
}

TEST(FreeText, EmailNeedsANameAndAHost) {
  for (const char* good : {"minji@example.com", " a@b.co ", "first.last+tag@mail.example.test"})
    EXPECT_TRUE(clean_email("email", good).has_value()) << good;
  for (const char* bad : {"", "minji", "@example.com", "a@b", "a@@b.co", "a b@c.de", "a@b..co",
                          "a@.co", "a@b.co\n", "a@b.co,c@d.ef", "a@b_c.de"})
    EXPECT_FALSE(clean_email("email", bad).has_value()) << bad;
}

}  // namespace
}  // namespace perseat
