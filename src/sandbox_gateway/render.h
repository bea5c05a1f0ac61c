// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The objects as the protocol's JSON.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "sandbox_gateway/objects.h"

namespace perseat::sandbox_gateway {

[[nodiscard]] std::string render(const AnyObject& object);
// `data` are rendered objects.
[[nodiscard]] std::string render_list(std::string_view url, const std::vector<std::string>& data,
                                      bool has_more);
[[nodiscard]] std::string render_search(std::string_view url, const std::vector<std::string>& data);
[[nodiscard]] std::string render_ledger(const std::vector<Snapshot<LedgerEntry>>& page,
                                        std::size_t total);

// {"error": {...}}. The payment intent of a refused charge goes with it.
[[nodiscard]] std::string render_decline(const Decline& decline, const AnyObject& object);
[[nodiscard]] std::string render_error(const Error& error);
[[nodiscard]] int error_status(const Error& error);

}  // namespace perseat::sandbox_gateway
