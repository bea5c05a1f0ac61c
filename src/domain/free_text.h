// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Texts that people type: trimmed, of a length that fits, and never a card number.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "base/text.h"
#include "domain/organization.h"

namespace perseat {

// The text without white space at its ends. Reasons: those of check_text, cardDataRefused.
[[nodiscard]] Result<std::string> clean_line(std::string_view field, std::string_view text,
                                             const TextLimits& limits);

// Several lines, kept as they are. Reasons: those of check_long_text, cardDataRefused.
[[nodiscard]] Result<void> check_free_text(std::string_view field, std::string_view text,
                                           const TextLimits& limits);

// An address with trimmed lines and a known country; a region in upper case when it is a code of
// one to three characters (ISO 3166-2). Reasons: those of clean_line, unknownCountry.
[[nodiscard]] Result<Address> clean_address(std::string_view field, const Address& address);

// An e-mail address as RFC 5321 limits it: one @, a local part of at most 64 bytes, a domain with
// a dot, no spaces; 254 bytes at most. Reason: malformedEmail.
[[nodiscard]] Result<std::string> clean_email(std::string_view field, std::string_view text);

// ISO 3166-1 alpha-2. Reason: unknownCountry.
[[nodiscard]] Result<void> check_country(std::string_view field, std::string_view code);

}  // namespace perseat
