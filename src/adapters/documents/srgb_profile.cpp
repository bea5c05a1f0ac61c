// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Made here, since 400 bytes are less than a package and a file that has to be found.
#include "adapters/documents/srgb_profile.h"

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace perseat::documents {
namespace {

void put(std::string& out, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8)
    out += static_cast<char>(static_cast<unsigned char>(value >> shift));
}

void put_all(std::string& out, std::initializer_list<std::uint32_t> values) {
  for (const std::uint32_t value : values) put(out, value);
}

// Numbers are in 65,536ths.
std::string xyz(std::uint32_t x, std::uint32_t y, std::uint32_t z) {
  std::string out = "XYZ ";
  put_all(out, {0, x, y, z});
  return out;
}

// A text of ASCII in English.
std::string text(std::string_view ascii) {
  std::string out = "mluc";
  put_all(out, {0, 1, 12});
  out += "enUS";
  put_all(out, {static_cast<std::uint32_t>(ascii.size() * 2), 28});
  for (const char c : ascii) {
    out += '\0';
    out += c;
  }
  return out;
}

// y = ((x + 0.055) / 1.055) ^ 2.4, and x / 12.92 up to 0.04045.
std::string curve() {
  std::string out = "para";
  put_all(out, {0, 3U << 16U, 157'286, 62'119, 3'417, 5'072, 2'651});
  return out;
}

// From D65, the white of screens, to D50, that of profiles (Bradford).
std::string adaptation() {
  std::string out = "sf32";
  const auto negative = [](std::uint32_t value) { return ~value + 1; };
  put_all(out, {0, 68'674, 1'502, negative(3'290), 1'939, 64'912, negative(1'118), negative(605),
                987, 49'262});
  return out;
}

std::string make() {
  const std::vector<std::pair<std::string_view, std::string>> tags{
      {"desc", text("sRGB")},
      {"cprt", text("No copyright, use freely")},
      {"wtpt", xyz(63'190, 65'536, 54'061)},
      {"chad", adaptation()},
      {"rXYZ", xyz(28'578, 14'581, 912)},
      {"gXYZ", xyz(25'241, 46'981, 6'362)},
      {"bXYZ", xyz(9'376, 3'972, 46'799)},
      {"rTRC", curve()},
      {"gTRC", curve()},
      {"bTRC", curve()}};
  std::string list;
  std::string data;
  const std::size_t begin = 128 + 4 + tags.size() * 12;
  put(list, static_cast<std::uint32_t>(tags.size()));
  for (const auto& [name, content] : tags) {
    list += name;
    put_all(list, {static_cast<std::uint32_t>(begin + data.size()),
                   static_cast<std::uint32_t>(content.size())});
    data += content;
    data.resize((data.size() + 3) / 4 * 4, '\0');
  }
  std::string out;
  put_all(out, {static_cast<std::uint32_t>(begin + data.size()), 0, 0x04200000});
  out += "mntrRGB XYZ ";
  // 2026-01-01 as the day on which it was made.
  put_all(out, {2026U << 16U | 1U, 1U << 16U, 0});
  out += "acsp";
  put_all(out, {0, 0, 0, 0, 0, 0, 0, 63'190, 65'536, 54'061});
  out.resize(128, '\0');
  return out + list + data;
}

}  // namespace

const std::string& srgb_profile() {
  static const std::string profile = make();
  return profile;
}

}  // namespace perseat::documents
