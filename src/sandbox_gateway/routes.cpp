// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "sandbox_gateway/routes.h"

#include <array>

namespace perseat::sandbox_gateway {
namespace {

// A path without variables comes before the one that would match it.
constexpr std::array<Route, 19> routes{{
    {"POST", "/v1/customers", "customers.create", create_customer},
    {"GET", "/v1/customers/{id}", "customers.retrieve", retrieve_customer},
    {"POST", "/v1/payment_methods", "payment_methods.create", create_payment_method, true},
    {"GET", "/v1/payment_methods", "payment_methods.list", list_payment_methods},
    {"GET", "/v1/payment_methods/{id}", "payment_methods.retrieve", retrieve_payment_method},
    {"POST", "/v1/payment_methods/{id}", "payment_methods.update", update_payment_method},
    {"POST", "/v1/payment_methods/{id}/attach", "payment_methods.attach", attach_payment_method},
    {"POST", "/v1/payment_methods/{id}/detach", "payment_methods.detach", detach_payment_method},
    {"POST", "/v1/tokens", "tokens.create", create_token, true},
    {"GET", "/v1/tokens/{id}", "tokens.retrieve", retrieve_token},
    {"POST", "/v1/payment_intents", "payment_intents.create", create_payment_intent},
    {"GET", "/v1/payment_intents", "payment_intents.list", list_payment_intents},
    {"GET", "/v1/payment_intents/search", "payment_intents.search", search_payment_intents},
    {"GET", "/v1/payment_intents/{id}", "payment_intents.retrieve", retrieve_payment_intent, true},
    {"POST", "/v1/payment_intents/{id}/confirm", "payment_intents.confirm", confirm_payment_intent},
    {"POST", "/v1/payment_intents/{id}/cancel", "payment_intents.cancel", cancel_payment_intent},
    {"POST", "/v1/refunds", "refunds.create", create_refund},
    {"GET", "/v1/refunds", "refunds.list", list_refunds},
    {"GET", "/v1/refunds/{id}", "refunds.retrieve", retrieve_refund},
}};

std::string_view take_segment(std::string_view& path) {
  path.remove_prefix(1);
  const std::string_view segment = path.substr(0, path.find('/'));
  path.remove_prefix(segment.size());
  return segment;
}

bool matches(std::string_view pattern, std::string_view path, std::string& id) {
  while (!pattern.empty() && !path.empty()) {
    const std::string_view wanted = take_segment(pattern);
    const std::string_view given = take_segment(path);
    if (wanted == "{id}") {
      if (given.empty()) return false;
      id = std::string(given);
    } else if (wanted != given) {
      return false;
    }
  }
  return pattern.empty() && path.empty();
}

}  // namespace

RouteFound find_route(std::string_view method, std::string_view path) {
  RouteFound found;
  if (!path.starts_with('/')) return found;
  for (const Route& route : routes) {
    std::string id;
    if (!matches(route.path, path, id)) continue;
    found.is_path_known = true;
    if (route.method == method) return {&route, true, std::move(id)};
  }
  return found;
}

bool is_operation(std::string_view name) {
  for (const Route& route : routes) {
    if (route.name == name) return true;
  }
  return false;
}

}  // namespace perseat::sandbox_gateway
