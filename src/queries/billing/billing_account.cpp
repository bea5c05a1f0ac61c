// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/billing/billing_account.h"

#include <optional>

#include "domain/etag.h"
#include "domain/standing.h"
#include "queries/allowed_action.h"
#include "queries/billing/shapes.h"
#include "store/organization_tables.h"
#include "store/statements.h"

namespace perseat::queries {
namespace {

const ports::Sql select_owns_profile{
    "select 1 from billing_profile where org_id = $1 and owner_id = $2 "
    "and closed_at_ms is null limit 1"};

Result<Standing> standing_of_reader(ports::Connection& reader, const Actor& actor) {
  Standing standing = standing_for_account(actor);
  const ports::Value key[] = {ports::Value::of(actor.org), ports::Value::of(actor.user)};
  TRY(reader.query(select_owns_profile, key,
                   [&](const ports::Row&) { standing.is_profile_owner = true; }));
  return standing;
}

void write_account(json::Writer& writer, const BillingAccount& account, const Actor& actor) {
  writer.begin_object().field("id", account.org).field("name", account.name);
  // Made with the organization, of which only the country is known.
  if (account.sold_to.line1.empty())
    writer.key("soldTo").null();
  else
    write_address(writer, "soldTo", account.sold_to);
  write_text_or_null(writer, "taxId", account.tax_id);
  writer.field("taxIdVerified", account.tax_id_verified);
  write_text_or_null(writer, "registrationNumber", account.registration_number);
  writer.field("timeZone", account.time_zone).field("currency", account.currency.text());
  writer.key("myRoles").begin_array();
  for (const GrantedRole& granted : actor.roles) {
    if (is_billing_account_role(granted.role)) writer.value(granted.role);
  }
  writer.end_array();
}

}  // namespace

Result<Shown> show_billing_account(ports::Connection& reader, const Actor& actor) {
  std::optional<BillingAccount> account;
  const ports::Value key[] = {ports::Value::of(actor.org)};
  TRY(reader.query(store::select_by_key_sql<BillingAccount>(), key, [&](const ports::Row& row) {
    account = store::fetch_row<BillingAccount>(row);
  }));
  if (!account) return not_found();
  const Standing standing = TRY(standing_of_reader(reader, actor));
  TRY(authorize(Action::get_billing_account, standing));
  Shown shown;
  json::Writer writer(shown.body);
  write_account(writer, *account, actor);
  writer.key("allowedActions").begin_object();
  const Standing own = standing_for_account(actor);
  write_allowed(writer, "updateBillingAccount",
                access_refusal(Action::update_billing_account, own));
  write_allowed(writer, "grantBillingAccountRoles",
                access_refusal(Action::grant_billing_account_roles, own));
  writer.end_object().end_object();
  shown.etag = etag_of(account->version);
  return shown;
}

}  // namespace perseat::queries
