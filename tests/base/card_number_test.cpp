// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "base/card_number.h"

#include <gtest/gtest.h>

namespace perseat {
namespace {

TEST(CardNumber, IsFoundHoweverItIsTyped) {
  for (const char* text :
       {"4242424242424242", "4242 4242 4242 4242", "4242-4242-4242-4242", "4242.4242.4242.4242",
        "my card is 4242424242424242, thanks", "order 12 4242 4242 4242 4242 today",
        "card4242424242424242", "378282246310005", "3782 822463 10005", "4222222222222",
        "6011000990139424",
        "\xEF\xBC\x94\xEF\xBC\x92"
        "42424242424242",
        "4242\xE2\x80\x91"
        "4242\xE2\x80\x91"
        "4242\xE2\x80\x91"
        "4242"})
    EXPECT_TRUE(holds_card_number(text)) << text;
}

TEST(CardNumber, IsNotSeenInOtherNumbers) {
  for (const char* text :
       {"", "424242424242", "4242424242424241", "4242  4242 4242 4242", "+49 30 1234567",
        "1234567890123452", "42424242424242424242424242424242", "12.50 EUR for 100 seats",
        "42424242-4242-4242-4242-424242424242", "2026-01-31T09:30:00.000Z", "Hauptstr. 42, 10115",
        "\xFF"
        "4242"})
    EXPECT_FALSE(holds_card_number(text)) << text;
}

TEST(CardNumber, IsMaskedAndNothingElseIs) {
  EXPECT_EQ(without_card_numbers("pay 4242 4242 4242 4242 now, 12 seats"),
            "pay **** **** **** **** now, 12 seats");
  EXPECT_EQ(without_card_numbers("a 4242424242424242 b 378282246310005 c"),
            "a **************** b *************** c");
  EXPECT_EQ(without_card_numbers("nothing 123 here"), "nothing 123 here");
}

}  // namespace
}  // namespace perseat
