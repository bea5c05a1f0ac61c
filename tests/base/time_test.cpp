// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "base/time.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace perseat {
namespace {

TEST(FormatInstant, FillsEveryPlaceWithDigits) {
  const struct {
    std::int64_t ms;
    const char* text;
  } rows[] = {{0, "1970-01-01T00:00:00.000Z"},
              {1, "1970-01-01T00:00:00.001Z"},
              {-1, "1969-12-31T23:59:59.999Z"},
              {1'767'225'600'123, "2026-01-01T00:00:00.123Z"},
              {253'402'300'799'999, "9999-12-31T23:59:59.999Z"},
              {-62'167'219'200'000, "0000-01-01T00:00:00.000Z"}};
  for (const auto& row : rows) EXPECT_EQ(format_instant({row.ms}), row.text);
}

RC_GTEST_PROP(FormatInstant, IsReadBackAsItWas, ()) {
  const Instant instant{*rc::gen::inRange<std::int64_t>(-62'135'596'800'000, 253'402'300'800'000)};
  RC_ASSERT(parse_instant(format_instant(instant)) == instant);
}

RC_GTEST_PROP(FormatDate, IsReadBackAsItWas, ()) {
  const Date date{*rc::gen::inRange<std::int32_t>(-719'162, 2'932'896)};
  RC_ASSERT(parse_date(format_date(date)) == date);
}

}  // namespace
}  // namespace perseat
