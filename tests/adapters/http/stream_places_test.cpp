// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/http/stream_places.h"

#include <gtest/gtest.h>

#include <optional>
#include <vector>

namespace perseat::http {
namespace {

Uuid caller(unsigned char number) {
  Uuid id;
  id.bytes[15] = number;
  return id;
}

TEST(StreamPlaces, AreSoManyForEachCaller) {
  StreamPlaces places(10, 2);
  auto first = places.take(caller(1)).value();
  const auto second = places.take(caller(1)).value();
  const auto third = places.take(caller(1));
  ASSERT_FALSE(third.has_value());
  EXPECT_EQ(third.error().reason, "tooManyStreams");
  const auto of_another = places.take(caller(2)).value();
  EXPECT_EQ(places.taken(), 3U);
  first.reset();
  EXPECT_EQ(places.taken(), 2U);
  EXPECT_TRUE(places.take(caller(1)).has_value());
}

TEST(StreamPlaces, AreSoManyForAll) {
  StreamPlaces places(3, 2);
  std::vector<StreamPlaces::Place> held;
  for (unsigned char number = 1; number <= 3; ++number)
    held.push_back(places.take(caller(number)).value());
  const auto refused = places.take(caller(4));
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().reason, "overloaded");
  // Whoever holds a copy holds the place.
  auto copy = held.back();
  held.pop_back();
  EXPECT_FALSE(places.take(caller(4)).has_value());
  copy.reset();
  EXPECT_TRUE(places.take(caller(4)).has_value());
}

TEST(StreamPlaces, MayBeHeldLongerThanTheyAreCounted) {
  std::optional<StreamPlaces> places(std::in_place, 1, 1);
  auto place = places->take(caller(1)).value();
  places.reset();
  place.reset();
}

}  // namespace
}  // namespace perseat::http
