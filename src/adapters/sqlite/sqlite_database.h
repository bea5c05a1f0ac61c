// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The embedded default: SQLite in WAL mode with synchronous=FULL, so that a commit that was
// answered survives a power cut. One writer; readers have connections of their own.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "ports/database.h"

namespace perseat::sqlite {

// Opens or creates the file, readable by its owner only. Errors: storageFailed with the cause.
Result<std::unique_ptr<ports::Database>> open(const std::string& file);

// Tells the planner how the indexes are shaped before there is any data: without it a read walks
// a whole tenant by the primary key (measured: 150 times slower). Run after migrations.
Result<void> seed_statistics(ports::Connection& writer);

// SQLite's own check of the file's structure. Slow on large files: some 1 s per GB.
Result<void> quick_check(ports::Connection& connection);

// Rows of one table that refer to rows of another which are not there.
struct BrokenReference {
  std::string table;
  std::string parent;
  std::int64_t rows = 0;
};
// Every foreign key of every row, which only a writer that does not enforce them can break.
Result<std::vector<BrokenReference>> foreign_key_check(ports::Connection& connection);

}  // namespace perseat::sqlite
