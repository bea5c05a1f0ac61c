// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/gateway_stripe/http_client.h"

// The type checks of the C interface are old-style casts.
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#include <fmt/format.h>

#include <cctype>

namespace perseat::gateway_stripe {
namespace {

constexpr std::size_t body_bytes_max = 4 * 1024 * 1024;
constexpr std::size_t idle_handles_max = 64;
// Shorter than servers keep an idle connection, so that one is rarely used as it closes.
constexpr long idle_connection_seconds_max = 30;

struct Transfer {
  HttpReply reply;
  int tries = 0;  // how often the library was about to send the request
};

std::size_t receive_body(char* data, std::size_t size, std::size_t count, void* target) {
  auto& transfer = *static_cast<Transfer*>(target);
  const std::size_t length = size * count;
  if (transfer.reply.body.size() + length > body_bytes_max) return 0;  // ends the transfer
  transfer.reply.body.append(data, length);
  return length;
}

std::size_t receive_header(char* data, std::size_t size, std::size_t count, void* target) {
  constexpr std::string_view name = "idempotent-replayed:";
  auto& transfer = *static_cast<Transfer*>(target);
  const std::string_view line(data, size * count);
  bool is_same = line.size() > name.size();
  for (std::size_t i = 0; is_same && i < name.size(); ++i)
    is_same = std::tolower(static_cast<unsigned char>(line[i])) == name[i];
  if (is_same && line.find("true") != std::string_view::npos) transfer.reply.is_replayed = true;
  return line.size();
}

// Called when the connection stands and the request is about to go out. The library sends again by
// itself when a kept connection turns out to be closed; that second time is refused, since only
// the caller may decide about a request that may have arrived.
int before_sending(void* target, char*, char*, int, int) {
  auto& transfer = *static_cast<Transfer*>(target);
  return ++transfer.tries == 1 ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
}

struct HeaderList {
  HeaderList() = default;
  HeaderList(const HeaderList&) = delete;
  HeaderList& operator=(const HeaderList&) = delete;
  ~HeaderList() { curl_slist_free_all(first); }
  void add(const std::string& line) {
    if (curl_slist* longer = curl_slist_append(first, line.c_str())) first = longer;
  }
  curl_slist* first = nullptr;
};

}  // namespace

struct HttpClient::Handle {
  Handle() : curl(curl_easy_init()) {}
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() { curl_easy_cleanup(curl); }
  CURL* curl;
};

namespace {

void set_limits(CURL* curl, const HttpOptions& options) {
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connect_timeout_ms));
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(options.total_timeout_ms));
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_NOPROXY, "localhost,127.0.0.1,::1");
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt(curl, CURLOPT_MAXAGE_CONN, idle_connection_seconds_max);
  curl_easy_setopt(curl, CURLOPT_USERAGENT, "perseat");
  if (!options.ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, options.ca_file.c_str());
}

void set_callbacks(CURL* curl, Transfer& transfer) {
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, receive_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, receive_header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_PREREQFUNCTION, before_sending);
  curl_easy_setopt(curl, CURLOPT_PREREQDATA, &transfer);
}

}  // namespace

HttpClient::HttpClient(HttpOptions options) : options_(std::move(options)) {
  static const bool is_ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  CHECK(is_ready);
}

HttpClient::~HttpClient() = default;

std::unique_ptr<HttpClient::Handle> HttpClient::take_handle() {
  const std::lock_guard lock(mutex_);
  if (idle_.empty()) return std::make_unique<Handle>();
  auto handle = std::move(idle_.back());
  idle_.pop_back();
  return handle;
}

void HttpClient::give_back(std::unique_ptr<Handle> handle) {
  const std::lock_guard lock(mutex_);
  if (idle_.size() < idle_handles_max) idle_.push_back(std::move(handle));
}

HttpReply HttpClient::send(const HttpCall& call) {
  Transfer transfer;
  auto handle = take_handle();
  if (handle->curl == nullptr) {
    transfer.reply.failure = "out of memory";
    return transfer.reply;
  }
  CURL* const curl = handle->curl;
  curl_easy_reset(curl);  // keeps the connection
  set_limits(curl, options_);
  set_callbacks(curl, transfer);
  HeaderList headers;
  headers.add(fmt::format("Authorization: Bearer {}", options_.secret_key));
  headers.add(fmt::format("Stripe-Version: {}", options_.protocol_version));
  headers.add("Accept: application/json");
  headers.add("Expect:");
  if (!call.idempotency_key.empty())
    headers.add(fmt::format("Idempotency-Key: {}", call.idempotency_key));
  const std::string url = options_.base_url + call.path;
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.first);
  if (call.is_post) {
    curl_easy_setopt(curl, CURLOPT_POST, 1L);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, static_cast<long>(call.form.size()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, call.form.c_str());
  }
  const CURLcode code = curl_easy_perform(curl);
  if (code == CURLE_OK) {
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    transfer.reply.status = static_cast<int>(status);
    transfer.reply.delivery = Delivery::answered;
  } else {
    transfer.reply.delivery = transfer.tries == 0 ? Delivery::not_sent : Delivery::lost;
    transfer.reply.failure = curl_easy_strerror(code);
    transfer.reply.body.clear();
  }
  // The handle must not keep pointers into this frame.
  curl_easy_reset(curl);
  give_back(std::move(handle));
  return std::move(transfer.reply);
}

std::string percent_encode(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    if (is_plain) {
      encoded += c;
    } else {
      encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return encoded;
}

FormText& FormText::add(std::string_view name, std::string_view value) {
  if (!text_.empty()) text_ += '&';
  text_ += percent_encode(name);
  text_ += '=';
  text_ += percent_encode(value);
  return *this;
}

}  // namespace perseat::gateway_stripe
