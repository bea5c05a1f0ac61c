// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/http/router.h"

#include <algorithm>
#include <optional>

#include "adapters/http/openapi_document.h"

namespace perseat::http {
namespace {

// What does not begin with a slash has no parts, like no route.
std::vector<std::string_view> split(std::string_view path) {
  std::vector<std::string_view> parts;
  while (path.starts_with('/')) {
    path.remove_prefix(1);
    const std::size_t end = path.find('/');
    parts.push_back(path.substr(0, end));
    path = end == std::string_view::npos ? std::string_view() : path.substr(end);
  }
  return parts;
}

bool is_parameter(std::string_view segment) { return segment.starts_with('{'); }

bool matches(const std::vector<std::string>& pattern, const std::vector<std::string_view>& path) {
  return std::ranges::equal(pattern, path, [](std::string_view segment, std::string_view part) {
    return is_parameter(segment) ? !part.empty() : segment == part;
  });
}

// What stands for the parameters; nothing where it cannot be decoded.
using Values = std::vector<std::pair<std::string_view, std::string>>;
std::optional<Values> values_of(const std::vector<std::string>& pattern,
                                const std::vector<std::string_view>& path) {
  Values values;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (!is_parameter(pattern[i])) continue;
    auto decoded = net::percent_decode(path[i], false);
    if (!decoded) return std::nullopt;
    const std::string_view name(pattern[i]);
    values.emplace_back(name.substr(1, name.size() - 2), std::move(*decoded));
  }
  return values;
}

std::string_view query_parameters_of(std::string_view operation_id) {
  for (const OpenApiOperation& operation : openapi_operations()) {
    if (operation.operation_id == operation_id) return operation.query_parameters;
  }
  return {};
}

}  // namespace

void Router::add(Route route) {
  route.query_parameters = query_parameters_of(route.operation_id);
  std::vector<std::string> segments;
  for (const std::string_view segment : split(route.path)) segments.emplace_back(segment);
  segments_.push_back(std::move(segments));
  routes_.push_back(std::make_unique<Route>(std::move(route)));
}

Router::Match Router::find(std::string_view method, std::string_view path) const {
  const std::vector<std::string_view> parts = split(path);
  Match match;
  for (std::size_t i = 0; i < routes_.size(); ++i) {
    if (!matches(segments_[i], parts)) continue;
    if (routes_[i]->method == method) {
      auto values = values_of(segments_[i], parts);
      if (!values) return {};
      match.values = std::move(*values);
      match.route = routes_[i].get();
      return match;
    }
    if (!match.allowed_methods.empty()) match.allowed_methods += ", ";
    match.allowed_methods += routes_[i]->method;
  }
  return match;
}

}  // namespace perseat::http
