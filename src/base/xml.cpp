// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "base/xml.h"

#include "base/check.h"

namespace perseat::xml {
namespace {

std::string_view escape_of(char c) {
  switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    default: return {};
  }
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

// U+FFFE and U+FFFF.
bool is_no_character(std::string_view text) {
  return text.starts_with("\xEF\xBF\xBE") || text.starts_with("\xEF\xBF\xBF");
}

}  // namespace

void append_escaped(std::string& out, std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (const std::string_view escape = escape_of(c); !escape.empty()) {
      out += escape;
    } else if (is_no_character(text.substr(at))) {
      at += 2;
    } else if (!is_control(c)) {
      out += c;
    }
  }
}

Writer::Writer(std::string& out) : out_(out) {
  out_ += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
}

void Writer::open(std::string_view name, Attributes attributes) {
  out_ += '<';
  out_ += name;
  for (const Attribute& attribute : attributes) {
    out_ += ' ';
    out_ += attribute.name;
    out_ += "=\"";
    append_escaped(out_, attribute.value);
    out_ += '"';
  }
  out_ += '>';
}

Writer& Writer::begin(std::string_view name, Attributes attributes) {
  open(name, attributes);
  open_.push_back(name);
  return *this;
}

Writer& Writer::end() {
  CHECK(!open_.empty());
  out_ += "</";
  out_ += open_.back();
  out_ += '>';
  open_.pop_back();
  return *this;
}

Writer& Writer::element(std::string_view name, std::string_view text, Attributes attributes) {
  open(name, attributes);
  append_escaped(out_, text);
  out_ += "</";
  out_ += name;
  out_ += '>';
  return *this;
}

Writer& Writer::optional_element(std::string_view name, std::string_view text,
                                 Attributes attributes) {
  return text.empty() ? *this : element(name, text, attributes);
}

}  // namespace perseat::xml
