// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/http/password.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

namespace perseat::http {
namespace {

constexpr std::size_t password_bytes_min = 12;
constexpr std::size_t password_bytes_max = 1024;
constexpr std::array<std::string_view, 4> locales{"ko", "en", "de", "zh-CN"};

// Long ones among the most guessed, lower case.
constexpr std::array<std::string_view, 12> most_guessed{
    "passwordpassword", "password1234", "123456789012",   "qwertyuiop12",
    "administrator",    "iloveyou1234", "letmeinletmein", "welcome12345",
    "qwerty123456",     "1q2w3e4r5t6y", "changeme1234",   "abcdefghijkl"};

bool is_one_character_repeated(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [&](char c) { return c == text.front(); });
}

}  // namespace

Result<void> check_password(const std::string& field, const std::string& password) {
  if (password.size() < password_bytes_min)
    return invalid(field, "passwordTooShort", "A password needs at least 12 characters.");
  if (password.size() > password_bytes_max)
    return invalid(field, "tooLong", "A password has at most 1024 bytes.");
  std::string lower = password;
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (is_one_character_repeated(lower) ||
      std::find(most_guessed.begin(), most_guessed.end(), lower) != most_guessed.end())
    return invalid(field, "passwordTooCommon", "This password is among the most guessed.");
  return {};
}

Error too_many_attempts() {
  return {ErrorCode::limit_exceeded,
          "tooManyAttempts",
          "Too many wrong passwords. Wait and try again.",
          {},
          {}};
}

Result<void> check_locale(const std::string& field, const std::optional<std::string>& locale) {
  if (!locale || std::find(locales.begin(), locales.end(), *locale) != locales.end()) return {};
  return invalid(field, "unknownValue", "A language is ko, en, de or zh-CN.");
}

}  // namespace perseat::http
