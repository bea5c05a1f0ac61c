// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/postgres/hosts.h"

#include <algorithm>
#include <array>
#include <utility>

namespace perseat::postgres {
namespace {

struct FreeOptions {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

// What a connection string does not say: pass over a host that does not answer or only reads, and
// notice a broken network.
constexpr std::array<std::pair<const char*, const char*>, 4> defaults{
    {{"target_session_attrs", "read-write"},
     {"connect_timeout", "2"},
     {"tcp_user_timeout", "4000"},
     {"application_name", "perseat"}}};

// Null when the string does not say it.
const char* value_of(const PQconninfoOption* options, std::string_view keyword) {
  for (; options->keyword != nullptr; ++options) {
    if (keyword == options->keyword) return options->val;
  }
  return nullptr;
}

std::vector<std::string> parts_of(std::string_view list) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= list.size();) {
    const std::size_t end = std::min(list.find(',', begin), list.size());
    parts.emplace_back(list.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

}  // namespace

std::string Hosts::List::from(std::size_t first) const {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) text += ',';
    text += parts[(first + i) % parts.size()];
  }
  return text;
}

Hosts::Hosts(std::string connection_string) : connection_string_(std::move(connection_string)) {
  char* problem = nullptr;
  const std::unique_ptr<PQconninfoOption, FreeOptions> options(
      PQconninfoParse(connection_string_.c_str(), &problem));
  PQfreemem(problem);
  if (options == nullptr) return;
  is_readable_ = true;
  for (const auto& [keyword, value] : defaults) {
    if (value_of(options.get(), keyword) == nullptr) defaults_.emplace_back(keyword, value);
  }
  for (const char* keyword : {"host", "hostaddr", "port"}) {
    const char* value = value_of(options.get(), keyword);
    if (value == nullptr) continue;
    List list{keyword, parts_of(value)};
    count_ = std::max(count_, list.parts.size());
    lists_.push_back(std::move(list));
  }
}

Session Hosts::connect() {
  if (!is_readable_) return nullptr;
  std::vector<const char*> keywords{"dbname"};
  std::vector<const char*> values{connection_string_.c_str()};
  for (const auto& [keyword, value] : defaults_) {
    keywords.push_back(keyword);
    values.push_back(value);
  }
  // They go before what the string says, since they come after it.
  std::vector<std::string> turned;
  turned.reserve(lists_.size());
  for (const List& list : lists_) {
    turned.push_back(list.from(first_));
    keywords.push_back(list.keyword);
    values.push_back(turned.back().c_str());
  }
  keywords.push_back(nullptr);
  values.push_back(nullptr);
  // Blocks for at most connect_timeout a host, sign-in included.
  Session session(PQconnectdbParams(keywords.data(), values.data(), 1));
  if (PQstatus(session.get()) == CONNECTION_OK) remember(session.get());
  return session;
}

void Hosts::remember(const PGconn* session) {
  const auto is_there = [session](const List& list, std::size_t host) {
    const std::string& part = list.parts[host % list.parts.size()];
    if (list.keyword == std::string_view("host")) return part == PQhost(session);
    if (list.keyword == std::string_view("hostaddr")) return part == PQhostaddr(session);
    return part == PQport(session);
  };
  for (std::size_t host = 0; host < count_; ++host) {
    if (std::ranges::all_of(lists_, [&](const List& list) { return is_there(list, host); })) {
      first_ = host;
      return;
    }
  }
}

}  // namespace perseat::postgres
