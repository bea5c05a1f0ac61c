// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Jobs that somebody has to go on with, of all organizations.
#pragma once

#include <cstdint>
#include <vector>

#include "domain/job.h"
#include "ports/database.h"

namespace perseat::store {

// Assignment jobs that have not ended, oldest first, at most `limit` of those after the one given.
[[nodiscard]] Result<std::vector<Job>> find_open_jobs(ports::Connection& reader, const Job& after,
                                                      std::int64_t limit);

}  // namespace perseat::store
