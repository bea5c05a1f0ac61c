// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "main/payment_setup.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace perseat {
namespace {

constexpr std::string_view sandbox_publishable_key = "pk_test_sandbox";
constexpr std::string_view loopback = "//127.0.0.1:";
constexpr std::string_view localhost = "//localhost:";

// A secret key given by mistake must not get out.
bool is_publishable(std::string_view key) { return key.starts_with("pk_"); }

// The origin becomes part of a header, so it is letters, digits and little more.
bool is_page_url(std::string_view url) {
  const bool has_scheme = url.starts_with("http://") || url.starts_with("https://");
  return has_scheme && std::ranges::all_of(url, [](char c) {
           const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
           return is_letter || (c >= '0' && c <= '9') ||
                  std::string_view(".-_~:/[]%").find(c) != std::string_view::npos;
         });
}

std::string origin_of(const std::string& url) {
  return url.substr(0, url.find('/', url.find("//") + 2));
}

std::string replaced(const std::string& text, std::string_view from, std::string_view to) {
  const std::size_t place = text.find(from);
  if (place == std::string::npos) return "";
  return text.substr(0, place) + std::string(to) + text.substr(place + from.size());
}

}  // namespace

Result<http::PaymentSetup> payment_setup_of(const Config& config, const std::string& sandbox_url) {
  http::PaymentSetup setup;
  setup.publishable_key = config.gateway_publishable_key;
  setup.fields_url = config.gateway_fields_url;
  if (setup.fields_url.empty() && !sandbox_url.empty()) setup.fields_url = sandbox_url + "/fields";
  setup.is_sandbox = !setup.fields_url.empty();
  if (setup.is_sandbox && setup.publishable_key.empty())
    setup.publishable_key = sandbox_publishable_key;
  if (!setup.publishable_key.empty() && !is_publishable(setup.publishable_key))
    return unavailable("gatewayMisconfigured",
                       "--gateway-publishable-key is not a publishable key (pk_...).");
  if (setup.is_sandbox && !is_page_url(setup.fields_url))
    return unavailable("gatewayMisconfigured",
                       "--gateway-fields-url is not the address of a page (http://...).");
  return setup;
}

http::ForeignOrigins card_origins(const http::PaymentSetup& setup) {
  if (!setup.is_sandbox) {
    // https://docs.stripe.com/security/guide#content-security-policy
    return {.scripts = "https://js.stripe.com https://*.js.stripe.com",
            .frames = "https://js.stripe.com https://*.js.stripe.com https://hooks.stripe.com",
            .connections = "https://api.stripe.com"};
  }
  // People open a server on their own machine by either name.
  const std::string origin = origin_of(setup.fields_url);
  std::string frames = origin;
  for (const std::string& other :
       {replaced(origin, loopback, localhost), replaced(origin, localhost, loopback)}) {
    if (!other.empty()) frames += " " + other;
  }
  return {.scripts = {}, .frames = std::move(frames), .connections = {}};
}

}  // namespace perseat
