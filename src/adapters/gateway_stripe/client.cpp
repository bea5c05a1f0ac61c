// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/gateway_stripe/client.h"

#include <fmt/format.h>

#include <algorithm>

#include "adapters/gateway_stripe/wire_words.h"
#include "base/enum_text.h"

namespace perseat::gateway_stripe {
namespace {

constexpr std::size_t id_bytes_max = 255;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

ReplyKind kind_of(const Reply& reply) {
  const int status = reply.status;
  const bool has_object = reply.root().exists() && reply.root().is_object();
  if (status >= 200 && status < 300) return has_object ? ReplyKind::done : ReplyKind::unknown;
  if (status == 402 && reply.error().exists()) return ReplyKind::declined;
  // A twin with the same key is at work: how it ends is not known yet.
  if (status == 409) return ReplyKind::unknown;
  // Turned away before anything was done: wrong key, or too many requests.
  if (status == 401 || status == 403 || status == 429) return ReplyKind::not_done;
  if (status >= 400 && status < 500) return ReplyKind::refused;
  return ReplyKind::unknown;
}

// Only the gateway's own words get into our errors, never text that may repeat the caller's.
std::string safe_word(const std::string& word) {
  const bool is_word = word.size() <= 60 && std::all_of(word.begin(), word.end(), [](char c) {
                         return is_letter(c) || c == '_';
                       });
  return is_word ? word : "";
}

}  // namespace

json::Node Reply::root() const { return document ? document->root() : json::Node{}; }

json::Node Reply::error() const {
  const json::Node all = root();
  if (!all.exists() || !all.is_object()) return {};
  const json::Node found = all.member("error");
  return found.exists() && found.is_object() ? found : json::Node{};
}

std::string Reply::error_code() const {
  const json::Node found = error();
  return found.exists() ? text_of(found.member("code")) : std::string{};
}

std::string Reply::error_param() const {
  const json::Node found = error();
  return found.exists() ? text_of(found.member("param")) : std::string{};
}

bool Reply::is_key_reused() const {
  const json::Node found = error();
  return status == 400 && found.exists() && text_of(found.member("type")) == "idempotency_error";
}

Reply Client::get(const std::string& path) { return send({false, path, {}, {}}); }

Reply Client::post(const std::string& path, const FormText& form, const std::string& key) {
  return send({true, path, form.text(), key});
}

Reply Client::send(const HttpCall& call) {
  const HttpReply answer = http_.send(call);
  Reply reply;
  if (answer.delivery == Delivery::not_sent) reply.kind = ReplyKind::not_done;
  if (answer.delivery != Delivery::answered) return reply;
  reply.status = answer.status;
  reply.is_replayed = answer.is_replayed;
  if (auto parsed = json::Document::parse(answer.body))
    reply.document = std::make_shared<json::Document>(std::move(parsed).value());
  reply.kind = kind_of(reply);
  return reply;
}

Error error_of(const Reply& reply) {
  if (reply.status == 401 || reply.status == 403)
    return unavailable("gatewayMisconfigured", "The payment gateway refuses this server's key.");
  if (reply.kind == ReplyKind::declined) {
    const json::Node error = reply.error();
    const auto code =
        decline_of(text_of(error.member("code")), text_of(error.member("decline_code")));
    return {
        ErrorCode::payment_declined, std::string(enum_text(code)), "The card was refused.", {}, {}};
  }
  if (reply.kind != ReplyKind::refused)
    return unavailable("gatewayUnavailable", "The payment gateway cannot be reached now.");
  if (reply.status == 404 || reply.error_code() == "resource_missing")
    return {ErrorCode::not_found, "notFound", "The payment gateway does not know this.", {}, {}};
  return {ErrorCode::internal,
          "internal",
          fmt::format("The payment gateway refused a request: status {} {}.", reply.status,
                      safe_word(reply.error_code())),
          {},
          {}};
}

bool is_gateway_id(std::string_view text) {
  return !text.empty() && text.size() <= id_bytes_max && is_letter(text.front()) &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return is_letter(c) || c == '_' || (c >= '0' && c <= '9'); });
}

}  // namespace perseat::gateway_stripe
