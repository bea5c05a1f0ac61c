// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Signing in and out, and tokens.
#include <fmt/format.h>

#include "cli/body.h"
#include "cli/commands/commands.h"
#include "cli/completion.h"
#include "cli/context.h"
#include "cli/credentials.h"

namespace perseat::cli {
namespace {

constexpr Column me_columns[] = {{"Name", "user.displayName"},
                                 {"E-mail", "email"},
                                 {"Organization", "organization.name"},
                                 {"Country", "organization.country"},
                                 {"Time zone", "timeZone"},
                                 {"Language", "locale"},
                                 {"Cloud", "cloud"},
                                 {"Roles", "roles"},
                                 {"Operator", "isOperator"},
                                 {"May buy", "allowedActions.buySubscription"},
                                 {"ID", "user.id"}};
const View me_view{me_columns};

constexpr Column token_columns[] = {{"Name", "name"},
                                    {"Scopes", "scopes"},
                                    {"Created (UTC)", "createdAt", Format::instant},
                                    {"Expires (UTC)", "expiresAt", Format::instant},
                                    {"ID", "id"}};
const View token_view{token_columns};
constexpr Column new_token_columns[] = {{"Secret", "secret"},
                                        {"Name", "name"},
                                        {"Scopes", "scopes"},
                                        {"Expires (UTC)", "expiresAt", Format::instant},
                                        {"ID", "id"}};
const View new_token_view{new_token_columns};

// The session that lasts only until the token is made.
struct Session {
  std::string cookie;
  std::string csrf_token;

