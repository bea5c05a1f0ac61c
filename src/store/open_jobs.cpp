// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "store/open_jobs.h"

#include "store/record_tables.h"
#include "store/statements.h"

namespace perseat::store {

Result<std::vector<Job>> find_open_jobs(ports::Connection& reader, std::int64_t limit) {
  static const OwnedSql select(
      select_texts(table_names<Job>(),
                   "state in ('waiting', 'running') and kind in ('assignLicenses', "
                   "'unassignLicenses') order by created_at_ms, org_id, id limit $1"));
  std::vector<Job> jobs;
  const ports::Value values[] = {ports::Value::of(limit)};
  TRY(reader.query(select.sql(), values,
                   [&](const ports::Row& row) { jobs.push_back(fetch_row<Job>(row)); }));
  return jobs;
}

}  // namespace perseat::store
