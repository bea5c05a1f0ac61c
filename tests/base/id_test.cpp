// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "base/id.h"

#include <gtest/gtest.h>

namespace perseat {
namespace {

TEST(Uuid, FormatsAndParsesItsOwnText) {
  IdSource source(7);
  const Uuid uuid = source.next(Instant{1'700'000'000'000});
  EXPECT_EQ(parse_uuid(format_uuid(uuid)), uuid);
  EXPECT_EQ(uuid_from_bytes(uuid.view()), uuid);
}

TEST(Uuid, RefusesEverythingButThePlainForm) {
  for (const char* text :
       {"", "018f3c5a7b1e7c3d9a5b0123456789ab", "{018f3c5a-7b1e-7c3d-9a5b-0123456789ab}",
        "018f3c5a-7b1e-7c3d-9a5b-0123456789a", "018f3c5a-7b1e-7c3d-9a5b-0123456789ag"})
    EXPECT_FALSE(parse_uuid(text)) << text;
}

TEST(IdSource, RepeatsUnderTheSameSeedAndSortsByTime) {
  IdSource first(42);
  IdSource second(42);
  const Uuid early = first.next(Instant{1000});
  EXPECT_EQ(early, second.next(Instant{1000}));
  EXPECT_LT(early, first.next(Instant{1001}));
  EXPECT_EQ(early.bytes[6] >> 4, 7);
}

}  // namespace
}  // namespace perseat
