// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "base/json_filter.h"

#include <boost/json.hpp>

namespace perseat::json {
namespace {

namespace bj = boost::json;

// Recursion is bounded by the depth that Document allows.
void erase_members(bj::value& value, bj::string_view name) {
  if (bj::array* array = value.if_array()) {
    for (bj::value& element : *array) erase_members(element, name);
  }
  if (bj::object* object = value.if_object()) {
    object->erase(name);
    for (auto& member : *object) erase_members(member.value(), name);
  }
}

}  // namespace

std::string dump_without(Node node, std::string_view name) {
  bj::value copy = bj::parse(node.dump());
  erase_members(copy, bj::string_view(name.data(), name.size()));
  return bj::serialize(copy);
}

}  // namespace perseat::json
