// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// People of the organization and their roles.
#include "adapters/http/api.h"
#include "adapters/http/hashing.h"
#include "adapters/http/password.h"
#include "base/hash.h"
#include "base/text.h"
#include "queries/roles/list_role_assignments.h"
#include "queries/users/search_users.h"
#include "usecases/roles/create_role_assignment.h"
#include "usecases/roles/delete_role_assignment.h"
#include "usecases/users/create_user.h"
#include "usecases/users/update_user.h"

namespace perseat::http {
namespace {

struct CreateUserBody {
  std::string display_name;
  std::string email;
  std::optional<UserKind> kind;
  std::optional<std::string> locale;
  std::optional<std::string> usage_country;
  std::optional<std::string> password;
};
BOOST_DESCRIBE_STRUCT(CreateUserBody, (),
                      (display_name, email, kind, locale, usage_country, password))

struct UpdateUserBody {
  std::optional<std::string> display_name;
  std::optional<std::string> locale;
  std::optional<std::string> usage_country;
  std::optional<UserState> state;
  std::optional<std::string> password;
};
BOOST_DESCRIBE_STRUCT(UpdateUserBody, (), (display_name, locale, usage_country, state, password))

struct CreateRoleAssignmentBody {
  UserId user_id;
  Role role = Role::global_reader;
  std::optional<BillingProfileId> billing_profile_id;
};
BOOST_DESCRIBE_STRUCT(CreateRoleAssignmentBody, (), (user_id, role, billing_profile_id))

constexpr std::size_t search_length_max = 100;

Result<void> search_users(const Services& services, const ExchangePtr& exchange) {
  const auto parameters = TRY(exchange->parameters({"search", "state", "kind", "limit", "cursor"}));
  const queries::PeopleFilter filter{parameters.text("search").value_or(""),
                                     TRY(parameters.named<UserState>("state")),
                                     TRY(parameters.named<UserKind>("kind"))};
  TRY(check_text("search", filter.search, {0, search_length_max}));
  const auto page = TRY(parameters.page());
  answer_query(
      services, exchange, [exchange, filter, page](ports::Connection& reader) -> Result<Shown> {
        return Shown{TRY(queries::search_users(reader, exchange->actor(), filter, page)), {}};
      });
  return {};
}

Result<Shown> show_user(ports::Connection& reader, const ExchangePtr& exchange, UserId user) {
  auto shown = TRY(queries::show_user(reader, exchange->actor(), user));
  return Shown{std::move(shown.body), std::move(shown.etag)};
}

Result<void> get_user(const Services& services, const ExchangePtr& exchange) {
  const auto user = TRY(exchange->path_id<UserId>("id"));
  TRY(exchange->parameters({}));
  answer_query(services, exchange, [exchange, user](ports::Connection& reader) {
    return show_user(reader, exchange, user);
  });
  return {};
}

Result<void> create(const Services& services, const ExchangePtr& exchange, CreateUserBody body) {
  usecases::CreateUser command;
  command.account.email = std::move(body.email);
  command.account.display_name = std::move(body.display_name);
  command.account.kind = body.kind.value_or(UserKind::member);
  command.account.usage_country = body.usage_country.value_or("");
  command.account.locale = body.locale.value_or("en");
  if (body.password) command.account.password_hash = hash_password(*body.password);
  return command_then_show(
      services, exchange, std::move(command),
      [](const usecases::CreateUser::Output& output) {
        engine::Answer answer;
        answer.status = 201;
        answer.subject = output.user.uuid;
        return answer;
      },
      [exchange](ports::Connection& reader, const Uuid& user) {
        return show_user(reader, exchange, UserId{user});
      });
}

Result<void> create_user(const Services& services, const ExchangePtr& exchange) {
  auto body = TRY(exchange->body<CreateUserBody>());
  TRY(check_locale("locale", body.locale));
  if (!body.password) return create(services, exchange, std::move(body));
  TRY(usecases::CreateUser::admit(exchange->actor()));
  TRY(check_password("password", *body.password));
  return run_hashing(services, exchange,
                     [&services, exchange, body = std::move(body)](ports::Connection&) mutable {
                       return create(services, exchange, std::move(body));
                     });
}

Result<void> update(const Services& services, const ExchangePtr& exchange, UpdateUserBody body) {
  usecases::UpdateUser command;
  command.user = TRY(exchange->path_id<UserId>("id"));
  command.display_name = std::move(body.display_name);
  command.locale = std::move(body.locale);
  command.usage_country = std::move(body.usage_country);
  command.state = body.state;
  command.settings = services.settings;
  if (body.password) command.password_hash = hash_password(*body.password);
  const Uuid subject = command.user.uuid;
  return command_then_show(
      services, exchange, std::move(command),
      [subject](const usecases::UpdateUser::Output&) {
        engine::Answer answer;
        answer.subject = subject;
        return answer;
      },
      [exchange](ports::Connection& reader, const Uuid& user) {
        return show_user(reader, exchange, UserId{user});
      });
}

Result<void> update_user(const Services& services, const ExchangePtr& exchange) {
  auto body = TRY(exchange->body<UpdateUserBody>());
  TRY(check_locale("locale", body.locale));
  if (!body.password) return update(services, exchange, std::move(body));
  TRY(usecases::UpdateUser::admit_password(exchange->actor()));
  TRY(check_password("password", *body.password));
  return run_hashing(services, exchange,
                     [&services, exchange, body = std::move(body)](ports::Connection&) mutable {
                       return update(services, exchange, std::move(body));
                     });
}

Result<void> list_role_assignments(const Services& services, const ExchangePtr& exchange) {
  const auto parameters =
      TRY(exchange->parameters({"userId", "role", "billingProfileId", "limit", "cursor"}));
  const queries::RoleFilter filter{TRY(parameters.id<UserId>("userId")),
                                   TRY(parameters.named<Role>("role")),
                                   TRY(parameters.id<BillingProfileId>("billingProfileId"))};
  const auto page = TRY(parameters.page());
  answer_query(
      services, exchange, [exchange, filter, page](ports::Connection& reader) -> Result<Shown> {
        return Shown{TRY(queries::list_role_assignments(reader, exchange->actor(), filter, page)),
                     {}};
      });
  return {};
}

Result<void> create_role_assignment(const Services& services, const ExchangePtr& exchange) {
  const auto body = TRY(exchange->body<CreateRoleAssignmentBody>());
  return command_then_show(
      services, exchange,
      usecases::CreateRoleAssignment{body.user_id, body.role,
                                     body.billing_profile_id.value_or(BillingProfileId{})},
      [](const usecases::CreateRoleAssignment::Output& output) {
        engine::Answer answer;
        answer.status = 201;
        answer.subject = output.id.uuid;
        return answer;
      },
      [exchange](ports::Connection& reader, const Uuid& id) -> Result<Shown> {
        return Shown{
            TRY(queries::show_role_assignment(reader, exchange->actor().org, RoleAssignmentId{id})),
            {}};
      });
}

Result<void> delete_role_assignment(const Services& services, const ExchangePtr& exchange) {
  const auto id = TRY(exchange->path_id<RoleAssignmentId>("id"));
  return answer_command(services, exchange, usecases::DeleteRoleAssignment{id},
                        [](const usecases::DeleteRoleAssignment::Output&) {
                          return engine::Answer{204, "", "", {}, {}, false};
                        });
}

}  // namespace

void add_user_routes(Router& router, Services& services) {
  const auto bound = [&services](auto handler) {
    return
        [&services, handler](const ExchangePtr& exchange) { return handler(services, exchange); };
  };
  router.add({.method = "GET",
              .path = "/v1/users",
              .operation_id = "searchUsers",
              .handle = bound(search_users)});
  router.add({.method = "POST",
              .path = "/v1/users",
              .operation_id = "createUser",
              .scope = Scope::administer,
              .handle = bound(create_user),
              .takes_password = true,
              .location = "/v1/users/"});
  router.add({.method = "GET",
              .path = "/v1/users/{id}",
              .operation_id = "getUser",
              .handle = bound(get_user)});
  router.add({.method = "PATCH",
              .path = "/v1/users/{id}",
              .operation_id = "updateUser",
              .scope = Scope::administer,
              .handle = bound(update_user),
              .takes_password = true});
  router.add({.method = "GET",
              .path = "/v1/role-assignments",
              .operation_id = "listRoleAssignments",
              .handle = bound(list_role_assignments)});
  router.add({.method = "POST",
              .path = "/v1/role-assignments",
              .operation_id = "createRoleAssignment",
              .scope = Scope::administer,
              .handle = bound(create_role_assignment),
              .location = "/v1/role-assignments/"});
  router.add({.method = "DELETE",
              .path = "/v1/role-assignments/{id}",
              .operation_id = "deleteRoleAssignment",
              .scope = Scope::administer,
              .handle = bound(delete_role_assignment)});
}

}  // namespace perseat::http
