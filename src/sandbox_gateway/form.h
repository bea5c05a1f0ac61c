// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The parameters of a request: "card[exp_month]=12&metadata[invoice]=...". Each operation takes
// what it knows; what is left over is refused, so that a misspelled parameter is never ignored.
//
// Errors of the sandbox carry the protocol's own code (`parameter_missing`) as their reason and the
// parameter's name as their field. Values are never repeated in a message.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "sandbox_gateway/objects.h"

namespace perseat::sandbox_gateway {

class Form {
 public:
  // Form-encoded text; of a repeated name the last value counts.
  static Result<Form> parse(std::string_view encoded);
  // A flat JSON object of texts, numbers and booleans.
  static Result<Form> parse_json(std::string_view text);

  // Absent and empty are the same: empty.
  [[nodiscard]] std::string take(std::string_view name);
  [[nodiscard]] Result<std::string> require(std::string_view name);
  [[nodiscard]] Result<std::optional<std::int64_t>> take_integer(std::string_view name);
  [[nodiscard]] Result<std::int64_t> require_integer(std::string_view name);
  [[nodiscard]] Result<bool> take_flag(std::string_view name, bool fallback);
  [[nodiscard]] bool has(std::string_view name) const;
  // metadata[name]=value; at most 50, names up to 40 characters, values up to 500.
  [[nodiscard]] Result<std::vector<Metadata>> take_metadata();
  // name[]=a&name[]=b or name[0]=a&name[1]=b.
  [[nodiscard]] std::vector<std::string> take_list(std::string_view name);
  // Everything that was not taken is an error.
  [[nodiscard]] Result<void> expect_all_taken() const;

 private:
  struct Entry {
    std::string name;
    std::string value;
    bool is_taken = false;
  };
  Result<void> refuse_card_numbers() const;

  std::vector<Entry> entries_;
};

// A parameter of the caller's is wrong (HTTP 400).
[[nodiscard]] Error wrong_parameter(std::string_view name, std::string message);
[[nodiscard]] Error missing_parameter(std::string_view name);
// An id in a parameter (HTTP 400) or, with an empty name, in the path (HTTP 404) names nothing.
[[nodiscard]] Error no_such(std::string_view kind, std::string_view parameter);
[[nodiscard]] Error unexpected_state(std::string_view code, std::string message);

}  // namespace perseat::sandbox_gateway
