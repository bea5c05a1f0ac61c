// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Text within HTML.
#pragma once

#include <string>
#include <string_view>

namespace perseat::sandbox_gateway {

// Also within quotes.
inline std::string escape_html(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    switch (c) {
      case '&': safe += "&amp;"; break;
      case '<': safe += "&lt;"; break;
      case '>': safe += "&gt;"; break;
      case '"': safe += "&quot;"; break;
      case '\'': safe += "&#39;"; break;
      default: safe += c;
    }
  }
  return safe;
}

}  // namespace perseat::sandbox_gateway
