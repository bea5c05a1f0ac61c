// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Builds the JSON object of a request from members in any order, nested ones by their path.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace perseat::cli {

class Body {
 public:
  // `json` is JSON already. A path may be set once; a part of another path never.
  void set(std::string_view path, std::string json);
  void set_text(std::string_view path, std::string_view text);

  [[nodiscard]] bool is_empty() const { return members_.empty(); }
  // The JSON set at exactly this path; "null" if there is none.
  [[nodiscard]] std::string json_at(std::string_view path) const;
  [[nodiscard]] std::string text() const;

 private:
  std::vector<std::pair<std::string, std::string>> members_;
};

}  // namespace perseat::cli
