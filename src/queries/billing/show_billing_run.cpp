// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/billing/show_billing_run.h"

#include "domain/standing.h"
#include "queries/write.h"
#include "store/record_tables.h"
#include "store/statements.h"

namespace perseat::queries {
namespace {

// More are not looked through by hand; the next run shows the rest.
const ports::Sql select_parked{
    "select s.org_id, o.name, s.id, s.renewal_hold from subscription s "
    "join organization o on o.org_id = s.org_id "
    "where s.renewal_hold > '' order by s.renewal_hold, s.org_id, s.id limit 100"};

Result<std::optional<BillingRun>> find_run(ports::Connection& reader, const BillingRun::Key& key) {
  static const store::OwnedSql select(
      store::select_texts(store::table_names<BillingRun>(), "org_id = $1 and id = $2"));
  std::optional<BillingRun> found;
  const ports::Value values[] = {ports::Value::of(key.org), ports::Value::of(key.id)};
  TRY(reader.query(select.sql(), values,
                   [&](const ports::Row& row) { found = store::fetch_row<BillingRun>(row); }));
  return found;
}

}  // namespace

Result<std::string> show_billing_run(ports::Connection& reader, const Actor& actor,
                                     BillingRunId run) {
  if (!check(Action::run_billing, standing_of(actor))) return not_found();
  const auto found = TRY(find_run(reader, {actor.org, run}));
  if (!found) return not_found();
  std::string body;
  json::Writer writer(body);
  writer.begin_object().field("id", found->id).field("asOf", found->as_of);
  writer.field("state", found->finished_at ? "done" : "running");
  writer.field("startedAt", found->started_at).key("finishedAt");
  found->finished_at ? writer.value(*found->finished_at) : writer.null();
  writer.field("renewed", found->renewed).field("ended", found->ended);
  writer.field("collected", found->collected).field("failed", found->failed);
  writer.key("billed").begin_array();
  for (const auto& [currency, minor] : parse_billed(found->billed)) {
    const Money amount{minor, Currency(currency)};
    writer.begin_object().field("amount", format_decimal(amount));
    writer.field("currency", currency).end_object();
  }
  writer.end_array().key("parked").begin_array();
  TRY(reader.query(select_parked, {}, [&](const ports::Row& row) {
    writer.begin_object().field("organizationId", row.uuid(0));
    writer.field("organizationName", row.text(1)).field("subscriptionId", row.uuid(2));
    writer.field("reason", row.text(3)).end_object();
  }));
  writer.end_array().end_object();
  return body;
}

}  // namespace perseat::queries
