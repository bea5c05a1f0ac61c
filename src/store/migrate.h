// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Brings the schema up to the program's version: forward only, in order, each once.
#pragma once

#include <span>
#include <string_view>

#include "base/result.h"
#include "ports/database.h"

namespace perseat::store {

struct Migration {
  std::int64_t version;
  std::string_view name;
  // With a twin where the engines cannot share one text; the twin is empty elsewhere.
  ports::Sql sql;
};

// All migrations of the program, in order; made from migrations/*.sql by the build.
[[nodiscard]] std::span<const Migration> all_migrations();

// Refused with schemaTooNew when the database was made by a newer program, and with
// migrationChanged when a migration that ran had another text.
Result<void> migrate(ports::Database& database, ports::Connection& writer, Instant now,
                     std::span<const Migration> migrations);

}  // namespace perseat::store
