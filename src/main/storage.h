// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Where the server keeps its data: a file in the data folder, or PostgreSQL.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ports/clock.h"
#include "ports/database.h"

namespace perseat {

struct StorageOptions {
  std::string data_folder;
  std::string database;  // a PostgreSQL connection string; empty: a file in the data folder
  std::chrono::milliseconds deadline{10'000};  // of one wait for PostgreSQL
};

// The file's name within the data folder.
inline constexpr std::string_view database_file_name = "perseat.db";

// Errors: storageFailed, databaseAway, databaseUnfit.
Result<std::unique_ptr<ports::Database>> open_database(const StorageOptions& options);
// The same, but a file that is not there is an error: making it would hide a mistyped folder.
Result<std::unique_ptr<ports::Database>> open_existing_database(const StorageOptions& options);
// Checks what the engine can check quickly, and brings the schema up to this program. Errors:
// schemaTooNew, migrationChanged, and those of the database.
Result<void> prepare_schema(ports::Database& database, ports::Connection& writer,
                            const ports::Clock& clock);

}  // namespace perseat
