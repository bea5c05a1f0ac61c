// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/jobs/get_job.h"

#include "domain/seat_change.h"
#include "domain/standing.h"
#include "queries/write.h"
#include "store/record_tables.h"
#include "store/statements.h"

namespace perseat::queries {
namespace {

const ports::Sql select_rows{
    "select row_number, input, user_id, outcome from job_row "
    "where org_id = $1 and job_id = $2 and row_number > $3 order by row_number limit $4"};

const ports::Sql& select_job() {
  static const store::OwnedSql owned(
      store::select_texts(store::table_names<Job>(), "org_id = $1 and id = $2"));
  return owned.sql();
}

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

Result<std::string> list_rows(ports::Connection& reader, const Job& job, const Page& page) {
  const auto from = TRY(read_cursor(page.cursor, "i"));
  ListWriter list(page);
  const ports::Value values[] = {ports::Value::of(job.org), ports::Value::of(job.id),
                                 ports::Value::of(from[0].integer),
                                 ports::Value::of(list.rows_wanted())};
  TRY(reader.query(select_rows, values, [&](const ports::Row& row) {
    if (!list.takes_row()) return;
    json::Writer& writer = list.writer();
    writer.begin_object().field("row", row.integer(0)).field("input", row.text(1)).key("userId");
    const Uuid user = row.uuid(2);
    user.is_nil() ? writer.null() : writer.value(user);
    write_outcome(writer, row.text(3));
    writer.end_object();
    if (list.is_full()) list.set_last(CursorWriter().add(row.integer(0)).take());
  }));
  return list.finish();
}

}  // namespace

Result<std::string> get_job(ports::Connection& reader, const Actor& actor, JobId id,
                            const Page& page) {
  std::optional<Job> job;
  const ports::Value key[] = {ports::Value::of(actor.org), ports::Value::of(id)};
  TRY(reader.query(select_job(), key,
                   [&](const ports::Row& row) { job = store::fetch_row<Job>(row); }));
  if (!job) return not_found();
  Standing standing = standing_of(actor);
  standing.is_self = job->actor == actor.user;
  TRY(authorize(Action::get_job, standing));

  std::string body;
  json::Writer writer(body);
  writer.begin_object().field("id", job->id).field("kind", job->kind).field("state", job->state);
  writer.field("subscriptionId", job->subscription).field("createdAt", job->created_at);
  writer.field("finishedAt", job->finished_at).field("rowsTotal", job->rows_total);
  writer.field("rowsDone", job->rows_done).field("rowsFailed", job->rows_failed);
  write_text_or_null(writer, "reason", job->failure);
  writer.key("results").raw(TRY(list_rows(reader, *job, page))).end_object();
  return body;
}

}  // namespace perseat::queries
