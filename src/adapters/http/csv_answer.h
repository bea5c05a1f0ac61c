// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Answers as a table for spreadsheets, where the caller asks for one.
#pragma once

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>

#include "adapters/http/services.h"

namespace perseat::http {

inline constexpr std::string_view json_type = "application/json";
inline constexpr std::string_view csv_type = "text/csv";

// Which of the types on offer the caller takes. Reasons: notAcceptable.
[[nodiscard]] Result<std::string_view> accepted_type(
    const Exchange& exchange, std::initializer_list<std::string_view> offers);

using WriteCsv = std::function<Result<std::string>(ports::Connection&)>;
// Runs the export on the threads for slow reads: a long table never delays a page.
[[nodiscard]] Result<void> answer_csv(const Services& services, const ExchangePtr& exchange,
                                      std::string file_name, WriteCsv write);

}  // namespace perseat::http
