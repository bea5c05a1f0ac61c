// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "sandbox_gateway/api.h"

#include <fmt/format.h>

#include <chrono>

#include "base/hash.h"
#include "sandbox_gateway/answers.h"
#include "sandbox_gateway/cards.h"
#include "sandbox_gateway/credentials.h"
#include "sandbox_gateway/fields_page.h"

namespace perseat::sandbox_gateway {
namespace {

constexpr std::string_view protocol_version = "2024-06-20";
constexpr std::size_t key_bytes_max = 255;
constexpr std::size_t hanging_max = 10'000;

// Real time, also when the clock of the cards is moved: a key must not expire because a test
// travels through months.
std::int64_t real_ms() {
  using std::chrono::milliseconds;
  return std::chrono::duration_cast<milliseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

bool is_key(const std::string& given, const std::string& configured, std::string_view prefix) {
  if (configured.empty()) return given.starts_with(prefix) && given.size() > prefix.size();
  return equal_in_constant_time(given, configured);
}

std::string fingerprint_of(const net::Request& request, std::string_view key) {
  return sha256_hex(fmt::format("{} {} {} {}", key, request.method, request.target, request.body));
}

// Parameters are in the query of a GET and in the body of a POST.
Result<Form> form_of(const net::Request& request) {
  if (request.method == "GET") return Form::parse(request.query());
  const std::string_view type = request.header("content-type");
  if (!request.body.empty() && !type.starts_with("application/x-www-form-urlencoded"))
    return invalid("", "parameter_invalid",
                   "Send the parameters as application/x-www-form-urlencoded.");
  return Form::parse(request.body);
}

void allow_browsers(net::Response& response) {
  response.headers.emplace_back("Access-Control-Allow-Origin", "*");
  response.headers.emplace_back("Access-Control-Expose-Headers", "Request-Id");
}

net::Response preflight() {
  net::Response response;
  response.status = 204;
  allow_browsers(response);
  response.headers.emplace_back("Access-Control-Allow-Methods", "GET, POST");
  response.headers.emplace_back(
      "Access-Control-Allow-Headers",
      "authorization, content-type, idempotency-key, stripe-version, stripe-account");
  response.headers.emplace_back("Access-Control-Allow-Private-Network", "true");
  response.headers.emplace_back("Access-Control-Max-Age", "600");
  return response;
}

bool offers_browsers(std::string_view path) {
  for (const std::string_view method : {"POST", "GET"}) {
    const RouteFound found = find_route(method, path);
    if (found.route != nullptr && found.route->is_for_browsers) return true;
  }
  return false;
}

bool is_kind(const std::optional<Fault>& fault, FaultKind kind) {
  return fault && fault->kind == kind;
}

}  // namespace

Result<std::unique_ptr<Api>> Api::open(ApiOptions options) {
  const std::string path = options.data_file;
  std::unique_ptr<Api> api(new Api(std::move(options)));
  api->journal_ = TRY(Journal::open(
      path, [raw = api.get()](std::string_view line) { return raw->state_.replay(line); }));
  return api;
}

std::int64_t Api::now_seconds() const {
  return (options_.now ? options_.now().ms : real_ms()) / second_ms;
}

std::string Api::base_url(const net::Request& request) const {
  if (!options_.public_url.empty()) return options_.public_url;
  return fmt::format("http://{}", request.header("host"));
}

Api::Caller Api::caller_of(const net::Request& request) const {
  const std::string key = api_key_of(request);
  if (is_key(key, options_.secret_key, "sk_test_")) return Caller::server;
  if (is_key(key, options_.publishable_key, "pk_test_")) return Caller::browser;
  return Caller::nobody;
}

void Api::handle(net::Request&& request, net::Respond&& respond) {
  const std::string_view path = request.path();
  if (path.starts_with("/sandbox/authenticate/"))
    return handle_page(&Api::authentication, request, std::move(respond));
  if (auto fields = fields_answer(request, options_.publishable_key))
    return respond(std::move(*fields));
  if (path.starts_with("/sandbox/")) return handle_page(&Api::control, request, std::move(respond));
  if (request.method == "OPTIONS" && offers_browsers(path)) return respond(preflight());
  RouteFound found = find_route(request.method, path);
  if (found.route == nullptr) {
    const Error unknown{found.is_path_known ? ErrorCode::invalid : ErrorCode::not_found,
                        "url_invalid",
                        "Unrecognized request URL or method.",
                        {},
                        {}};
    return respond(error_response(unknown));
  }
  Work work;
  work.caller = caller_of(request);
  work.request = std::move(request);
  work.respond = std::move(respond);
  work.route = found.route;
  work.id = std::move(found.id);
  if (work.route->method == "POST") work.key = std::string(work.request.header("idempotency-key"));
  handle_protocol(std::move(work));
}

Result<void> Api::expect_allowed(const Work& work) const {
  if (is_broken_) return unavailable("journal_failed", "The sandbox cannot write its journal.");
  if (work.caller == Caller::nobody)
    return Error{ErrorCode::unauthenticated,
                 "api_key_invalid",
                 "Give a test key of this sandbox: Authorization: Bearer sk_test_...",
                 {},
                 {}};
  if (work.caller == Caller::browser && !work.route->is_for_browsers)
    return Error{ErrorCode::forbidden,
                 "secret_key_required",
                 "This call needs the secret key; a publishable key is not enough.",
                 {},
                 {}};
  if (work.key.size() > key_bytes_max)
    return invalid("", "idempotency_key_too_long", "An idempotency key has at most 255 bytes.");
  return {};
}

void Api::handle_protocol(Work work) {
  std::unique_lock lock(mutex_);
  if (const auto allowed = expect_allowed(work); !allowed) {
    work.key.clear();
    return deliver(std::move(lock), std::move(work), error_response(allowed.error()));
  }
  work.fault = faults_.next(work.route->name);
  if (is_kind(work.fault, FaultKind::hang)) {
    if (hanging_.size() < hanging_max) hanging_.push_back(std::move(work.respond));
    return;
  }
  if (is_kind(work.fault, FaultKind::error_before)) {
    work.key.clear();
    return deliver(std::move(lock), std::move(work), server_error_response("An ordered failure."));
  }
  if (!work.key.empty()) {
    if (auto replayed = replay(work)) {
      work.key.clear();
      return deliver(std::move(lock), std::move(work), std::move(*replayed));
    }
  }
  net::Response response = run(work);
  deliver(std::move(lock), std::move(work), std::move(response));
}

std::optional<net::Response> Api::replay(Work& work) {
  work.fingerprint = fingerprint_of(work.request, state_.fingerprint_key());
  const SavedAnswer* const saved = state_.find_answer(work.key, real_ms());
  if (saved == nullptr) {
    state_.reserve_key(work.key, work.fingerprint, real_ms());
    return std::nullopt;
  }
  if (saved->fingerprint != work.fingerprint)
    return error_response({ErrorCode::precondition_failed,
                           "idempotency_error",
                           "The idempotency key was used before with other parameters.",
                           {},
                           {}});
  if (saved->is_in_flight)
    return error_response({ErrorCode::conflict,
                           "idempotency_key_in_use",
                           "Another request with this idempotency key is being worked on.",
                           {},
                           {}});
  net::Response response = saved->is_server_error ? server_error_response("An ordered failure.")
                                                  : answer_response(saved->object, saved->decline);
  response.headers.emplace_back("Idempotent-Replayed", "true");
  return response;
}

// Refused requests are not kept under their key: they changed nothing and may be corrected.
net::Response Api::run(const Work& work) {
  const auto refuse = [&](const Error& error) {
    if (!work.key.empty()) state_.forget_key(work.key);
    return error_response(error);
  };
  auto form = form_of(work.request);
  if (!form) return refuse(form.error());
  Call call{state_,
            std::move(form).value(),
            now_seconds(),
            work.id,
            work.key,
            base_url(work.request),
            work.caller == Caller::browser,
            {}};
  if (is_kind(work.fault, FaultKind::decline))
    call.ordered_decline = decline_named(work.fault->code);
  auto answer = work.route->run(call);
  if (!answer) return refuse(answer.error());
  const bool fails_after = is_kind(work.fault, FaultKind::error_after);
  if (!work.key.empty()) {
    SavedAnswer saved;
    saved.fingerprint = work.fingerprint;
    saved.saved_ms = real_ms();
    saved.is_server_error = fails_after;
    saved.object = answer->object;
    saved.decline = answer->decline;
    state_.save_answer(work.key, saved);
  }
  if (fails_after) return server_error_response("An ordered failure.");
  if (!answer->list.empty()) return json_response(200, std::move(answer->list));
  return answer_response(answer->object, answer->decline);
}

void Api::deliver(std::unique_lock<std::mutex> lock, Work work, net::Response response) {
  response.headers.emplace_back("Request-Id", random_id("req_", 14));
  response.headers.emplace_back("Stripe-Version", protocol_version);
  response.headers.emplace_back("Cache-Control", "no-store");
  if (work.route != nullptr && work.route->is_for_browsers) allow_browsers(response);
  std::string record = is_broken_ ? std::string{} : state_.take_record();
  work.request = {};  // may hold a card number, and is needed no more
  const auto shared = std::make_shared<const Work>(std::move(work));
  const Journal::Done done = [this, shared, response = std::move(response)](bool is_durable) {
    complete(*shared, response, is_durable);
  };
  const bool waits = journal_->append(std::move(record), done);
  lock.unlock();
  if (!waits) done(true);
}

void Api::complete(const Work& work, net::Response response, bool is_durable) {
  if (!is_durable) {
    const std::lock_guard lock(mutex_);
    is_broken_ = true;
    response = server_error_response("The sandbox cannot write its journal.");
  }
  if (is_kind(work.fault, FaultKind::delay)) {
    timer_.after(work.fault->delay_ms, [this, work, response] {
      finish_key(work.key);
      work.respond(net::Response(response));
    });
    return;
  }
  finish_key(work.key);
  if (!is_kind(work.fault, FaultKind::answer_lost)) work.respond(std::move(response));
}

void Api::finish_key(const std::string& key) {
  if (key.empty()) return;
  const std::lock_guard lock(mutex_);
  SavedAnswer* const saved = state_.find_answer(key, real_ms());
  if (saved != nullptr) saved->is_in_flight = false;
}

}  // namespace perseat::sandbox_gateway
