// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "main/seller.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

#include "adapters/documents/canvas.h"
#include "domain/country.h"
#include "main/toml_section.h"

namespace perseat {
namespace {

Error malformed_seller(std::string_view where, std::string_view what) {
  return invalid(std::string(where), "malformedSeller",
                 fmt::format("The seller's file is wrong at {}: {}.", where, what));
}

// A megabyte would be in each document once more.
constexpr std::size_t logo_size_max = 256UL * 1024;

Result<std::string> read_whole(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream)
    return unavailable("sellerMisconfigured", "This file cannot be read: " + path.string());
  return std::string{std::istreambuf_iterator<char>(stream), {}};
}

Result<std::string> read_logo(Section& section, const std::string& folder) {
  const std::string name = TRY(section.optional_text("logo"));
  if (name.empty()) return std::string();
  std::string png = TRY(read_whole(std::filesystem::path(folder) / name));
  if (png.size() > logo_size_max) return malformed_seller(section.path("logo"), "over 256 KB");
  if (!documents::is_picture(png)) return malformed_seller(section.path("logo"), "no PNG");
  return png;
}

Result<Address> read_address(Section& section) {
  Section lines = TRY(section.section("address"));
  Address address;
  address.line1 = TRY(lines.text("line1"));
  address.line2 = TRY(lines.optional_text("line2"));
  address.city = TRY(lines.text("city"));
  address.region = TRY(lines.optional_text("region"));
  address.postal_code = TRY(lines.optional_text("postal_code"));
  address.country = TRY(lines.text("country"));
  if (find_country(address.country) == nullptr)
    return malformed_seller(lines.path("country"), "no country of ISO 3166-1");
  TRY(lines.check_known());
  return address;
}

Result<std::optional<Date>> read_valid_from(Section& section) {
  const std::string text = TRY(section.optional_text("valid_from"));
  if (text.empty()) return std::optional<Date>{};
  const auto date = parse_date(text);
  if (!date) return malformed_seller(section.path("valid_from"), "no day such as \"2026-01-31\"");
  return date;
}

Result<Seller> read_seller(Section& section, const std::string& folder) {
  Seller seller;
  seller.name = TRY(section.text("name"));
  seller.address = TRY(read_address(section));
  seller.tax_id = TRY(section.optional_text("tax_id"));
  seller.registration_number = TRY(section.optional_text("registration_number"));
  seller.contact_name = TRY(section.optional_text("contact_name"));
  seller.phone = TRY(section.optional_text("phone"));
  seller.email = TRY(section.optional_text("email"));
  seller.logo_png = TRY(read_logo(section, folder));
  if (seller.name.empty()) return malformed_seller(section.path("name"), "a name is needed");
  // An electronic invoice has to name its sender by one of them (BR-CO-26).
  if (seller.tax_id.empty() && seller.registration_number.empty())
    return malformed_seller(section.path("tax_id"), "it or a registration_number is needed");
  return seller;
}

}  // namespace

Result<Sellers> parse_sellers(std::string_view text, const std::string& folder) {
  const toml::parse_result parsed = toml::parse(text);
  if (!parsed) {
    const toml::parse_error& failure = parsed.error();
    return malformed_seller(fmt::format("line {}", failure.source().begin.line),
                            failure.description());
  }
  Section root(parsed.table(), "", malformed_seller);
  std::vector<Sellers::Since> entries;
  for (Section& section : TRY(root.sections("seller"))) {
    Sellers::Since entry;
    entry.valid_from = TRY(read_valid_from(section));
    entry.seller = TRY(read_seller(section, folder));
    TRY(section.check_known());
    if (entry.valid_from.has_value() != !entries.empty())
      return malformed_seller(section.path("valid_from"), "all but the first entry have one");
    if (!entries.empty() && entry.valid_from <= entries.back().valid_from)
      return malformed_seller(section.path("valid_from"), "it does not follow the one before");
    entries.push_back(std::move(entry));
  }
  TRY(root.check_known());
  return Sellers(std::move(entries));
}

Result<Sellers> load_sellers(const std::string& file) {
  const std::string text = TRY(read_whole(file));
  return parse_sellers(text, std::filesystem::path(file).parent_path().string());
}

}  // namespace perseat
