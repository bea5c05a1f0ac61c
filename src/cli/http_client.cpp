// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "cli/http_client.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <cctype>
#include <cstddef>
#include <memory>

namespace perseat::cli {
namespace {

constexpr std::size_t answer_bytes_max = 64UL * 1024 * 1024;
constexpr long connect_timeout_ms = 10'000;
constexpr long timeout_ms = 120'000;

struct CloseHandle {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Handle = std::unique_ptr<CURL, CloseHandle>;
using HeaderList = std::unique_ptr<curl_slist, FreeList>;

std::size_t take_body(char* data, std::size_t size, std::size_t count, void* target) {
  auto& answer = *static_cast<HttpAnswer*>(target);
  if (answer.body.size() + size * count > answer_bytes_max) return 0;
  answer.body.append(data, size * count);
  return size * count;
}

std::size_t take_header(char* data, std::size_t size, std::size_t count, void* target) {
  auto& answer = *static_cast<HttpAnswer*>(target);
  const std::string_view line(data, size * count);
  const std::size_t colon = line.find(':');
  if (line.starts_with("HTTP/")) answer.headers.clear();  // of a 100 Continue before
  if (colon == std::string_view::npos) return line.size();
  std::string name(line.substr(0, colon));
  for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  std::string_view value = line.substr(colon + 1);
  while (!value.empty() && (value.front() == ' ' || value.front() == '\t')) value.remove_prefix(1);
  while (!value.empty() && (value.back() == '\r' || value.back() == '\n' || value.back() == ' '))
    value.remove_suffix(1);
  answer.headers.emplace_back(std::move(name), std::string(value));
  return line.size();
}

HeaderList header_list(const HttpRequest& request) {
  curl_slist* list = nullptr;
  for (const auto& [name, value] : request.headers)
    list = curl_slist_append(list, fmt::format("{}: {}", name, value).c_str());
  if (!request.body.empty()) list = curl_slist_append(list, "Content-Type: application/json");
  return HeaderList(curl_slist_append(list, "Expect:"));
}

void set_options(CURL* curl, const HttpRequest& request, HttpAnswer& answer) {
  curl_easy_setopt(curl, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, connect_timeout_ms);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, timeout_ms);
  curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request.method.c_str());
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &answer);
  if (!request.ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, request.ca_file.c_str());
  if (request.body.empty() && (request.method == "GET" || request.method == "DELETE")) return;
  curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.body.data());
  curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
}

}  // namespace

std::string_view HttpAnswer::header(std::string_view name) const {
  for (const auto& [known, value] : headers) {
    if (known == name) return value;
  }
  return {};
}

Result<HttpAnswer> exchange(const HttpRequest& request) {
  static const CURLcode is_ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  const Handle curl(is_ready == CURLE_OK ? curl_easy_init() : nullptr);
  if (!curl) return unavailable("noConnection", "libcurl cannot be started.");
  HttpAnswer answer;
  const HeaderList headers = header_list(request);
  set_options(curl.get(), request, answer);
  curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
  const CURLcode outcome = curl_easy_perform(curl.get());
  if (outcome != CURLE_OK) {
    const std::string server = request.url.substr(0, request.url.find('/', 8));
    return unavailable("noConnection",
                       fmt::format("{} did not answer: {}.", server, curl_easy_strerror(outcome)));
  }
  long status = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  answer.status = static_cast<int>(status);
  return answer;
}

std::string percent_encode(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain =
        (byte < 0x80 && std::isalnum(byte) != 0) || c == '-' || c == '.' || c == '_' || c == '~';
    if (is_plain) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", byte);
    }
  }
  return out;
}

}  // namespace perseat::cli
