// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/http/api.h"

#include <algorithm>
#include <cctype>
#include <chrono>

#include "adapters/http/card_check.h"
#include "adapters/http/error_response.h"
#include "base/card_number.h"
#include "base/hash.h"
#include "base/log.h"
#include "base/text.h"

namespace perseat::http {
namespace {

std::string_view scope_name(Scope scope) {
  switch (scope) {
    case Scope::none: return "";
    case Scope::read: return "read";
    case Scope::buy: return "buy";
    case Scope::assign: return "assign";
    case Scope::pay: return "pay";
    case Scope::administer: return "administer";
    case Scope::operate: return "operate";
  }
  return "";
}

// Whether a space-separated list holds the word.
bool lists(std::string_view words, std::string_view word) {
  while (!words.empty()) {
    const std::size_t end = words.find(' ');
    if (words.substr(0, end) == word) return true;
    words = end == std::string_view::npos ? std::string_view() : words.substr(end + 1);
  }
  return false;
}

// A filter with a misspelled name would answer everything: the contract knows the right ones.
Result<void> check_query(const Exchange& exchange) {
  if (exchange.request().query().empty()) return {};
  const auto parameters = net::parse_query(exchange.request().query());
  if (!parameters) return invalid("", "malformedQuery", "The query string cannot be decoded.");
  TRY(refuse_card_numbers(*parameters));
  for (const auto& parameter : *parameters) {
    if (lists(exchange.route()->query_parameters, parameter.first)) continue;
    return invalid(std::string(cut_text(parameter.first, 64)), "unknownParameter",
                   "This parameter is not known here.");
  }
  return {};
}

bool is_request_id(std::string_view text) {
  return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '_' || c == '-';
  });
}

std::int64_t monotonic_ns() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::nanoseconds>(now).count();
}

bool is_change(std::string_view method) { return method != "GET" && method != "HEAD"; }

}  // namespace

Api::Api(Services& services) : services_(services), ids_(random_seed()) {
  add_session_routes(router_, services_);
  add_password_routes(router_, services_);
  add_operating_routes(router_, services_);
  add_organization_routes(router_, services_);
  add_product_routes(router_, services_);
  add_subscription_routes(router_, services_);
  add_catalog_routes(router_, services_);
  add_billing_run_routes(router_, services_);
  add_clock_routes(router_, services_);
  add_license_routes(router_, services_);
  add_user_routes(router_, services_);
  add_policy_routes(router_, services_);
  add_oversight_routes(router_, services_);
  add_report_routes(router_, services_);
  add_card_routes(router_, services_);
  add_billing_routes(router_, services_);
  add_invoice_routes(router_, services_);
  add_document_routes(router_, services_);
}

std::string Api::request_id_of(const net::Request& request) {
  const std::string_view given = request.header("X-Request-Id");
  if (is_request_id(given) && !holds_card_number(given)) return std::string(given);
  return format_uuid(ids_.next(services_.clock.now()));
}

void Api::handle(net::Request&& request, net::Respond&& respond) {
  const std::string_view method =
      request.method == "HEAD" ? "GET" : std::string_view(request.method);
  auto match = router_.find(method, request.path());
  if (match.route == nullptr)
    return handle_unrouted(std::move(request), std::move(respond), match.allowed_methods);
  std::string request_id = request_id_of(request);
  const auto exchange =
      std::make_shared<Exchange>(std::move(request), std::move(respond), std::move(request_id));
  exchange->route_ = match.route;
  exchange->path_values_ = std::move(match.values);
  if (!match.route->is_public) return authenticate_and_run(exchange);
  if (match.route->price > 0 &&
      !pays(exchange, services_.rate_limiter.caller(exchange->request().peer), match.route->price))
    return;
  run(exchange);
}

