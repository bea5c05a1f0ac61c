// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// PostgreSQL 15 for those who outgrow one machine: any number of servers on one database. The
// same statements as on SQLite; writes and keyed reads take arrays and go out in one pipeline.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "ports/database.h"

namespace perseat::postgres {

struct Options {
  // As libpq takes it: "postgresql://..." or "host=a,b dbname=perseat ...", several hosts allowed.
  // Without words of its own about them: only a server that can write is taken, a host that does
  // not answer within 2 s is passed over.
  std::string connection_string;
  // The longest that one wait for the server takes, e.g. for a commit. Then the connection is given
  // up: with a server that is stopped, not dead, no timer of the network ever fires.
  std::chrono::milliseconds deadline{10'000};
};

// Connects once to see that it works. Errors: databaseAway; databaseUnfit when the role passes row
// security by, or the server does not make commits durable.
Result<std::unique_ptr<ports::Database>> open(const Options& options);

}  // namespace perseat::postgres
