// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What the compiler lets become a parameter: all that outlives the statement's call.
#include <gtest/gtest.h>

#include "domain/ids.h"
#include "ports/database.h"

namespace perseat::ports {
namespace {

template <class T>
constexpr bool can_be_a_parameter = requires(T&& value) { Value::of(std::forward<T>(value)); };
template <class T>
constexpr bool can_be_bytes = requires(T&& value) { Value::of_bytes(std::forward<T>(value)); };

TEST(Value, BorrowsWhatHasAName) {
  EXPECT_TRUE((can_be_a_parameter<std::string&>));
  EXPECT_TRUE((can_be_a_parameter<const std::string&>));
  EXPECT_TRUE((can_be_a_parameter<const Uuid&>));
  EXPECT_TRUE((can_be_a_parameter<const OrgId&>));
  EXPECT_TRUE((can_be_bytes<const std::string&>));
}

TEST(Value, TakesTemporariesThatOwnNothing) {
  EXPECT_TRUE((can_be_a_parameter<std::string_view>));
  EXPECT_TRUE((can_be_a_parameter<const char(&)[5]>));
  EXPECT_TRUE((can_be_a_parameter<std::int64_t>));
  EXPECT_TRUE((can_be_a_parameter<Instant>));
  EXPECT_TRUE((can_be_a_parameter<Date>));
  EXPECT_TRUE((can_be_bytes<std::string_view>));
}

TEST(Value, RefusesTemporariesThatWouldBeGoneBeforeTheCall) {
  EXPECT_FALSE((can_be_a_parameter<std::string>));
  EXPECT_FALSE((can_be_a_parameter<const std::string>));
  EXPECT_FALSE((can_be_a_parameter<Uuid>));
  EXPECT_FALSE((can_be_a_parameter<OrgId>));
  EXPECT_FALSE((can_be_a_parameter<const OrgId>));
  EXPECT_FALSE((can_be_bytes<std::string>));
}

}  // namespace
}  // namespace perseat::ports
