// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "domain/etag.h"

#include <gtest/gtest.h>

namespace perseat {
namespace {

TEST(Etag, NamesOneOrSeveralVersions) {
  EXPECT_EQ(etag_of(7), "\"7\"");
  EXPECT_EQ(etag_of({7, 12}), "\"7.12\"");
}

TEST(Etag, LetsThroughWhatNamesTheVersionAndNothingElse) {
  struct Row {
    const char* if_match;
    bool matches;
  };
  const Row rows[] = {{"", true},
                      {"*", true},
                      {"\"7\"", true},
                      {"\"6\"", false},
                      {"7", false},
                      {"W/\"7\"", false},
                      {"\"6\", \"7\"", true},
                      {"\"6\",\t\"8\"", false},
                      {"\"7.1\"", false},
                      {"\"\"", false},
                      {",", false}};
  for (const Row& row : rows)
    EXPECT_EQ(etag_matches(row.if_match, "\"7\""), row.matches) << row.if_match;
}

}  // namespace
}  // namespace perseat
