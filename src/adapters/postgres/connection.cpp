// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/postgres/connection.h"

#include <utility>

#include "adapters/postgres/error.h"
#include "adapters/postgres/result_row.h"

namespace perseat::postgres {
namespace {

const ports::Sql begin_writing{"begin isolation level read committed, read write"};
const ports::Sql begin_reading{"begin isolation level repeatable read, read only"};
const ports::Sql commit_all{"commit"};
const ports::Sql roll_back{"rollback"};
const ports::Sql discard_plans{"discard plans"};
// Row security reads these two (migration row_security).
const ports::Sql set_visibility{
    "select set_config('perseat.organizations', $1, true), "
    "set_config('perseat.sees_everything', $2, true)"};

// A lock that somebody holds for this long has hung; a transaction whose program stopped must not
// hold its own for ever; compiling a plan costs more than our statements do.
constexpr std::string_view common_settings =
    "set lock_timeout = '5s'; set idle_in_transaction_session_timeout = '15s'; set jit = off; "
    "set client_min_messages = warning; "
    // Every statement goes by an index, and its plan is made when tables may be empty: only nested
    // loops over indexes stay right whatever they grow to. Planning a list anew for its parameters
    // costs nearly as much as reading it.
    "set plan_cache_mode = force_generic_plan; set enable_seqscan = off; "
    "set enable_hashjoin = off; set enable_mergejoin = off; set enable_bitmapscan = off; "
    "set random_page_cost = 0.01; set seq_page_cost = 0.01; ";
constexpr std::string_view writer_settings = "set default_transaction_read_only = off;";
constexpr std::string_view reader_settings = "set default_transaction_read_only = on;";

// Making all plans anew takes some 10 ms: nothing beside this.
constexpr std::chrono::seconds plans_live_max{10};
// Plans are made again when more rows were written since than before, beginning with these.
constexpr std::size_t rows_between_plans = 256;

std::string settings_of(bool is_reader) {
  std::string settings(common_settings);
  return settings += is_reader ? reader_settings : writer_settings;
}

std::string array_text(const std::vector<OrgId>& organizations) {
  std::string text = "{";
  for (const OrgId& org : organizations) {
    if (text.size() > 1) text += ',';
    text += org.text();
  }
  return text + '}';
}

bool sees_everything(const ports::Visibility& whose) {
  for (const OrgId& org : whose.organizations) {
    if (org.is_nil()) return true;
  }
  return false;
}

Pipeline::OnResult each_row(ports::OnRow on_row) {
  if (!on_row) return nullptr;
  return [on_row = std::move(on_row)](const PGresult* result) {
    ResultRow row(result);
    for (int i = 0; i < PQntuples(result); ++i) {
      row.move_to(i);
      on_row(row);
    }
  };
}

}  // namespace

PostgresConnection::PostgresConnection(std::shared_ptr<Hosts> hosts,
                                       std::chrono::milliseconds deadline, bool is_reader)
    : pipeline_(std::move(hosts), deadline), is_reader_(is_reader) {}

Result<void> PostgresConnection::connect() {
  statements_.clear();
  is_in_transaction_ = false;
  return pipeline_.connect(settings_of(is_reader_));
}

Result<void> PostgresConnection::connect_unless_fit() {
  if (pipeline_.is_fit()) return {};
  return connect();
}

Result<const PostgresConnection::Prepared*> PostgresConnection::prepared(const ports::Sql& sql) {
  const auto found = statements_.find(&sql);
  if (found != statements_.end()) return &found->second;
  Prepared made;
  made.name = "s" + std::to_string(++statements_made_);
  pipeline_.prepare(made.name, std::string(sql.postgres.empty() ? sql.text : sql.postgres));
  pipeline_.describe(made.name, [&made](const PGresult* result) {
    for (int i = 0; i < PQnparams(result); ++i) made.types.push_back(PQparamtype(result, i));
  });
  TRY(pipeline_.drain());
  made.takes_columns = !made.types.empty() && is_array(made.types.front());
  return &(statements_[&sql] = std::move(made));
}

Result<void> PostgresConnection::execute(const ports::Sql& sql,
                                         std::span<const ports::Value> parameters) {
  const Prepared* statement = TRY(prepared(sql));
  pipeline_.execute(statement->name, Parameters::of_row(parameters, statement->types), nullptr);
  if (pipeline_.failure()) return *pipeline_.failure();
  return {};
}

Result<void> PostgresConnection::execute_all(const ports::Sql& sql, const ports::Rows& rows,
                                             ports::OnRow on_row) {
  if (rows.count() == 0) return {};
  const Prepared* statement = TRY(prepared(sql));
  if (statement->takes_columns) {
    pipeline_.execute(statement->name, Parameters::of_columns(rows, statement->types),
                      each_row(std::move(on_row)));
  } else {
    for (std::size_t i = 0; i < rows.count(); ++i)
      pipeline_.execute(statement->name, Parameters::of_row(rows.row(i), statement->types),
                        each_row(on_row));
  }
  if (pipeline_.failure()) return *pipeline_.failure();
  return {};
}

Result<void> PostgresConnection::begin(const ports::Visibility& whose) {
  TRY(connect_unless_fit());
  pipeline_.start_over();
  TRY(execute(is_reader_ ? begin_reading : begin_writing, {}));
  is_in_transaction_ = true;
  const std::string organizations = array_text(whose.organizations);
  const ports::Value settings[] = {
      ports::Value::of(std::string_view(organizations)),
      ports::Value::of(std::string_view(sees_everything(whose) ? "yes" : "no"))};
  TRY(execute(set_visibility, settings));
  const auto now = std::chrono::steady_clock::now();
  const bool has_grown = rows_written_ >= 2 * rows_planned_ + rows_between_plans;
  if (!has_grown && now - planned_at_ < plans_live_max) return {};
  planned_at_ = now;
  rows_planned_ = rows_written_;
  return execute(discard_plans, {});
}

Result<void> PostgresConnection::commit() {
  if (pipeline_.failure()) return *pipeline_.failure();
  TRY(prepared(commit_all));
  bool was_committed = false;
  pipeline_.execute(statements_.at(&commit_all).name, {}, [&](const PGresult* result) {
    was_committed = std::string_view(PQcmdStatus(const_cast<PGresult*>(result))) == "COMMIT";
  });
  pipeline_.sync();
  const auto done = pipeline_.drain();
  is_in_transaction_ = !done && pipeline_.is_connected();
  // A warning comes when the wait for a copy of the database was broken off: the change is on one
  // server and may be lost with it.
  const bool is_unknown = was_committed ? pipeline_.was_warned() : !pipeline_.is_connected();
  if (is_unknown) return unavailable("outcomeUnknown", "Nobody knows whether the change was made.");
  if (!done) return done;
  if (!was_committed) return away("the transaction had ended");
  return {};
}

void PostgresConnection::rollback() {
  if (!is_in_transaction_) return;
  is_in_transaction_ = false;
  // After an error, which may still be on its way, the server listens again from a sync on.
  pipeline_.sync();
  pipeline_.start_over();
  // What it answers is taken by the next transaction.
  if (pipeline_.is_connected() && execute(roll_back, {})) pipeline_.sync();
  pipeline_.flush();
}

Result<void> PostgresConnection::write(const ports::Sql& sql, const ports::Rows& rows) {
  rows_written_ += rows.count();
  return execute_all(sql, rows, nullptr);
}

Result<void> PostgresConnection::read(const ports::Sql& sql, const ports::Rows& keys,
                                      ports::OnRow on_row) {
  return execute_all(sql, keys, std::move(on_row));
}

Result<void> PostgresConnection::deliver() { return pipeline_.drain(); }

Result<void> PostgresConnection::query(const ports::Sql& sql,
                                       std::span<const ports::Value> parameters,
                                       const ports::OnRow& on_row) {
  if (!is_in_transaction_) {
    TRY(connect_unless_fit());
    pipeline_.start_over();
  }
  const Prepared* statement = TRY(prepared(sql));
  const ports::Rows one{parameters.size(), {parameters.begin(), parameters.end()}};
  pipeline_.execute(statement->name,
                    statement->takes_columns ? Parameters::of_columns(one, statement->types)
                                             : Parameters::of_row(parameters, statement->types),
                    each_row(on_row));
  if (!is_in_transaction_) pipeline_.sync();
  return pipeline_.drain();
}

Result<void> PostgresConnection::run_script(std::string_view script) {
  if (!is_in_transaction_) {
    TRY(connect_unless_fit());
    pipeline_.start_over();
  }
  return pipeline_.run_script(std::string(script));
}

Result<std::vector<std::string>> PostgresConnection::explain(const ports::Sql& sql) {
  const Prepared* statement = TRY(prepared(sql));
  std::string text = "explain (costs off) execute " + statement->name;
  for (std::size_t i = 0; i < statement->types.size(); ++i) text += i == 0 ? "(null" : ", null";
  if (!statement->types.empty()) text += ')';
  const ports::Sql explanation{text};
  std::vector<std::string> steps;
  const auto done =
      query(explanation, {}, [&](const ports::Row& row) { steps.emplace_back(row.text(0)); });
  // The address of this text names another statement soon.
  statements_.erase(&explanation);
  if (!done) return done.error();
  return steps;
}

}  // namespace perseat::postgres
