// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// A connection to the database, small enough for two engines. Writes and keyed reads take a span
// of rows: SQLite loops a prepared statement, PostgreSQL sends one set-based statement.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "domain/ids.h"
#include "ports/statement.h"

namespace perseat::ports {

// Whose rows a transaction may see and change. PostgreSQL holds statements to it, so that one that
// forgets its organization finds nothing of another. The deployment's own organization, whose id
// is nil, stands for all of them: its operator works on all.
struct Visibility {
  std::vector<OrgId> organizations;

  static Visibility of(OrgId org) { return {{org}}; }
  // For what serves all organizations: signing in, workers, checks.
  static Visibility of_everything() { return of(OrgId{}); }
};

// One connection, used by one thread at a time. Errors: conflict with the reasons
// uniqueViolation, checkViolation, foreignKeyViolation and serializationFailure (the whole
// transaction may be tried again); unavailable with busy, storageFailed, databaseAway (nothing was
// changed) and outcomeUnknown (of a commit that may or may not have happened).
class Connection {
 public:
  virtual ~Connection() = default;

  // A reader sees one snapshot until the end, that of its first read.
  [[nodiscard]] virtual Result<void> begin(const Visibility& whose) = 0;
  [[nodiscard]] virtual Result<void> commit() = 0;
  virtual void rollback() = 0;

  // Once for each row of parameters. An engine may do it later, in order, and tell an error at the
  // next statement that waits or at the commit.
  [[nodiscard]] virtual Result<void> write(const Sql& sql, const Rows& rows) = 0;
  // The rows found for each row of keys, in any order of keys; the last has come when deliver()
  // returns. The keys are not needed any more when this one does.
  [[nodiscard]] virtual Result<void> read(const Sql& sql, const Rows& keys, OnRow on_row) = 0;
  // Waits for what was read and written so far.
  [[nodiscard]] virtual Result<void> deliver() = 0;
  // One statement with one set of parameters; waits.
  [[nodiscard]] virtual Result<void> query(const Sql& sql, std::span<const Value> parameters,
                                           const OnRow& on_row) = 0;
  // Statements without parameters or answer, e.g. a migration's text.
  [[nodiscard]] virtual Result<void> run_script(std::string_view script) = 0;
  // How the engine would run a statement, a line a step: tests hold the plans to their indexes.
  [[nodiscard]] virtual Result<std::vector<std::string>> explain(const Sql& sql) = 0;
};

// One sight of the database for as long as it lives: a reader's transaction.
class Snapshot {
 public:
  static Result<Snapshot> take(Connection& reader, const Visibility& whose) {
    TRY(reader.begin(whose));
    return Snapshot(reader);
  }
  Snapshot(Snapshot&& other) noexcept : reader_(std::exchange(other.reader_, nullptr)) {}
  Snapshot& operator=(Snapshot&&) = delete;
  ~Snapshot() {
    if (reader_ != nullptr) reader_->rollback();
  }

 private:
  explicit Snapshot(Connection& reader) : reader_(&reader) {}
  Connection* reader_;
};

// Rows of one table that refer to rows of another which are not there.
struct BrokenReference {
  std::string table;
  std::string parent;
  std::int64_t rows = 0;
};

class Database {
 public:
  virtual ~Database() = default;

  [[nodiscard]] virtual Result<std::unique_ptr<Connection>> connect_writer() = 0;
  // Sees committed rows only and cannot change anything.
  [[nodiscard]] virtual Result<std::unique_ptr<Connection>> connect_reader() = 0;
  // A migration in the engine's own words for {id} {int} {text} {bytes} {table}.
  [[nodiscard]] virtual std::string spell(const Sql& migration) const = 0;
  // Once after the migrations: what the engine should know of the tables before they have rows.
  [[nodiscard]] virtual Result<void> learn_schema(Connection& writer) = 0;
  // Whether the files are sound, as far as the engine can tell in some seconds.
  [[nodiscard]] virtual Result<void> quick_check(Connection& connection) = 0;
  // Every foreign key of every row, which only a writer that does not hold to them can break.
  [[nodiscard]] virtual Result<std::vector<BrokenReference>> broken_references(
      Connection& connection) = 0;
  // Work for quiet moments of the writer, e.g. a checkpoint.
  virtual void when_idle(Connection& writer) = 0;
  // A consistent copy into a file, while the server runs. Refused where the engine has its own
  // tools for it.
  [[nodiscard]] virtual Result<void> backup(const std::string& file) = 0;
};

}  // namespace perseat::ports
