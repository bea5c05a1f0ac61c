// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/jobs/show_jobs.h"

#include <unordered_map>
#include <utility>

#include "domain/seat_change.h"
#include "queries/write.h"
#include "store/record_tables.h"
#include "store/statements.h"

namespace perseat::queries {
namespace {

using PageRows = std::unordered_map<Job::Key, std::vector<JobRow>>;

// A page of rows for each job.
const ports::Sql select_pages{
    "select org_id, job_id, row_number, input, user_id, outcome from job_row "
    "where org_id = $1 and job_id = $2 and row_number > $3 order by row_number limit $4",
    "select t.* from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[]) "
    "as v (org_id, job_id, after_row, rows_wanted) cross join lateral "
    "(select org_id, job_id, row_number, input, user_id, outcome from job_row r "
    "where r.org_id = v.org_id and r.job_id = v.job_id and r.row_number > v.after_row "
    "order by r.row_number limit v.rows_wanted) t order by t.org_id, t.job_id, t.row_number"};

void write_outcome(json::Writer& writer, std::string_view outcome) {
  const auto known = parse_enum<SeatOutcome>(outcome);
  if (outcome.empty()) {
    writer.field("outcome", "waiting");
  } else if (known && !is_refusal(*known)) {
    writer.field("outcome", outcome);
  } else {
    writer.field("outcome", "refused").field("reason", outcome);
  }
}

std::string list_rows(const std::vector<JobRow>& rows, const Page& page) {
  ListWriter list(page);
  for (const JobRow& row : rows) {
    if (!list.takes_row()) break;
    json::Writer& writer = list.writer();
    writer.begin_object().field("row", row.row).field("input", row.input).key("userId");
    row.user.is_nil() ? writer.null() : writer.value(row.user);
    write_outcome(writer, row.outcome);
    writer.end_object();
    if (list.is_full()) list.set_last(CursorWriter().add(row.row).take());
  }
  return list.finish();
}

std::string body_of(const Job& job, const std::vector<JobRow>& rows, const Page& page) {
  std::string body;
  json::Writer writer(body);
  writer.begin_object().field("id", job.id).field("kind", job.kind).field("state", job.state);
  writer.field("subscriptionId", job.subscription).field("createdAt", job.created_at);
  writer.field("finishedAt", job.finished_at).field("rowsTotal", job.rows_total);
  writer.field("rowsDone", job.rows_done).field("rowsFailed", job.rows_failed);
  write_text_or_null(writer, "reason", job.failure);
  writer.key("results").raw(list_rows(rows, page)).end_object();
  return body;
}

Result<PageRows> find_rows(ports::Connection& reader, std::span<const Job> jobs,
                           std::int64_t after_row, std::int64_t rows_wanted) {
  PageRows found;
  ports::Rows keys{4, {}};
  for (const Job& job : jobs) {
    keys.cells.push_back(ports::Value::of(job.org));
    keys.cells.push_back(ports::Value::of(job.id));
    keys.cells.push_back(ports::Value::of(after_row));
    keys.cells.push_back(ports::Value::of(rows_wanted));
  }
  TRY(reader.read(select_pages, keys, [&found](const ports::Row& row) {
    JobRow read = store::fetch_row<JobRow>(row);
    found[{read.org, read.job}].push_back(std::move(read));
  }));
  TRY(reader.deliver());
  return found;
}

}  // namespace

Result<std::vector<Job>> find_jobs(ports::Connection& reader, std::span<const Job::Key> keys) {
  std::vector<Job> found;
  ports::Rows rows{store::Table<Job>::key_columns, {}};
  for (const Job::Key& key : keys) {
    rows.cells.push_back(ports::Value::of(key.org));
    rows.cells.push_back(ports::Value::of(key.id));
  }
  TRY(reader.read(store::select_by_key_sql<Job>(), rows, [&found](const ports::Row& row) {
    found.push_back(store::fetch_row<Job>(row));
  }));
  TRY(reader.deliver());
  return found;
}

Result<std::vector<std::string>> show_jobs(ports::Connection& reader, std::span<const Job> jobs,
                                           const Page& page) {
  const auto from = TRY(read_cursor(page.cursor, "i"));
  const std::int64_t rows_wanted = ListWriter(page).rows_wanted();
  PageRows rows = TRY(find_rows(reader, jobs, from[0].integer, rows_wanted));
  std::vector<std::string> bodies;
  for (const Job& job : jobs) bodies.push_back(body_of(job, rows[job.key()], page));
  return bodies;
}

}  // namespace perseat::queries
