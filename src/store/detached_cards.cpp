// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "store/detached_cards.h"

namespace perseat::store {
namespace {

const ports::Sql select_cards{
    "select org_id, id, gateway_token from payment_method "
    "where deleted_at_ms is not null and gateway_token <> '' "
    "order by deleted_at_ms, org_id, id limit $1"};

}  // namespace

Result<std::vector<AttachedCard>> cards_to_detach(ports::Connection& reader, std::int64_t limit) {
  std::vector<AttachedCard> found;
  const ports::Value values[] = {ports::Value::of(limit)};
  TRY(reader.query(select_cards, values, [&](const ports::Row& row) {
    found.push_back({OrgId{row.uuid(0)}, PaymentMethodId{row.uuid(1)}, std::string(row.text(2))});
  }));
  return found;
}

}  // namespace perseat::store
