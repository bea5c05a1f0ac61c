// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/sqlite/sqlite_database.h"

#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <map>
#include <string>
#include <unordered_map>
#include <utility>

#include "adapters/sqlite/log_file.h"
#include "adapters/sqlite/statement.h"
#include "adapters/sqlite/statistics.h"

namespace perseat::sqlite {
namespace {

constexpr int busy_timeout_ms = 10'000;

const ports::Sql begin_reading{"begin"};
const ports::Sql begin_writing{"begin immediate"};
const ports::Sql commit_all{"commit"};

struct CloseHandle {
  void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
};
using Handle = std::unique_ptr<sqlite3, CloseHandle>;

class SqliteConnection final : public ports::Connection {
 public:
  SqliteConnection(Handle handle, bool is_reader)
      : handle_(std::move(handle)), is_reader_(is_reader) {}

  // A file has one wall around it: whose rows are seen is up to the statements.
  Result<void> begin(const ports::Visibility&) override {
    // A writer that began as a reader could find at its first write that another one was faster.
    return query(is_reader_ ? begin_reading : begin_writing, {}, {});
  }
  Result<void> commit() override { return query(commit_all, {}, {}); }
  void rollback() override {
    if (sqlite3_get_autocommit(handle_.get()) != 0) return;
    // A failure here means that SQLite has rolled back by itself already.
    (void)sqlite3_exec(handle_.get(), "rollback", nullptr, nullptr, nullptr);
  }

  // An empty text is what only another engine has to do, e.g. lock rows.
  Result<void> write(const ports::Sql& sql, const ports::Rows& rows) override {
    if (sql.text.empty()) return {};
    Statement* statement = TRY(prepared(sql));
    for (std::size_t i = 0; i < rows.count(); ++i) TRY(statement->run(rows.row(i), nullptr));
    return {};
  }

  Result<void> read(const ports::Sql& sql, const ports::Rows& keys, ports::OnRow on_row) override {
    if (sql.text.empty()) return {};
    Statement* statement = TRY(prepared(sql));
    for (std::size_t i = 0; i < keys.count(); ++i) TRY(statement->run(keys.row(i), &on_row));
    return {};
  }
  Result<void> deliver() override { return {}; }

  Result<void> query(const ports::Sql& sql, std::span<const ports::Value> parameters,
                     const ports::OnRow& on_row) override {
    Statement* statement = TRY(prepared(sql));
    return statement->run(parameters, &on_row);
  }