void Api::handle_unrouted(net::Request&& request, net::Respond&& respond,
                          const std::string& allowed_methods) {
  if (allowed_methods.empty()) {
    if (auto page = services_.web_app.answer(request)) return respond(std::move(*page));
  }
  std::string request_id = request_id_of(request);
  refuse_unrouted(
      std::make_shared<Exchange>(std::move(request), std::move(respond), std::move(request_id)),
      allowed_methods);
}

void Api::refuse_unrouted(const ExchangePtr& exchange, const std::string& allowed_methods) {
  if (!pays(exchange, services_.rate_limiter.caller(exchange->request().peer), 1)) return;
  if (allowed_methods.empty()) return exchange->fail(not_found("There is no such path."));
  auto response = problem(
      {ErrorCode::invalid, "methodNotAllowed", "This path knows " + allowed_methods + ".", {}, {}},
      exchange->request_id());
  response.headers.emplace_back("Allow", allowed_methods);
  exchange->send(std::move(response));
}

void Api::authenticate_and_run(const ExchangePtr& exchange) {
  auto credential = services_.authenticator.credential_of(exchange->request());
  if (credential) {
    if (auto known = services_.authenticator.remembered(*credential))
      return run_for(exchange, std::move(*known));
  }
  // As long as nobody is known, the address pays.
  const RateLimiter::Caller address = services_.rate_limiter.caller(exchange->request().peer);
  if (!pays(exchange, address, 1)) return;
  if (!credential) return exchange->fail(Authenticator::nobody());
  services_.authenticator.look_up(std::move(*credential), [this, exchange, address](auto found) {
    // Only a wrong guess is paid for.
    if (found || found.error().code != ErrorCode::unauthenticated)
      services_.rate_limiter.give_back(address, 1);
    run_for(exchange, std::move(found));
  });
}

void Api::run_for(const ExchangePtr& exchange, Result<queries::Principal> found) {
  if (!found) return exchange->fail(found.error());
  exchange->principal_ = std::move(*found);
  const Uuid& payer = exchange->principal().caller();
  if (!pays(exchange, services_.rate_limiter.caller(payer), exchange->route()->price)) return;
  const auto admitted = admit(*exchange);
  if (!admitted) return exchange->fail(admitted.error());
  run(exchange);
}

bool Api::pays(const ExchangePtr& exchange, RateLimiter::Caller caller, std::int64_t tokens) {
  const std::int64_t wait_ns = services_.rate_limiter.take(caller, tokens, monotonic_ns());
  if (wait_ns == 0) return true;
  exchange->fail_for_now({ErrorCode::limit_exceeded,
                          "tooManyRequests",
                          "Too many requests. Wait as long as Retry-After says.",
                          {},
                          {}},
                         wait_ns / 1'000'000);
  return false;
}

Result<void> Api::admit(const Exchange& exchange) const {
  const queries::Principal& principal = exchange.principal();
  if (!principal.token.is_nil()) {
    const std::string_view needed = scope_name(exchange.route()->scope);
    if (!needed.empty() && !lists(principal.scopes, needed))
      return forbidden("tokenScopeMissing", "The token was not made for this: it lacks the scope " +
                                                std::string(needed) + ".");
  } else if (is_change(exchange.request().method) &&
             !equal_in_constant_time(exchange.request().header("X-CSRF-Token"),
                                     principal.csrf_token)) {
    // Other sites can make a browser send the cookie, but not this header.
    return forbidden("csrfTokenMissing", "Send the session's csrfToken as X-CSRF-Token.");
  }
  if (holds_card_number(exchange.request().header("Idempotency-Key")))
    return card_data_refused("Idempotency-Key");
  return check_query(exchange);
}

void Api::run(const ExchangePtr& exchange) {
  try {
    const auto done = exchange->route()->handle(exchange);
    if (!done) exchange->fail(done.error());
  } catch (const Bug& bug) {
    log_error("bug").with("requestId", exchange->request_id()).with("what", bug.what());
    exchange->fail(engine::bug_error());
  }
}

}  // namespace perseat::http
