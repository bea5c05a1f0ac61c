// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// One request being answered: what came in, who asks, and the ways to answer it. Answered once,
// from any thread.
#pragma once

#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json_struct.h"
#include "base/result.h"
#include "engine/command.h"
#include "net/http_types.h"
#include "queries/cursor.h"
#include "queries/identity/find_principal.h"

namespace perseat::http {

struct Route;

// The query string after its names were checked.
class Parameters {
 public:
  explicit Parameters(net::Headers values) : values_(std::move(values)) {}

  [[nodiscard]] std::optional<std::string> text(std::string_view name) const;
  // Errors name the parameter as the field.
  [[nodiscard]] Result<std::optional<std::int64_t>> integer(std::string_view name) const;
  [[nodiscard]] Result<std::optional<Date>> date(std::string_view name) const;
  [[nodiscard]] Result<std::optional<Instant>> instant(std::string_view name) const;
  [[nodiscard]] Result<std::optional<bool>> boolean(std::string_view name) const;
  template <class AnyId>
  [[nodiscard]] Result<std::optional<AnyId>> id(std::string_view name) const {
    const auto uuid = TRY(uuid_of(name));
    if (!uuid) return std::optional<AnyId>{};
    return std::optional<AnyId>{AnyId{*uuid}};
  }
  template <NamedEnum Enum>
  [[nodiscard]] Result<std::optional<Enum>> named(std::string_view name) const {
    const auto given = text(name);
    if (!given) return std::optional<Enum>{};
    if (const auto value = parse_enum<Enum>(*given)) return std::optional<Enum>{*value};
    return invalid(std::string(name), "unknownValue", "This value is not known here.");
  }
  // Every value of a parameter that may be repeated; at most 100.
  template <class AnyId>
  [[nodiscard]] Result<std::vector<AnyId>> ids(std::string_view name) const {
    std::vector<AnyId> found;
    for (const Uuid& uuid : TRY(uuids_of(name))) found.push_back(AnyId{uuid});
    return found;
  }
  // `limit`, 1 to 200, 50 if absent.
  [[nodiscard]] Result<std::int64_t> limit() const;
  // `limit` and `cursor`.
  [[nodiscard]] Result<queries::Page> page() const;

 private:
  [[nodiscard]] Result<std::optional<Uuid>> uuid_of(std::string_view name) const;
  [[nodiscard]] Result<std::vector<Uuid>> uuids_of(std::string_view name) const;
  net::Headers values_;
};

class Exchange {
 public:
  Exchange(net::Request request, net::Respond respond, std::string request_id);
  // A handler that forgot to answer is our bug: the caller gets a 500.
  ~Exchange();
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  [[nodiscard]] const net::Request& request() const { return request_; }
  [[nodiscard]] const std::string& request_id() const { return request_id_; }
  [[nodiscard]] const queries::Principal& principal() const { return principal_; }
  [[nodiscard]] const Actor& actor() const { return principal_.actor; }
  [[nodiscard]] const Route* route() const { return route_; }

  // What stood for "{name}" in the path; not_found when it is no UUID, as nothing has that id.
  template <class AnyId>
  [[nodiscard]] Result<AnyId> path_id(std::string_view name) const {
    const auto uuid = parse_uuid(path_text(name));
    if (!uuid) return not_found();
    return AnyId{*uuid};
  }
  [[nodiscard]] std::string_view path_text(std::string_view name) const;
  // Refuses names that are not in the list, and names given twice but for the one repeatable.
  [[nodiscard]] Result<Parameters> parameters(std::initializer_list<std::string_view> known,
                                              std::string_view repeatable = {}) const;

  template <class Body>
  [[nodiscard]] Result<Body> body() const {
    const json::Document document = TRY(parsed_body());
    return json::read<Body>(document.root(), "");
  }
  [[nodiscard]] Result<json::Document> parsed_body() const;

  // What surrounds a command: actor, request id, If-Match, idempotency claim.
  [[nodiscard]] Result<engine::Call> call() const;

  void send(net::Response response);
  void fail(const Error& error);
  // With Retry-After: the caller may come again then.
  void fail_for_now(const Error& error, std::int64_t wait_ms);
  // 200 with a JSON body, and its ETag when there is one.
  void send_json(std::string body, std::string_view etag = {});
  void send_answer(engine::Answer answer);

 private:
  friend class Api;

  net::Request request_;
  net::Respond respond_;
  std::string request_id_;
  Instant arrived_at_;
  queries::Principal principal_;
  const Route* route_ = nullptr;
  std::vector<std::pair<std::string_view, std::string>> path_values_;
  bool answered_ = false;
};

using ExchangePtr = std::shared_ptr<Exchange>;

}  // namespace perseat::http
