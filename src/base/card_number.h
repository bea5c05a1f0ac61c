// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Finds what looks like the number of a payment card, so that one that was typed into the wrong
// field is neither kept nor logged.
#pragma once

#include <string>
#include <string_view>

namespace perseat {

// Whether 13 to 19 digits in a row, alone or in groups parted by single spaces, dashes or dots,
// begin as payment cards do (2 to 6) and pass the Luhn check (ISO/IEC 7812-1 annex B). Digits of
// every script count, full-width ones too. UUIDs are none, nor is a longer unbroken row of digits.
[[nodiscard]] bool holds_card_number(std::string_view text);

// The text with each digit of such numbers replaced by "*".
[[nodiscard]] std::string without_card_numbers(std::string_view text);

}  // namespace perseat
