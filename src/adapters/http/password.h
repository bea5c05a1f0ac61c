// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What holds for passwords and languages wherever they are set.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"

namespace perseat::http {

// 12 to 1024 bytes, and not one of the most guessed (NIST SP 800-63B: length and a block list
// instead of rules about characters).
[[nodiscard]] Result<void> check_password(const std::string& field, const std::string& password);
// 429: after some wrong passwords the account waits.
[[nodiscard]] Error too_many_attempts();
// A language of the user interface, or nothing.
[[nodiscard]] Result<void> check_locale(const std::string& field,
                                        const std::optional<std::string>& locale);

}  // namespace perseat::http
