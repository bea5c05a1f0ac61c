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

struct CopyProgress {
  std::string_view table;
  std::int64_t done = 0;
  std::int64_t total = 0;
};

struct CopyOptions {
  std::int64_t rows_per_page = 2000;  // one transaction
  std::function<void(const CopyProgress&)> on_progress;
};

// Requires: the source is in a transaction that sees everything, the target in none, and both have
// the same schema. Error, before anything is written: targetHoldsOther when the target has a row
// that the source does not have, or has differently.
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
                                               std::int64_t rows_per_page);

}  // namespace perseat::store
