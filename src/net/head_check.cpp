// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "net/head_check.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "net/http_types.h"

namespace perseat::net {
namespace {

constexpr int headers_max = 128;
constexpr std::size_t length_digits_max = 18;  // fits 64 bits whatever the digits are
constexpr std::string_view line_end = "\r\n";

// One bit for each class of characters.
enum CharacterClass : unsigned char {
  token = 1,       // RFC 9110, section 5.6.2
  field_text = 2,  // tab, space, visible characters and bytes above 0x7F
  target = 4,      // visible ASCII without '#'
  authority = 8,   // what a host and port are made of (RFC 3986, section 3.2)
  digit = 16
};

constexpr std::array<unsigned char, 256> make_classes() {
  std::array<unsigned char, 256> classes{};
  const auto add = [&classes](std::string_view characters, unsigned char bits) {
    for (const char character : characters) {
      unsigned char& slot = classes[static_cast<unsigned char>(character)];
      slot = static_cast<unsigned char>(slot | bits);
    }
  };
  for (std::size_t value = 0x20; value < 256; ++value)
    if (value != 0x7F) classes[value] = field_text;
  classes['\t'] = field_text;
  for (std::size_t value = 0x21; value < 0x7F; ++value)
    if (value != '#') classes[value] |= target;
  add("!#$%&'*+-.^_`|~", token);
  add("-._~!$&'()*+;=:[]%", authority);
  add("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", token | authority);
  add("0123456789", digit);
  return classes;
}

constexpr std::array<unsigned char, 256> classes = make_classes();

bool consists_of(std::string_view text, CharacterClass wanted) {
  return std::all_of(text.begin(), text.end(), [wanted](char character) {
    return (classes[static_cast<unsigned char>(character)] & wanted) != 0;
  });
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::string_view take_line(std::string_view& rest) {
  const std::size_t end = rest.find(line_end);
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(rest.size(), line.size() + line_end.size()));
  return line;
}

class HeadReader {
 public:
  HeadFacts read(std::string_view head) {
    read_request_line(take_line(head));
    int headers = 0;
    while (facts_.refusal_status == 0) {
      const std::string_view line = take_line(head);
      if (line.empty()) break;
      if (++headers > headers_max) return refuse(431);
      read_header(line);
    }
    // The empty line is the end; what follows it would belong to the next request.
    if (facts_.refusal_status == 0 && !head.empty()) refuse(400);
    if (facts_.refusal_status == 0) check_together();
    return facts_;
  }

 private:
  HeadFacts& refuse(int status) {
    if (facts_.refusal_status == 0) facts_.refusal_status = status;
    return facts_;
  }

  // method SP origin-form SP HTTP-version (RFC 9112, section 3), with exactly these spaces. The
  // preface of HTTP/2 falls here: its target is "*".
  void read_request_line(std::string_view line) {
    const std::size_t method_end = line.find(' ');
    const std::size_t target_end = line.rfind(' ');
    if (method_end == std::string_view::npos || method_end == target_end) {
      refuse(400);
      return;
    }
    const std::string_view method = line.substr(0, method_end);
    const std::string_view path = line.substr(method_end + 1, target_end - method_end - 1);
    const std::string_view version = line.substr(target_end + 1);
    const bool versioned = version.size() == 8 && version.substr(0, 5) == "HTTP/" &&
                           consists_of(version.substr(5, 1), digit) && version[6] == '.' &&
                           consists_of(version.substr(7), digit);
    if (method.empty() || !consists_of(method, token) || path.empty() || path.front() != '/' ||
        !consists_of(path, target) || !versioned)
      refuse(400);
    else if (version != "HTTP/1.1" && version != "HTTP/1.0")
      refuse(505);
    facts_.http_1_1 = version == "HTTP/1.1";
    facts_.is_head = method == "HEAD";
  }

  void read_header(std::string_view line) {
    const std::size_t colon = line.find(':');
    const std::string_view name = line.substr(0, colon);
    // A line that begins with white space (obs-fold) or has some before the colon fails here.
    if (colon == std::string_view::npos || name.empty() || !consists_of(name, token)) {
      refuse(400);
      return;
    }
    const std::string_view value = trim(line.substr(colon + 1));
    if (!consists_of(value, field_text)) {
      refuse(400);
      return;
    }
    read_known_header(name, value);
  }

  // Only names of these lengths are worth a comparison.
  void read_known_header(std::string_view name, std::string_view value) {
    switch (name.size()) {
      case 4:
        if (equals_ignoring_case(name, "host")) read_host(value);
        break;
      case 6:
        if (equals_ignoring_case(name, "expect")) read_expectation(value);
        break;
      case 10:
        if (equals_ignoring_case(name, "connection")) read_connection(value);
        break;
      case 14:
        if (equals_ignoring_case(name, "content-length")) read_content_length(value);
        break;
      case 17:
        if (equals_ignoring_case(name, "transfer-encoding")) read_transfer_encoding(value);
        break;
      default: break;
    }
  }

  void read_host(std::string_view value) {
    if (has_host_ || value.empty() || !consists_of(value, authority)) refuse(400);
    has_host_ = true;
  }

  void read_expectation(std::string_view value) {
    if (!equals_ignoring_case(value, "100-continue")) refuse(417);
    facts_.expects_continue = true;
  }

  void read_connection(std::string_view value) {
    while (!value.empty()) {
      const std::size_t comma = std::min(value.find(','), value.size());
      if (equals_ignoring_case(trim(value.substr(0, comma)), "close")) facts_.close = true;
      value.remove_prefix(std::min(comma + 1, value.size()));
    }
  }

  // One header with digits only: a list, a sign or a repetition is refused even if all agree.
  void read_content_length(std::string_view value) {
    if (facts_.content_length || value.empty() || !consists_of(value, digit)) {
      refuse(400);
      return;
    }
    if (value.size() > length_digits_max) {
      refuse(413);
      return;
    }
    std::uint64_t length = 0;
    std::from_chars(value.data(), value.data() + value.size(), length);
    facts_.content_length = length;
  }

  void read_transfer_encoding(std::string_view value) {
    if (facts_.chunked || !equals_ignoring_case(value, "chunked")) refuse(400);
    facts_.chunked = true;
  }

  void check_together() {
    if (facts_.chunked && (facts_.content_length || !facts_.http_1_1)) refuse(400);
    if (facts_.http_1_1 && !has_host_) refuse(400);
    if (!facts_.http_1_1) {
      facts_.close = true;
      facts_.expects_continue = false;  // RFC 9110, section 10.1.1
    }
  }

  HeadFacts facts_;
  bool has_host_ = false;
};

}  // namespace

HeadFacts check_head(std::string_view head) { return HeadReader().read(head); }

std::size_t HeadEnd::find(std::string_view buffer) {
  while (scanned_ < buffer.size()) {
    const std::size_t feed = buffer.find('\n', scanned_);
    if (feed == std::string_view::npos) {
      scanned_ = buffer.size();
      return 0;
    }
    scanned_ = feed + 1;
    if (feed == line_start_ || buffer[feed - 1] != '\r') {
      bare_line_feed_ = true;
      return 0;
    }
    if (feed == line_start_ + 1) return scanned_;
    line_start_ = scanned_;
  }
  return 0;
}

}  // namespace perseat::net
