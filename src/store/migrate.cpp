// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "store/migrate.h"

#include <fmt/format.h>

#include <map>
#include <string>

#include "base/hash.h"

namespace perseat::store {
namespace {

constexpr int tries_max = 5;

const ports::Sql create_history{
    "create table if not exists schema_migration ("
    "version {int} not null primary key, name {text} not null, "
    "text_hash {text} not null, applied_at_ms {int} not null) {table}"};

const ports::Sql read_history{"select version, text_hash from schema_migration"};
const ports::Sql write_history{
    "insert into schema_migration (version, name, text_hash, applied_at_ms) "
    "values ($1, $2, $3, $4)"};

std::string text_hash(const Migration& migration) {
  return sha256_hex(std::string(migration.sql.text) + std::string(migration.sql.postgres));
}

Result<std::map<std::int64_t, std::string>> applied_hashes(ports::Connection& writer) {
  std::map<std::int64_t, std::string> applied;
  TRY(writer.query(read_history, {},
                   [&](const ports::Row& row) { applied[row.integer(0)] = row.text(1); }));
  return applied;
}

Result<void> check_history(const std::map<std::int64_t, std::string>& applied,
                           std::span<const Migration> migrations) {
  std::map<std::int64_t, std::string> known;
  for (const Migration& migration : migrations) known[migration.version] = text_hash(migration);
  for (const auto& [version, hash] : applied) {
    const auto found = known.find(version);
    if (found == known.end())
      return unavailable("schemaTooNew",
                         fmt::format("The database has schema version {}, which this program does "
                                     "not know. Run a newer program.",
                                     version));
    if (found->second != hash)
      return unavailable("migrationChanged",
                         fmt::format("Migration {} ran with another text.", version));
  }
  return {};
}

Result<void> apply(ports::Database& database, ports::Connection& writer, Instant now,
                   const Migration& migration) {
  TRY(writer.run_script(database.spell(migration.sql)));
  const std::string hash = text_hash(migration);
  const ports::Value values[] = {ports::Value::of(migration.version),
                                 ports::Value::of(migration.name), ports::Value::of(hash),
                                 ports::Value::of(now)};
  return writer.query(write_history, values, [](const ports::Row&) {});
}

Result<void> migrate_locked(ports::Database& database, ports::Connection& writer, Instant now,
                            std::span<const Migration> migrations) {
  TRY(writer.run_script(database.spell(create_history)));
  const auto applied = TRY(applied_hashes(writer));
  TRY(check_history(applied, migrations));
  for (const Migration& migration : migrations) {
    if (!applied.contains(migration.version)) TRY(apply(database, writer, now, migration));
  }
  return {};
}

Result<void> migrate_once(ports::Database& database, ports::Connection& writer, Instant now,
                          std::span<const Migration> migrations) {
  TRY(writer.begin(ports::Visibility::of_everything()));
  const auto done = migrate_locked(database, writer, now, migrations);
  if (!done) {
    writer.rollback();
    return done;
  }
  return writer.commit();
}

}  // namespace

Result<void> migrate(ports::Database& database, ports::Connection& writer, Instant now,
                     std::span<const Migration> migrations) {
  // The transaction is the lock. A second program waits for it and then finds nothing to do, or
  // meets the first one's tables as they appear and looks again.
  auto done = migrate_once(database, writer, now, migrations);
  for (int again = 0; !done && done.error().code == ErrorCode::conflict && again < tries_max;
       ++again)
    done = migrate_once(database, writer, now, migrations);
  return done;
}

}  // namespace perseat::store
