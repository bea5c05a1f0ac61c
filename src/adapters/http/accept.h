// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Which of the types and codings on offer the caller wants (RFC 9110 sections 12.5.1 and 12.5.3).
#pragma once

#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>

namespace perseat::http {

// The offer with the highest quality, the earlier one of equals; the first without an Accept
// header; nothing when all are refused. Offers are "type/subtype" in lower case.
[[nodiscard]] std::optional<std::string_view> choose_type(
    std::string_view accept, std::initializer_list<std::string_view> offers);

// The coding with the highest quality, the earlier one of equals. "identity" need not be named to
// be taken, but then comes last. Nothing when all are refused.
[[nodiscard]] std::optional<std::string_view> choose_coding(
    std::string_view accept_encoding, std::span<const std::string_view> offers);

// Takes the next element off the front of a list such as these headers hold, without the space
// around it (RFC 9110 section 5.6.1).
[[nodiscard]] std::string_view take_element(std::string_view& list, char separator);

}  // namespace perseat::http
