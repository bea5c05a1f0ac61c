// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "base/json_filter.h"

#include <gtest/gtest.h>

namespace perseat::json {
namespace {

TEST(JsonFilter, LeavesOutMembersAtAnyDepth) {
  const auto document =
      Document::parse(R"({"a":1,"secret":2,"b":{"secret":{"c":3},"d":[{"secret":4,"e":5}]}})");
  ASSERT_TRUE(document.has_value());
  EXPECT_EQ(dump_without(document->root(), "secret"), R"({"a":1,"b":{"d":[{"e":5}]}})");
}

}  // namespace
}  // namespace perseat::json
