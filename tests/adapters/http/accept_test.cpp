// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/http/accept.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>

namespace perseat::http {
namespace {

TEST(ChooseType, TakesWhatTheCallerLikesBest) {
  struct Row {
    std::string accept;
    std::string chosen;
  };
  const Row rows[] = {{"", "application/json"},
                      {"*/*", "application/json"},
                      {"text/csv", "text/csv"},
                      {"TEXT/CSV; charset=utf-8", "text/csv"},
                      {"text/*", "text/csv"},
                      {"application/json, text/csv", "application/json"},
                      {"application/json;q=0.5, text/csv;q=0.9", "text/csv"},
                      {"text/html, */*;q=0.1", "application/json"},
                      {"application/json;q=0, */*", "text/csv"},
                      {"text/csv;q=1.000,application/json ; q=0.999", "text/csv"},
                      {"application/pdf", ""},
                      {"text/csv;q=0", ""},
                      {"nonsense", ""}};
  for (const Row& row : rows) {
    const auto chosen = choose_type(row.accept, {"application/json", "text/csv"});
    EXPECT_EQ(chosen.value_or(""), row.chosen) << row.accept;
  }
}

TEST(ChooseCoding, TakesWhatTheCallerUnderstands) {
  struct Row {
    std::string accept;
    std::string chosen;
  };
  const Row rows[] = {{"", "identity"},
                      {"gzip, deflate, br, zstd", "br"},
                      {"gzip", "gzip"},
                      {"GZIP", "gzip"},
                      {"*", "br"},
                      {"br;q=0, gzip", "gzip"},
                      {"br;q=0.1, gzip;q=0.2", "gzip"},
                      {"br;q=0.5, identity", "identity"},
                      {"br; q=0, *", "gzip"},
                      {"deflate", "identity"},
                      {"br;q=0, gzip;q=0", "identity"},
                      {"gzip;q=0.001", "gzip"},
                      {"identity;q=0, gzip", "gzip"},
                      {"identity;q=0", ""},
                      {"*;q=0", ""},
                      {"*;q=0, identity;q=0.5", "identity"}};
  constexpr std::array<std::string_view, 3> offers{"br", "gzip", "identity"};
  for (const Row& row : rows)
    EXPECT_EQ(choose_coding(row.accept, offers).value_or(""), row.chosen) << row.accept;
}

}  // namespace
}  // namespace perseat::http
