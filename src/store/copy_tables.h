// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Brings all rows of one database into another one, page by page in the order of the keys. What is
// there already stays, so a copy that was broken off goes on when it is started again.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ports/database.h"

namespace perseat::store {

// Rows that were gone through, of a table and of all of them.
struct CopyProgress {
  std::string_view table;
  std::int64_t done = 0;
  std::int64_t total = 0;
  std::int64_t all_done = 0;
  std::int64_t all_total = 0;
};

struct CopyOptions {
  std::int64_t rows_per_page = 1000;  // one transaction
  // After each page, and at least once a table.
  std::function<void(const CopyProgress&)> on_progress = {};
};

// Refuses a target that is in use for something else. Error: targetHoldsOther when it has a table
// that is not one of ours. Of a target that is not there yet or empty nothing is asked.
Result<void> refuse_tables_of_others(ports::Connection& target);

// Requires: the source is in a transaction that sees everything, the target in none, and both have
// the same schema. Errors: targetHoldsOther, before anything is written, when the target has a row
// that the source does not have, or has differently; textUnfit when the source has a text with a
// zero byte or one that is no UTF-8, which PostgreSQL does not take.
Result<void> copy_tables(ports::Connection& source, ports::Connection& target,
                         const CopyOptions& options);

struct TableDigest {
  std::string table;
  std::int64_t rows = 0;
  std::string hash = {};  // of all rows in the order of their keys

  bool operator==(const TableDigest&) const = default;
};

// Requires: the connection is in a transaction that sees everything. Digests compare when they
// were made with as many rows a page.
Result<std::vector<TableDigest>> digest_tables(ports::Connection& connection,
                                               const CopyOptions& options);

}  // namespace perseat::store
