// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What is ours and not the protocol's: ordered faults, the ledger, and the page on which a buyer
// authenticates a payment.
#include <fmt/format.h>

#include <algorithm>

#include "base/hash.h"
#include "sandbox_gateway/answers.h"
#include "sandbox_gateway/api.h"
#include "sandbox_gateway/html.h"

namespace perseat::sandbox_gateway {
namespace {

constexpr std::string_view page_prefix = "/sandbox/authenticate/";
constexpr std::int64_t ledger_page_max = 1'000;

net::Response page(int status, std::string_view content) {
  net::Response response;
  response.status = status;
  response.content_type = "text/html; charset=utf-8";
  response.headers = {{"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"},
                      {"Cache-Control", "no-store"},
                      {"Referrer-Policy", "no-referrer"}};
  response.body = fmt::format(
      "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width\"><title>Test payment</title></head><body><main>"
      "<h1>Test payment</h1>{}</main></body></html>",
      content);
  return response;
}

net::Response question(const PaymentIntent& intent) {
  return page(200, fmt::format("<p>Sandbox: no money moves. {} {} in smallest units. {}</p>"
                               "<form method=\"post\"><button name=\"outcome\" value=\"approve\">"
                               "Approve</button> <button name=\"outcome\" value=\"fail\">Fail"
                               "</button></form>",
                               intent.amount, escape_html(intent.currency),
                               escape_html(intent.description)));
}

net::Response way_back(const PaymentIntent& intent) {
  const bool is_paid = intent.status == "succeeded";
  if (intent.return_url.empty())
    return page(200, is_paid ? "<p>The payment is approved. You can close this page.</p>"
                             : "<p>The payment failed. You can close this page.</p>");
  net::Response response = page(303, "<p>Going back to the shop.</p>");
  const char joint = intent.return_url.find('?') == std::string::npos ? '?' : '&';
  response.headers.emplace_back(
      "Location", fmt::format("{}{}payment_intent={}&payment_intent_client_secret={}"
                              "&redirect_status={}",
                              intent.return_url, joint, intent.id, intent.client_secret,
                              is_paid ? "succeeded" : "failed"));
  return response;
}

Result<Form> control_form(const net::Request& request) {
  if (request.method == "GET") return Form::parse(request.query());
  const bool is_json = request.header("content-type").starts_with("application/json");
  return is_json ? Form::parse_json(request.body) : Form::parse(request.body);
}

bool carries_all(const LedgerEntry& entry, const std::vector<Metadata>& wanted) {
  return std::all_of(wanted.begin(), wanted.end(), [&](const Metadata& want) {
    return std::any_of(entry.metadata.begin(), entry.metadata.end(), [&](const Metadata& has) {
      return has.name == want.name && has.value == want.value;
    });
  });
}

// Oldest first: after=N leaves out the first N that match.
Result<std::string> ledger_page(const State& state, Form form) {
  const std::int64_t after = TRY(form.take_integer("after")).value_or(0);
  const std::int64_t limit = TRY(form.take_integer("limit")).value_or(ledger_page_max);
  const auto wanted = TRY(form.take_metadata());
  TRY(form.expect_all_taken());
  if (after < 0 || limit < 1 || limit > ledger_page_max)
    return wrong_parameter("limit", "The limit must be 1 to 1000.");
  std::vector<Snapshot<LedgerEntry>> data;
  std::size_t total = 0;
  for (const auto& entry : state.ledger()) {
    if (!carries_all(*entry, wanted)) continue;
    const bool is_in_page =
        total >= static_cast<std::size_t>(after) && data.size() < static_cast<std::size_t>(limit);
    if (is_in_page) data.push_back(entry);
    ++total;
  }
  return render_ledger(data, total);
}

}  // namespace

void Api::handle_page(Page make, const net::Request& request, net::Respond respond) {
  std::unique_lock lock(mutex_);
  net::Response response = (this->*make)(request);
  Work work;
  work.respond = std::move(respond);
  deliver(std::move(lock), std::move(work), std::move(response));
}

net::Response Api::control(const net::Request& request) {
  const std::string_view path = request.path();
  if (path == "/sandbox/health")
    return is_broken_ ? server_error_response("The sandbox cannot write its journal.")
                      : json_response(200, R"({"status":"ok"})");
  if (caller_of(request) != Caller::server)
    return error_response({ErrorCode::unauthenticated,
                           "api_key_invalid",
                           "Give the sandbox's secret test key.",
                           {},
                           {}});
  auto form = control_form(request);
  if (!form) return error_response(form.error());
  if (path == "/sandbox/ledger" && request.method == "GET") {
    auto listed = ledger_page(state_, std::move(form).value());
    return listed ? json_response(200, std::move(listed).value()) : error_response(listed.error());
  }
  if (path != "/sandbox/faults")
    return error_response(
        {ErrorCode::not_found, "url_invalid", "Unrecognized request URL or method.", {}, {}});
  if (request.method == "DELETE") faults_.clear();
  if (request.method == "POST") {
    const auto ordered = faults_.order(std::move(form).value());
    if (!ordered) return error_response(ordered.error());
  }
  return json_response(200, faults_.render());
}

net::Response Api::authentication(const net::Request& request) {
  const net::Response nothing = page(404, "<p>There is no such payment waiting.</p>");
  const std::string id(request.path().substr(page_prefix.size()));
  const auto query = net::parse_query(request.query());
  const auto intent = state_.payment_intents().find(id);
  if (is_broken_ || !query || !intent || intent->action_secret.empty()) return nothing;
  const bool knows_secret = std::any_of(query->begin(), query->end(), [&](const auto& pair) {
    return pair.first == "key" && equal_in_constant_time(pair.second, intent->action_secret);
  });
  if (!knows_secret || intent->status != "requires_action") return nothing;
  if (request.method != "POST") return question(*intent);
  auto form = Form::parse(request.body);
  const std::string outcome = form ? form->take("outcome") : "";
  if (outcome != "approve" && outcome != "fail") return question(*intent);
  const auto ended = authenticate(state_, id, outcome == "approve", now_seconds());
  return ended ? way_back(**ended) : nothing;
}

}  // namespace perseat::sandbox_gateway
