// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "store/open_jobs.h"

#include "store/record_tables.h"
#include "store/statements.h"

namespace perseat::store {

Result<std::vector<Job>> find_open_jobs(ports::Connection& reader, const Job& after,
                                        std::int64_t limit) {
  static const OwnedSql select(
      select_texts(table_names<Job>(),
                   "state in ('waiting', 'running') and kind in ('assignLicenses', "
                   "'unassignLicenses') and (created_at_ms, org_id, id) > ($1, $2, $3) "
                   "order by created_at_ms, org_id, id limit $4"));
  std::vector<Job> jobs;
  const ports::Value values[] = {bind(after.created_at), bind(after.org), bind(after.id),
                                 bind(limit)};
  TRY(reader.query(select.sql(), values,
                   [&](const ports::Row& row) { jobs.push_back(fetch_row<Job>(row)); }));
  return jobs;
}

}  // namespace perseat::store
