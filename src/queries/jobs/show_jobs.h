// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// How far jobs are, any number of them with one read: for who asks once and for who follows them.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "domain/job.h"
#include "ports/database.h"
#include "queries/cursor.h"

namespace perseat::queries {

// Those of the jobs that are there, in any order.
[[nodiscard]] Result<std::vector<Job>> find_jobs(ports::Connection& reader,
                                                 std::span<const Job::Key> keys);
// Job of the contract for each of them, in their order, with one page of what happened row by row.
// Reason: malformedCursor.
[[nodiscard]] Result<std::vector<std::string>> show_jobs(ports::Connection& reader,
                                                         std::span<const Job> jobs,
                                                         const Page& page);

}  // namespace perseat::queries
