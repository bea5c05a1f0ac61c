// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Which method and path is which operation.
#pragma once

#include <string>
#include <string_view>

#include "sandbox_gateway/operations.h"

namespace perseat::sandbox_gateway {

struct Route {
  std::string_view method;
  std::string_view path;  // "{id}" stands for one segment
  std::string_view name;  // as faults name it
  Operation run = nullptr;
  bool is_for_browsers = false;  // a publishable key is enough
};

struct RouteFound {
  const Route* route = nullptr;  // null: nothing answers there
  bool is_path_known = false;    // with another method
  std::string id;
};

[[nodiscard]] RouteFound find_route(std::string_view method, std::string_view path);
[[nodiscard]] bool is_operation(std::string_view name);

}  // namespace perseat::sandbox_gateway
