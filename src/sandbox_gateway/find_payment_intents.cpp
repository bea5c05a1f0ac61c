// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Reading payment intents: one, a list, or a search by metadata.
#include <algorithm>

#include "sandbox_gateway/operations.h"
#include "sandbox_gateway/paging.h"

namespace perseat::sandbox_gateway {
namespace {

struct Clause {
  std::string field;  // "status", "customer", "metadata"
  std::string name;   // of metadata
  std::string value;
};

Error bad_query() {
  return wrong_parameter("query",
                         "A query is one to ten clauses such as status:'succeeded' or "
                         "metadata['name']:'value', joined by AND.");
}

// Takes 'text' off the front; both kinds of quotes are in use.
bool take_quoted(std::string_view& rest, std::string& into) {
  if (rest.empty() || (rest[0] != '\'' && rest[0] != '"')) return false;
  const std::size_t end = rest.find(rest[0], 1);
  if (end == std::string_view::npos) return false;
  into = std::string(rest.substr(1, end - 1));
  rest.remove_prefix(end + 1);
  return into.find('\\') == std::string::npos;
}

bool take_text(std::string_view& rest, std::string_view text) {
  if (!rest.starts_with(text)) return false;
  rest.remove_prefix(text.size());
  return true;
}

bool take_clause(std::string_view& rest, Clause& clause) {
  if (take_text(rest, "metadata[")) {
    clause.field = "metadata";
    if (!take_quoted(rest, clause.name) || !take_text(rest, "]")) return false;
  } else if (take_text(rest, "status")) {
    clause.field = "status";
  } else if (take_text(rest, "customer")) {
    clause.field = "customer";
  } else {
    return false;
  }
  return take_text(rest, ":") && take_quoted(rest, clause.value);
}

Result<std::vector<Clause>> parse_query(std::string_view rest) {
  std::vector<Clause> clauses;
  do {
    Clause clause;
    if (clauses.size() == 10 || !take_clause(rest, clause)) return bad_query();
    clauses.push_back(std::move(clause));
  } while (take_text(rest, " AND "));
  if (!rest.empty()) return bad_query();
  return clauses;
}

bool matches(const PaymentIntent& intent, const Clause& clause) {
  if (clause.field == "status") return intent.status == clause.value;
  if (clause.field == "customer") return intent.customer == clause.value;
  return std::any_of(intent.metadata.begin(), intent.metadata.end(), [&](const Metadata& entry) {
    return entry.name == clause.name && entry.value == clause.value;
  });
}

}  // namespace

Result<Answer> retrieve_payment_intent(Call& call) {
  const std::string secret = call.form.take("client_secret");
  TRY(call.form.expect_all_taken());
  const auto intent = call.state.payment_intents().find(call.id);
  const bool may_see =
      intent && (call.is_browser || !secret.empty() ? intent->client_secret == secret : true);
  if (!may_see) return no_such("payment_intent", "");
  return Answer{intent, {}, {}};
}

Result<Answer> list_payment_intents(Call& call) {
  const std::string customer = call.form.take("customer");
  const auto from = TRY(call.form.take_integer("created[gte]"));
  const auto to = TRY(call.form.take_integer("created[lte]"));
  const PageWanted wanted = TRY(take_page(call.form));
  TRY(call.form.expect_all_taken());
  return page_of(call.state.payment_intents().rows(), wanted, "/v1/payment_intents",
                 [&](const PaymentIntent& intent) {
                   return (customer.empty() || intent.customer == customer) &&
                          (!from || intent.created >= *from) && (!to || intent.created <= *to);
                 });
}

Result<Answer> search_payment_intents(Call& call) {
  const std::string query = TRY(call.form.require("query"));
  const auto clauses = TRY(parse_query(query));
  const PageWanted wanted = TRY(take_page(call.form));
  TRY(call.form.expect_all_taken());
  // Metadata has an index; without any the search reads all payments.
  const auto indexed = std::find_if(clauses.begin(), clauses.end(), [](const Clause& clause) {
    return clause.field == "metadata";
  });
  const auto candidates = indexed == clauses.end()
                              ? call.state.payment_intents().rows()
                              : call.state.intents_with({indexed->name, indexed->value});
  std::vector<std::string> data;
  for (const auto& intent : candidates) {
    const bool is_wanted = std::all_of(clauses.begin(), clauses.end(), [&](const Clause& clause) {
      return matches(*intent, clause);
    });
    if (is_wanted && data.size() < static_cast<std::size_t>(wanted.limit))
      data.push_back(render(intent));
  }
  return Answer{{}, {}, render_search("/v1/payment_intents/search", data)};
}

}  // namespace perseat::sandbox_gateway
