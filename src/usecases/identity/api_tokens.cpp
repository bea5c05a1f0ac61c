// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/identity/api_tokens.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "domain/free_text.h"
#include "store/audit.h"

namespace perseat::usecases {
namespace {

constexpr std::array<std::string_view, 6> known_scopes{"read", "buy",        "assign",
                                                       "pay",  "administer", "operate"};

// Whether a space-separated list holds the word.
bool lists(std::string_view words, std::string_view word) {
  const std::string padded = " " + std::string(words) + " ";
  return padded.find(" " + std::string(word) + " ") != std::string::npos;
}

Result<std::string> checked_scopes(const std::vector<std::string>& scopes,
                                   const std::string& own_scopes) {
  if (scopes.empty()) return invalid("scopes", "tooFew", "Name at least one scope.");
  std::string joined;
  for (std::size_t i = 0; i < scopes.size(); ++i) {
    const std::string field = "scopes[" + std::to_string(i) + "]";
    if (std::find(known_scopes.begin(), known_scopes.end(), scopes[i]) == known_scopes.end())
      return invalid(field, "unknownValue",
                     "A scope is read, buy, assign, pay, administer or operate.");
    if (lists(joined, scopes[i])) return invalid(field, "duplicate", "This scope is there twice.");
    if (!own_scopes.empty() && !lists(own_scopes, scopes[i]))
      return forbidden("tokenScopeMissing",
                       "A token cannot make one with more scopes than its own.");
    joined += joined.empty() ? scopes[i] : " " + scopes[i];
  }
  return joined;
}

}  // namespace

void CreateApiToken::needs(store::Needs& needs, const Actor&) const {
  needs.api_tokens.add(secret_hash);
}

Result<CreateApiToken::Output> CreateApiToken::decide(store::State& state,
                                                      const Context& context) const {
  const std::string clean_name = TRY(clean_line("name", name, {1, 100}));
  const std::string joined = TRY(checked_scopes(scopes, own_scopes));
  if (expires_at && *expires_at <= context.now)
    return invalid("expiresAt", "outOfRange", "expiresAt must be in the future.");

  const ApiToken& token = state.api_tokens.add(
      {secret_hash, context.actor.org, context.ids.make<ApiTokenId>(context.now),
       context.actor.user, clean_name, joined, context.now, expires_at, std::nullopt});
  store::append_event(state, context,
                      {"createApiToken", "apiToken", token.id.uuid, {{"scopes", "", joined}}});
  return Output{token};
}

void RevokeApiToken::needs(store::Needs& needs, const Actor& actor) const {
  needs.api_tokens_by_id.push_back({actor.org, token});
}

Result<RevokeApiToken::Output> RevokeApiToken::decide(store::State& state,
                                                      const Context& context) const {
  const ApiToken* found = nullptr;
  state.api_tokens.each([&](const ApiToken& candidate) {
    if (candidate.org == context.actor.org && candidate.id == token) found = &candidate;
  });
  if (found == nullptr || found->user != context.actor.user) return not_found();
  if (found->revoked_at) return Output{};

  state.api_tokens.change(found->key()).revoked_at = context.now;
  store::append_event(state, context, {"revokeApiToken", "apiToken", token.uuid, {}});
  return Output{};
}

}  // namespace perseat::usecases
