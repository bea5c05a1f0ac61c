// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// A writer of XML that appends to one string.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace perseat::xml {

struct Attribute {
  std::string_view name;
  std::string_view value;
};
using Attributes = std::initializer_list<Attribute>;

// UTF-8 as text of an element or as the value of an attribute. Characters that XML 1.0 has no place
// for, not even escaped, are left out.
void append_escaped(std::string& out, std::string_view text);

// Writes elements; the caller balances begin and end. Names are kept as views: give literals.
class Writer {
 public:
  // Begins with the declaration of XML 1.0 in UTF-8.
  explicit Writer(std::string& out);

  Writer& begin(std::string_view name, Attributes attributes = {});
  Writer& end();
  // <name>text</name>
  Writer& element(std::string_view name, std::string_view text, Attributes attributes = {});
  // The same, or nothing where the text is empty.
  Writer& optional_element(std::string_view name, std::string_view text,
                           Attributes attributes = {});

 private:
  void open(std::string_view name, Attributes attributes);

  std::string& out_;
  std::vector<std::string_view> open_;
};

}  // namespace perseat::xml
