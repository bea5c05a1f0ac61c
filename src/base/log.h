// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Log lines as JSON, one object a line, on standard error. Values are never secrets, card data or
// personal data: people appear as ids only, and what looks like a card number is masked.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

#include "base/card_number.h"
#include "base/json.h"

namespace perseat {

enum class LogLevel { info, warning, error };

// One line being put together; written when it goes out of scope.
class LogLine {
 public:
  LogLine(LogLevel level, std::string_view event);
  ~LogLine();
  LogLine(const LogLine&) = delete;
  LogLine& operator=(const LogLine&) = delete;

  template <class T>
  LogLine& with(std::string_view name, const T& value) {
    if constexpr (std::is_convertible_v<const T&, std::string_view>)
      writer_.field(name, without_card_numbers(value));
    else
      writer_.field(name, value);
    return *this;
  }

 private:
  LogLevel level_;
  std::string line_;
  json::Writer writer_;
};

inline LogLine log_info(std::string_view event) { return {LogLevel::info, event}; }
inline LogLine log_warning(std::string_view event) { return {LogLevel::warning, event}; }
inline LogLine log_error(std::string_view event) { return {LogLevel::error, event}; }

// Writes lines in the background from now on; without it they are written at once.
void start_background_log();
// Writes what is left.
void flush_log();

}  // namespace perseat
