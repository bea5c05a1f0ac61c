// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// How a writer's write-ahead log reaches the disk. SQLite writes two pieces for each page of a
// commit; here they are collected and written in one go before they are synced or read. For a
// commit of twenty pages that spares the kernel forty calls and most of its work on partial pages.
//
// What is collected is of a transaction that has not been committed: with synchronous = full the
// log is synced before anybody is told of the commit. No other connection sees it before that,
// and a crash loses nothing but a transaction that nobody was answered for.
#pragma once

struct sqlite3;

namespace perseat::sqlite {

// The name of the file system layer to open a writer with. Requires: it sets synchronous = full.
[[nodiscard]] const char* collecting_log();

// Once for each connection that is opened with that layer: what a transaction wrote that did not
// fit into the cache, and was rolled back, must not be written later, where others have written
// since.
void forget_what_is_rolled_back(sqlite3* connection);

}  // namespace perseat::sqlite
