// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "domain/free_text.h"

#include <algorithm>

#include "base/card_number.h"
#include "domain/country.h"

namespace perseat {
namespace {

constexpr std::size_t email_size_max = 254;
constexpr std::size_t local_part_size_max = 64;
constexpr std::size_t region_code_size_max = 3;

Error malformed_email(std::string_view field) {
  return invalid(std::string(field), "malformedEmail",
                 "An e-mail address looks like name@example.com.");
}

bool is_host_name(std::string_view name) {
  if (name.empty() || name.front() == '.' || name.back() == '.' || name.front() == '-' ||
      name.find('.') == std::string_view::npos || name.find("..") != std::string_view::npos)
    return false;
  // Bytes of other scripts are let through: an international domain is the mailer's to encode.
  return std::all_of(name.begin(), name.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '.' || c == '-';
  });
}

std::string in_field(std::string_view field, std::string_view member) {
  if (field.empty()) return std::string(member);
  return std::string(field) + "." + std::string(member);
}

std::string upper_region(std::string region) {
  if (region.size() > region_code_size_max) return region;
  for (char& c : region) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return region;
}

Result<void> refuse_card_number(std::string_view field, std::string_view text) {
  if (!holds_card_number(text)) return {};
  return invalid(std::string(field), "cardDataRefused",
                 "This looks like a card number, which is never kept here.");
}

}  // namespace

Result<std::string> clean_line(std::string_view field, std::string_view text,
                               const TextLimits& limits) {
  TRY(check_text(field, text, limits));
  TRY(refuse_card_number(field, text));
  return std::string(trim(text));
}

Result<void> check_free_text(std::string_view field, std::string_view text,
                             const TextLimits& limits) {
  TRY(check_long_text(field, text, limits));
  return refuse_card_number(field, text);
}

Result<void> check_country(std::string_view field, std::string_view code) {
  if (find_country(code) != nullptr) return {};
  return invalid(std::string(field), "unknownCountry",
                 "A country is an ISO 3166-1 code of two letters, such as KR.");
}

Result<Address> clean_address(std::string_view field, const Address& address) {
  Address clean;
  clean.line1 = TRY(clean_line(in_field(field, "line1"), address.line1, {1, 200}));
  clean.line2 = TRY(clean_line(in_field(field, "line2"), address.line2, {0, 200}));
  clean.city = TRY(clean_line(in_field(field, "city"), address.city, {1, 100}));
  clean.region = upper_region(TRY(clean_line(in_field(field, "region"), address.region, {0, 100})));
  clean.postal_code = TRY(clean_line(in_field(field, "postalCode"), address.postal_code, {0, 20}));
  TRY(check_country(in_field(field, "country"), address.country));
  clean.country = address.country;
  return clean;
}

Result<std::string> clean_email(std::string_view field, std::string_view text) {
  if (!check_text(field, text, {1, email_size_max})) return malformed_email(field);
  const std::string_view email = trim(text);
  const std::size_t at = email.find('@');
  if (at == std::string_view::npos || at == 0 || at > local_part_size_max ||
      email.size() > email_size_max || email.find('@', at + 1) != std::string_view::npos ||
      email.find_first_of(" ,;<>\"()[]\\") != std::string_view::npos ||
      !is_host_name(email.substr(at + 1)))
    return malformed_email(field);
  return std::string(email);
}

}  // namespace perseat
