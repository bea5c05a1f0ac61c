// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "sandbox_gateway/record.h"

namespace perseat::sandbox_gateway {
namespace {

template <class T>
constexpr bool is_vector = false;
template <class T>
constexpr bool is_vector<std::vector<T>> = true;

// The inverse of json::read for what records are made of.
template <class T>
void write(json::Writer& out, const T& value) {
  if constexpr (json::Described<T>) {
    using Members = boost::describe::describe_members<T, boost::describe::mod_public>;
    out.begin_object();
    boost::mp11::mp_for_each<Members>([&](auto member) {
      static const std::string name = json::camel_case(member.name);
      out.key(name);
      write(out, value.*member.pointer);
    });
    out.end_object();
  } else if constexpr (is_vector<T>) {
    out.begin_array();
    for (const auto& item : value) write(out, item);
    out.end_array();
  } else if constexpr (json::is_optional<T>) {
    if (value) {
      write(out, *value);
    } else {
      out.null();
    }
  } else {
    out.value(value);
  }
}

}  // namespace

std::string encode_record(const Record& record) {
  std::string line;
  json::Writer out(line);
  write(out, record);
  return line;
}

Result<Record> decode_record(std::string_view line) {
  const auto document = TRY(json::Document::parse(line));
  return json::read<Record>(document.root(), "");
}

}  // namespace perseat::sandbox_gateway
