// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "cli/resolve.h"

#include <fmt/format.h>

#include <span>

#include "base/fold.h"
#include "base/id.h"

namespace perseat::cli {
namespace {

constexpr std::size_t candidates_max = 1'000;

// Where the named things of a kind are listed, and which members are names of them.
struct Lookup {
  Kind kind;
  std::string_view thing;
  std::string_view path;
  Pairs query;
  std::vector<std::string_view> names;
  bool is_searched = false;  // the list takes what was typed as `search`
};

const Lookup* lookup_of(Kind kind) {
  static const std::vector<Lookup> lookups{
      {Kind::person, "person", "/v1/users", {}, {"email", "displayName"}, true},
      {Kind::card, "payment method", "/v1/payment-methods", {}, {"last4"}},
      {Kind::product, "product", "/v1/products", {}, {"sku", "name"}},
      {Kind::subscription, "subscription", "/v1/subscriptions", {}, {"nickname"}},
      {Kind::invoice, "invoice", "/v1/invoices", {{"window", "past6Months"}}, {"number"}}};
  for (const Lookup& lookup : lookups) {
    if (lookup.kind == kind) return &lookup;
  }
  return nullptr;
}

bool is_named(json::Node row, std::span<const std::string_view> names, const std::string& wanted) {
  for (const std::string_view name : names) {
    const auto text = row.member(name).text();
    if (text && fold(*text) == wanted) return true;
  }
  return false;
}

Result<std::string> only_one(const std::vector<json::Node>& found, std::string_view thing,
                             const std::string& given) {
  if (found.empty()) return not_found(fmt::format("There is no {} '{}'.", thing, given));
  if (found.size() == 1) return std::string(found[0].member("id").text().value_or(""));
  Error error = conflict("ambiguousName", fmt::format("{} {}s are called '{}'; give the id of one.",
                                                      found.size(), thing, given));
  for (const json::Node row : found) {
    const json::Node email = row.member("email");
    error.errors.push_back({std::string(row.member("id").text().value_or("")), "",
                            std::string(email.text().value_or(given))});
  }
  return error;
}

// "SKU/CODE", as the list of products shows them.
Result<std::string> resolve_offer(Api& api, const std::string& given) {
  const std::size_t slash = given.rfind('/');
  if (slash == std::string::npos)
    return not_found(fmt::format("'{}' is neither an id nor SKU/CODE of an offer.", given));
  const std::string sku = fold(given.substr(0, slash));
  const std::string code = fold(given.substr(slash + 1));
  const Listing products = TRY(api.list({.path = "/v1/products"}, candidates_max));
  std::vector<json::Node> found;
  for (const json::Node product : products.rows) {
    if (fold(product.member("sku").text().value_or("")) != sku) continue;
    const json::Node offers = product.member("offers");
    for (std::size_t i = 0; i < offers.size(); ++i) {
      const json::Node offer = offers.element(i);
      if (fold(offer.member("code").text().value_or("")) == code) found.push_back(offer);
    }
  }
  return only_one(found, "offer", given);
}

}  // namespace

Result<std::string> resolve(Api& api, Kind kind, const std::string& given) {
  if (parse_uuid(given)) return given;
  if (kind == Kind::product && given == "default") return given;  // the policy of all others
  if (kind == Kind::offer) return resolve_offer(api, given);
  const Lookup* lookup = lookup_of(kind);
  if (lookup == nullptr) return given;
  Call call{.path = std::string(lookup->path), .query = lookup->query};
  if (lookup->is_searched) call.query.emplace_back("search", given.substr(0, 100));
  const Listing candidates = TRY(api.list(call, candidates_max));
  const std::string wanted = fold(given);
  std::vector<json::Node> found;
  for (const json::Node row : candidates.rows) {
    if (is_named(row, lookup->names, wanted)) found.push_back(row);
  }
  return only_one(found, lookup->thing, given);
}

}  // namespace perseat::cli
