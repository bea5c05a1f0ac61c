// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Bytes as text that needs no quoting in a URL.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace perseat {

// RFC 4648 section 5, without padding.
[[nodiscard]] std::string to_base64url(std::string_view bytes);
// Nothing for what to_base64url cannot have made.
[[nodiscard]] std::optional<std::string> from_base64url(std::string_view text);

}  // namespace perseat
