// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "main/storage.h"

#include <filesystem>

#include "adapters/postgres/postgres_database.h"
#include "adapters/sqlite/sqlite_database.h"
#include "store/migrate.h"

namespace perseat {
namespace {

std::string file_of(const StorageOptions& options) {
  return options.data_folder + "/" + std::string(database_file_name);
}

}  // namespace

Result<std::unique_ptr<ports::Database>> open_database(const StorageOptions& options) {
  if (options.database.empty()) return sqlite::open(file_of(options));
  return postgres::open({options.database, options.deadline});
}

Result<std::unique_ptr<ports::Database>> open_existing_database(const StorageOptions& options) {
  std::error_code failure;
  const std::string file = file_of(options);
  if (options.database.empty() && !std::filesystem::is_regular_file(file, failure))
    return unavailable("storageFailed", "There is no database " + file);
  return open_database(options);
}

Result<void> prepare_schema(ports::Database& database, ports::Connection& writer,
                            const ports::Clock& clock) {
  TRY(database.quick_check(writer));
  TRY(store::migrate(database, writer, clock.now(), store::all_migrations()));
  return database.learn_schema(writer);
}

}  // namespace perseat