  [[nodiscard]] Pairs headers() const { return {{"Cookie", cookie}, {"X-CSRF-Token", csrf_token}}; }
};

Result<Session> begin_session(Api& api, const std::string& email, const std::string& password) {
  Body body;
  body.set_text("email", email);
  body.set_text("password", password);
  const Reply reply = TRY(api.call({.method = "POST", .path = "/v1/session", .body = body.text()}));
  const std::string_view cookie = reply.http.header("set-cookie");
  return Session{std::string(cookie.substr(0, cookie.find(';'))),
                 std::string(reply.root().member("csrfToken").text().value_or(""))};
}

Result<Credential> make_token(Api& api, const Session& session) {
  const Reply me = TRY(api.call({.path = "/v1/me", .headers = session.headers()}));
  Body body;
  body.set_text("name", "perseat command line");
  const bool is_operator = me.root().member("isOperator").boolean().value_or(false);
  body.set("scopes", is_operator ? R"(["read","buy","assign","pay","administer","operate"])"
                                 : R"(["read","buy","assign","pay","administer"])");
  const Reply reply = TRY(api.call({.method = "POST",
                                    .path = "/v1/api-tokens",
                                    .body = body.text(),
                                    .idempotency_key = fresh_key(),
                                    .headers = session.headers()}));
  return Credential{api.connection().server,
                    std::string(reply.root().member("id").text().value_or("")),
                    std::string(reply.root().member("secret").text().value_or(""))};
}

Result<ExitCode> login(Context& context) {
  Connection place = context.place;
  place.token.clear();
  if (place.server.empty()) return usage_error("Which server? Add --server URL.");
  if (place.server.starts_with("http://") && !is_loopback(place.server) &&
      !context.given.has("--plain-http"))
    return usage_error(fmt::format(
        "{} is not encrypted: the password could be read on the way. Use https, or --plain-http if "
        "the way is safe.",
        place.server));
  if (!context.around.can_ask && !context.given.has("--password-stdin"))
    return usage_error("Nobody is there to type a password: add --password-stdin.");
  const std::string email = context.given.text("--email");
  const std::string password = TRY(read_password(context, fmt::format("Password of {}: ", email)));
  Api api(place, context.around, context.failed_request_id);
  Credentials all = TRY(load_credentials(context.around));
  const Session session = TRY(begin_session(api, email, password));
  const Credential credential = TRY(make_token(api, session));
  // The session has done its work; that it also ends by itself makes a failure harmless.
  static_cast<void>(
      api.call({.method = "DELETE", .path = "/v1/session", .headers = session.headers()}));
  all.put(credential);
  TRY(save_credentials(context.around, all));
  context.around.err(fmt::format("Signed in to {}.\n", place.server));
  return ExitCode::ok;
}

Result<ExitCode> logout(Context& context) {
  Credentials all = TRY(load_credentials(context.around));
  const Credential* known = all.find(context.place.server);
  if (known == nullptr)
    return Error{ErrorCode::unauthenticated, "notSignedIn", "Nobody is signed in here.", {}, {}};
  Connection place = context.place;
  place.token = known->token;
  Api api(place, context.around, context.failed_request_id);
  const auto revoked =
      api.call({.method = "DELETE", .path = "/v1/api-tokens/" + percent_encode(known->token_id)});
  // A token that is revoked or expired already needs no more than to be forgotten.
  const bool is_gone = !revoked && (revoked.error().code == ErrorCode::unauthenticated ||
                                    revoked.error().code == ErrorCode::not_found);
  if (!revoked && !is_gone) return revoked.error();
  all.remove(place.server);
  TRY(save_credentials(context.around, all));
  context.around.err(fmt::format("Signed out of {}; the token is revoked.\n", place.server));
  return ExitCode::ok;
}

Result<std::string> read_new_password(const Context& context) {
  std::string password = TRY(read_password(context, "New password: "));
  if (!context.around.can_ask) return password;
  if (TRY(read_password(context, "New password again: ")) != password)
    return usage_error("The two new passwords differ: nothing was changed.");
  return password;
}

Result<ExitCode> change_password(Context& context) {
  Api api = TRY(signed_in(context));
  if (!context.around.can_ask && !context.given.has("--password-stdin"))
    return usage_error("Nobody is there to type passwords: add --password-stdin.");
  Body body;
  body.set_text("currentPassword", TRY(read_password(context, "Present password: ")));
  body.set_text("newPassword", TRY(read_new_password(context)));
  TRY(api.call({.method = "PUT", .path = "/v1/me/password", .body = body.text()}));
  context.around.err("The password is changed; sessions elsewhere have ended.\n");
  return ExitCode::ok;
}

Result<ExitCode> print_completion(Context& context) {
  context.around.out(bash_completion());
  return ExitCode::ok;
}

}  // namespace

Commands account_commands() {
  return {
      {.name = "login",
       .summary = "Sign in and keep an API token",
       .details = "The password is asked for and never kept; the token is, readable by you alone,\n"
                  "in ~/.config/perseat/credentials.json.\n"
                  "  perseat login --server https://perseat.example.com --email minji@example.com\n"
                  "  perseat login --email minji@example.com --password-stdin < secret-file",
       .options = {{"--email", "ADDRESS", "Who signs in", "", Kind::text, "", true},
                   {"--password-stdin", "", "Read the password from standard input", "",
                    Kind::password},
                   {"--plain-http", "", "Allow a server elsewhere without TLS", "", Kind::flag}},
       .handler = login},
      {.name = "logout",
       .summary = "Revoke the token of this server and forget it",
       .details = "  perseat logout",
       .handler = logout},
      {.name = "whoami",
       .summary = "Who is signed in, and with which roles",
       .details = "  perseat whoami --output json",
       .operation = {"GET", "/v1/me", Shape::item, &me_view}},
      {.name = "password",
       .summary = "Change your password",
       .details = "Your sessions elsewhere end; API tokens stay, and so does this login.\n"
                  "  perseat password\n"
                  "  perseat password --password-stdin < file   # the present one, then the new",
       .options = {{"--password-stdin", "", "Read both from standard input, a line each", "",
                    Kind::password}},
       .operation = {"PUT", "/v1/me/password"},
       .handler = change_password},
      {.name = "tokens",
       .summary = "API tokens of yours",
       .details = "  perseat tokens create --name backup-script --scope read",
       .operation = {"GET", "/v1/api-tokens", Shape::list, &token_view}},
      {.name = "tokens create",
       .summary = "Make a token for a program; its secret is shown once",
       .details = "  perseat tokens create --name reports --scope read --scope pay \\\n"
                  "    --expires 2027-01-01T00:00:00Z",
       .options = {{"--name", "NAME", "What it is for", "name", Kind::text, "", true},
                   {"--scope", "SCOPE", "What it may do (repeat)", "scopes", Kind::text,
                    "read|buy|assign|pay|administer|operate", true, true},
                   {"--expires", "TIME", "When it ends, UTC (default: never)", "expiresAt"}},
       .operation = {"POST", "/v1/api-tokens", Shape::item, &new_token_view}},
      {.name = "tokens revoke",
       .summary = "End a token at once",
       .details = "  perseat tokens revoke 0190a1b2-c3d4-7e5f-8a6b-1c2d3e4f5a6b",
       .options = {{"ID", "", "The token", "", Kind::text, "", true}},
       .operation = {"DELETE", "/v1/api-tokens/{ID}"},
       .question = "End token {ID}?",
       .done = "The token is revoked."},
      {.name = "completion",
       .summary = "Completion of commands and options in a shell",
       .details = "  source <(perseat completion bash)"},
      {.name = "completion bash",
       .summary = "Print the script for bash",
       .details = "For all sessions:\n"
                  "  perseat completion bash > ~/.local/share/bash-completion/completions/perseat",
       .handler = print_completion},
  };
}

}  // namespace perseat::cli