  Result<void> run_script(std::string_view script) override {
    const std::string text(script);
    if (sqlite3_exec(handle_.get(), text.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
      return error_of(handle_.get());
    return {};
  }

  Result<std::vector<std::string>> explain(const ports::Sql& sql) override {
    const auto statement =
        TRY(Statement::prepare(handle_.get(), "explain query plan " + std::string(sql.text)));
    std::vector<std::string> steps;
    const ports::OnRow collect = [&](const ports::Row& row) { steps.emplace_back(row.text(3)); };
    std::vector<ports::Value> nothing(statement->parameter_count());
    TRY(statement->run(nothing, &collect));
    return steps;
  }

 private:
  // Statements are prepared once and kept as long as the connection.
  Result<Statement*> prepared(const ports::Sql& sql) {
    const auto found = statements_.find(&sql);
    if (found != statements_.end()) return found->second.get();
    auto statement = TRY(Statement::prepare(handle_.get(), sql.text));
    return (statements_[&sql] = std::move(statement)).get();
  }

  Handle handle_;
  bool is_reader_;
  // After the handle: statements are finalized before the connection closes.
  std::unordered_map<const ports::Sql*, std::unique_ptr<Statement>> statements_;
};

// Nobody asks how much memory SQLite uses, and counting takes a lock shared by all connections at
// each allocation. Before the first connection only; later calls change nothing.
void count_no_memory() {
  static const int done = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  static_cast<void>(done);
}

// `layer` is SQLite's way to files; null: its own.
Result<Handle> open_handle(const std::string& file, int flags, const char* layer = nullptr) {
  sqlite3* raw = nullptr;
  const int failure = sqlite3_open_v2(file.c_str(), &raw, flags | SQLITE_OPEN_NOMUTEX, layer);
  Handle handle(raw);
  if (failure != SQLITE_OK) return error_of(raw);
  if (layer != nullptr) forget_what_is_rolled_back(raw);
  sqlite3_busy_timeout(raw, busy_timeout_ms);
  sqlite3_extended_result_codes(raw, 1);
  // Debian's build takes "x" for the text 'x' where no column x exists.
  sqlite3_db_config(raw, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(raw, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  return handle;
}

Result<std::unique_ptr<ports::Connection>> connect(const std::string& file, int flags,
                                                   std::string_view settings) {
  const bool is_reader = (flags & SQLITE_OPEN_READONLY) != 0;
  const char* layer = is_reader ? nullptr : collecting_log();
  auto connection =
      std::make_unique<SqliteConnection>(TRY(open_handle(file, flags, layer)), is_reader);
  TRY(connection->run_script(settings));
  return std::unique_ptr<ports::Connection>(std::move(connection));
}

class SqliteDatabase final : public ports::Database {
 public:
  explicit SqliteDatabase(std::string file) : file_(std::move(file)) {}

  Result<std::unique_ptr<ports::Connection>> connect_writer() override {
    // The checkpoint interval is long because the writer makes checkpoints itself when idle.
    return connect(file_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                   "pragma journal_mode = wal; pragma synchronous = full;"
                   "pragma foreign_keys = on; pragma cache_size = -65536;"
                   "pragma wal_autocheckpoint = 16000; pragma trusted_schema = off;");
  }

  Result<std::unique_ptr<ports::Connection>> connect_reader() override {
    return connect(file_, SQLITE_OPEN_READONLY,
                   "pragma query_only = on; pragma cache_size = -16384;"
                   "pragma trusted_schema = off;");
  }

  std::string spell(const ports::Sql& migration) const override {
    std::string text(migration.text);
    for (const auto& [word, spelled] :
         {std::pair<std::string_view, std::string_view>{"{id}", "blob"},
          {"{int}", "integer"},
          {"{text}", "text"},
          {"{bytes}", "blob"},
          {"{table}", "strict, without rowid"}}) {
      for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at))
        text.replace(at, word.size(), spelled);
    }
    return text;
  }

  Result<void> learn_schema(ports::Connection& writer) override { return seed_statistics(writer); }

  Result<void> quick_check(ports::Connection& connection) override {
    static const ports::Sql sql{"pragma quick_check(1)"};
    std::string verdict;
    TRY(connection.query(sql, {}, [&](const ports::Row& row) { verdict = row.text(0); }));
    if (verdict != "ok") return unavailable("storageFailed", "The database file is damaged.");
    return {};
  }

  Result<std::vector<ports::BrokenReference>> broken_references(
      ports::Connection& connection) override {
    static const ports::Sql sql{"pragma foreign_key_check"};
    std::map<std::pair<std::string, std::string>, std::int64_t> rows;
    TRY(connection.query(sql, {}, [&](const ports::Row& row) {
      ++rows[{std::string(row.text(0)), std::string(row.text(2))}];
    }));
    std::vector<ports::BrokenReference> broken;
    for (const auto& [tables, count] : rows) broken.push_back({tables.first, tables.second, count});
    return broken;
  }

  void when_idle(ports::Connection& writer) override {
    // Passive: it never waits for readers, and what it leaves is done the next time.
    (void)writer.run_script("pragma wal_checkpoint(passive)");
  }

  Result<void> backup(const std::string& target) override {
    const Handle source = TRY(open_handle(file_, SQLITE_OPEN_READONLY));
    const Handle copy = TRY(open_handle(target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE));
    sqlite3_backup* backup = sqlite3_backup_init(copy.get(), "main", source.get(), "main");
    if (backup == nullptr) return error_of(copy.get());
    int code = SQLITE_OK;
    do {
      code = sqlite3_backup_step(backup, 1'000);
      if (code == SQLITE_BUSY || code == SQLITE_LOCKED) sqlite3_sleep(10);
    } while (code == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED);
    sqlite3_backup_finish(backup);
    if (code != SQLITE_DONE) return error_of(copy.get());
    return {};
  }

 private:
  std::string file_;
};

}  // namespace

Result<std::unique_ptr<ports::Database>> open(const std::string& file) {
  // Personal data: nobody but the owner reads the file, nor the log files made beside it.
  count_no_memory();
  const mode_t before = umask(0077);
  auto handle = open_handle(file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  umask(before);
  if (!handle) return std::move(handle).error();
  return std::unique_ptr<ports::Database>(std::make_unique<SqliteDatabase>(file));
}

}  // namespace perseat::sqlite
