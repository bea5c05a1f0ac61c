// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "store/open_billing_runs.h"

#include "store/record_tables.h"
#include "store/statements.h"

namespace perseat::store {

Result<std::vector<BillingRun>> find_open_billing_runs(ports::Connection& reader) {
  static const OwnedSql select(
      select_texts(table_names<BillingRun>(),
                   "finished_at_ms is null order by started_at_ms, org_id, id limit 100"));
  std::vector<BillingRun> found;
  TRY(reader.query(select.sql(), {},
                   [&](const ports::Row& row) { found.push_back(fetch_row<BillingRun>(row)); }));
  return found;
}

}  // namespace perseat::store
