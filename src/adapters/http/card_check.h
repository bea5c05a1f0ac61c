// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Refuses requests in which somebody typed a card number into a field that is not for it, before
// anything of them is kept, logged or said back: one place for all texts of all operations.
#pragma once

#include "base/json.h"
#include "base/result.h"
#include "net/http_types.h"

namespace perseat::http {

// Every text, whole number and name in the body, but passwords, of which hashes are kept only, and
// tables of people, of which the use case keeps one column and looks at that. Reason:
// cardDataRefused, with the path as the field.
[[nodiscard]] Result<void> refuse_card_numbers(json::Node body);

// Every name and value of a query string.
[[nodiscard]] Result<void> refuse_card_numbers(const net::Headers& parameters);

[[nodiscard]] Error card_data_refused(std::string field);

}  // namespace perseat::http
