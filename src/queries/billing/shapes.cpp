// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/billing/shapes.h"

#include "base/zone.h"
#include "queries/write.h"
#include "store/organization_tables.h"

namespace perseat::queries {
namespace {

const ports::Sql select_zone{"select time_zone from billing_account where org_id = $1"};

}  // namespace

void write_address(json::Writer& writer, std::string_view name, const Address& address) {
  writer.key(name).begin_object().field("line1", address.line1);
  write_text_or_null(writer, "line2", address.line2);
  writer.field("city", address.city);
  write_text_or_null(writer, "region", address.region);
  write_text_or_null(writer, "postalCode", address.postal_code);
  writer.field("country", address.country).end_object();
}

Address fetch_address(const ports::Row& row, int first_column) {
  Address address;
  for (std::string* part : {&address.line1, &address.line2, &address.city, &address.region,
                            &address.postal_code, &address.country})
    *part = row.text(first_column++);
  return address;
}

void write_card(json::Writer& writer, std::string_view name, const CardSummary& card) {
  writer.key(name);
  if (card.id.is_nil()) {
    writer.null();
    return;
  }
  writer.begin_object().field("id", card.id).field("brand", card.brand);
  writer.field("last4", card.last4).end_object();
}

void write_card_use(json::Writer& writer, CardUseKind kind, const Uuid& id, std::string_view name) {
  const bool is_subscription = kind == CardUseKind::subscription;
  writer.begin_object().field("kind", is_subscription ? "subscription" : "billingProfile");
  writer.field("id", id).field("name", name).end_object();
}

Result<Date> today_of(ports::Connection& reader, OrgId org, Instant now) {
  std::optional<Date> today;
  const ports::Value key[] = {ports::Value::of(org)};
  TRY(reader.query(select_zone, key,
                   [&](const ports::Row& row) { today = date_in_zone(now, row.text(0)); }));
  if (!today) return not_found();
  return *today;
}

Uuid last_uuid() {
  Uuid uuid;
  uuid.bytes.fill(0xFF);
  return uuid;
}

}  // namespace perseat::queries
