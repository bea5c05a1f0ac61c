// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "cli/body.h"

#include <algorithm>

#include "base/json.h"

namespace perseat::cli {
namespace {

using Members = std::vector<std::pair<std::string_view, std::string_view>>;

std::string_view first_of(std::string_view path) { return path.substr(0, path.find('.')); }

// Members with the same first name become one object at the place of the first of them.
std::string object_of(Members members) {
  std::string out;
  json::Writer writer(out);
  writer.begin_object();
  while (!members.empty()) {
    const auto [path, json] = members.front();
    const std::string_view name = first_of(path);
    writer.key(name);
    if (path == name) {
      writer.raw(json);
      members.erase(members.begin());
      continue;
    }
    Members inner;
    for (const auto& [other, value] : members) {
      if (first_of(other) == name) inner.emplace_back(other.substr(name.size() + 1), value);
    }
    writer.raw(object_of(inner));
    std::erase_if(members, [&](const auto& member) { return first_of(member.first) == name; });
  }
  writer.end_object();
  return out;
}

}  // namespace

void Body::set(std::string_view path, std::string json) {
  members_.emplace_back(std::string(path), std::move(json));
}

void Body::set_text(std::string_view path, std::string_view text) {
  std::string json;
  json::append_quoted(json, text);
  set(path, std::move(json));
}

std::string Body::json_at(std::string_view path) const {
  for (const auto& [known, json] : members_) {
    if (known == path) return json;
  }
  return "null";
}

std::string Body::text() const { return object_of({members_.begin(), members_.end()}); }

}  // namespace perseat::cli
