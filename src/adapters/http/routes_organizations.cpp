// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The operator's organizations.
#include "adapters/http/api.h"
#include "adapters/http/hashing.h"
#include "adapters/http/password.h"
#include "base/hash.h"
#include "queries/organizations/show_created_organization.h"
#include "usecases/organizations/create_organization.h"

namespace perseat::http {
namespace {

struct FirstAdminBody {
  std::string display_name;
  std::string email;
  std::string password;
  std::optional<std::string> locale;
};
BOOST_DESCRIBE_STRUCT(FirstAdminBody, (), (display_name, email, password, locale))

struct CreateOrganizationBody {
  std::string name;
  std::string country;
  std::optional<std::string> time_zone;
  std::optional<OrganizationKind> kind;
  FirstAdminBody admin;
};
BOOST_DESCRIBE_STRUCT(CreateOrganizationBody, (), (name, country, time_zone, kind, admin))

usecases::CreateOrganization command_of(CreateOrganizationBody body) {
  usecases::CreateOrganization command;
  command.name = std::move(body.name);
  command.country = std::move(body.country);
  command.time_zone = body.time_zone.value_or("");
  command.kind = body.kind.value_or(OrganizationKind::commercial);
  command.admin.display_name = std::move(body.admin.display_name);
  command.admin.email = std::move(body.admin.email);
  command.admin.locale = body.admin.locale.value_or("en");
  command.admin.password_hash = hash_password(body.admin.password);
  return command;
}

Result<void> create(const Services& services, const ExchangePtr& exchange,
                    CreateOrganizationBody body) {
  return command_then_show(
      services, exchange, command_of(std::move(body)),
      [](const usecases::CreateOrganization::Output& output) {
        engine::Answer answer;
        answer.status = 201;
        answer.subject = output.org.uuid;
        return answer;
      },
      [](ports::Connection& reader, const Uuid& subject) -> Result<Shown> {
        return Shown{TRY(queries::show_created_organization(reader, OrgId{subject})), {}};
      });
}

Result<void> create_organization(const Services& services, const ExchangePtr& exchange) {
  auto body = TRY(exchange->body<CreateOrganizationBody>());
  TRY(usecases::CreateOrganization::admit(exchange->actor()));
  TRY(check_password("admin.password", body.admin.password));
  TRY(check_locale("admin.locale", body.admin.locale));
  if (body.time_zone && body.time_zone->empty())
    return invalid("timeZone", "tooShort", "Name the time zone, or leave it out.");
  return run_hashing(services, exchange,
                     [&services, exchange, body = std::move(body)](ports::Connection&) mutable {
                       return create(services, exchange, std::move(body));
                     });
}

}  // namespace

void add_organization_routes(Router& router, Services& services) {
  router.add({.method = "POST",
              .path = "/v1/organizations",
              .operation_id = "createOrganization",
              .scope = Scope::operate,
              .handle =
                  [&services](const ExchangePtr& exchange) {
                    return create_organization(services, exchange);
                  },
              .takes_password = true,
              .location = "/v1/organizations/"});
}

}  // namespace perseat::http
