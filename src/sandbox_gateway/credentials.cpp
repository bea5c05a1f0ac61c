// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "sandbox_gateway/credentials.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace perseat::sandbox_gateway {
namespace {

// RFC 4648 section 4. Nothing when a character does not belong to it.
std::optional<std::string> decode_base64(std::string_view text) {
  constexpr std::string_view alphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string decoded;
  std::uint32_t bits = 0;
  int count = 0;
  while (text.ends_with('=')) text.remove_suffix(1);
  for (const char c : text) {
    const std::size_t value = alphabet.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    bits = bits << 6 | static_cast<std::uint32_t>(value);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    decoded += static_cast<char>(bits >> count & 0xFF);
  }
  return decoded;
}

// Scheme names are read in any case (RFC 9110 section 11.1).
std::optional<std::string_view> after_scheme(std::string_view header, std::string_view scheme) {
  if (header.size() <= scheme.size() || header[scheme.size()] != ' ') return std::nullopt;
  for (std::size_t i = 0; i < scheme.size(); ++i) {
    const bool is_upper = header[i] >= 'A' && header[i] <= 'Z';
    const char lower = static_cast<char>(is_upper ? header[i] + ('a' - 'A') : header[i]);
    if (lower != scheme[i]) return std::nullopt;
  }
  return header.substr(scheme.size() + 1);
}

}  // namespace

std::string api_key_of(const net::Request& request) {
  const std::string_view header = request.header("authorization");
  if (const auto key = after_scheme(header, "bearer")) return std::string(*key);
  const auto encoded = after_scheme(header, "basic");
  const auto decoded = encoded ? decode_base64(*encoded) : std::nullopt;
  return decoded ? decoded->substr(0, decoded->find(':')) : std::string{};
}

}  // namespace perseat::sandbox_gateway
