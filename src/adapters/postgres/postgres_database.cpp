// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/postgres/postgres_database.h"

#include <array>
#include <utility>

#include "adapters/postgres/connection.h"

namespace perseat::postgres {
namespace {

// Whether row security holds for the role, and whether commits are on disk when they are answered.
const ports::Sql select_fitness{
    "select rolsuper or rolbypassrls, current_setting('fsync') = 'off' "
    "or current_setting('synchronous_commit') in ('off', 'local') "
    "from pg_roles where rolname = current_user"};

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> types{
    // Binary order for texts, as on SQLite, whatever the database's locale is.
    {{"{id}", "uuid"},
     {"{int}", "bigint"},
     {"{text}", "text collate \"C\""},
     {"{bytes}", "bytea"},
     {"{table}", ""}}};

class PostgresDatabase final : public ports::Database {
 public:
  explicit PostgresDatabase(const Options& options)
      : hosts_(std::make_shared<Hosts>(options.connection_string)), deadline_(options.deadline) {}

  Result<std::unique_ptr<ports::Connection>> connect_writer() override { return connect(false); }
  Result<std::unique_ptr<ports::Connection>> connect_reader() override { return connect(true); }

  std::string spell(const ports::Sql& migration) const override {
    std::string text(migration.postgres.empty() ? migration.text : migration.postgres);
    for (const auto& [word, spelled] : types) {
      for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at))
        text.replace(at, word.size(), spelled);
    }
    return text;
  }

  // The server keeps statistics, checkpoints, checksums and foreign keys by itself.
  Result<void> learn_schema(ports::Connection&) override { return {}; }
  void when_idle(ports::Connection&) override {}
  Result<void> quick_check(ports::Connection&) override { return {}; }
  Result<std::vector<ports::BrokenReference>> broken_references(ports::Connection&) override {
    return std::vector<ports::BrokenReference>{};
  }

  Result<void> backup(const std::string&) override {
    return unavailable("backupElsewhere",
                       "PostgreSQL has its own tools for this: pg_dump, or pg_basebackup with "
                       "its archive.");
  }

 private:
  Result<std::unique_ptr<ports::Connection>> connect(bool is_reader) {
    auto connection = std::make_unique<PostgresConnection>(hosts_, deadline_, is_reader);
    TRY(connection->connect());
    return std::unique_ptr<ports::Connection>(std::move(connection));
  }

  std::shared_ptr<Hosts> hosts_;
  std::chrono::milliseconds deadline_;
};

Result<void> check_fitness(ports::Connection& connection) {
  bool passes_row_security = false;
  bool is_volatile = false;
  TRY(connection.query(select_fitness, {}, [&](const ports::Row& row) {
    passes_row_security = row.integer(0) != 0;
    is_volatile = row.integer(1) != 0;
  }));
  if (passes_row_security)
    return unavailable("databaseUnfit",
                       "The role passes row security by: connect as one that is no superuser and "
                       "has no BYPASSRLS.");
  if (is_volatile)
    return unavailable("databaseUnfit",
                       "The server answers before a commit is safe: set fsync and "
                       "synchronous_commit to on.");
  return {};
}

}  // namespace

Result<std::unique_ptr<ports::Database>> open(const Options& options) {
  auto database = std::make_unique<PostgresDatabase>(options);
  const auto connection = TRY(database->connect_reader());
  TRY(check_fitness(*connection));
  return std::unique_ptr<ports::Database>(std::move(database));
}

}  // namespace perseat::postgres
