// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// How far a job is, and a page of what happened row by row.
#pragma once

#include <string>

#include "domain/actor.h"
#include "domain/job.h"
#include "ports/database.h"
#include "queries/cursor.h"

namespace perseat::queries {

// Whether the actor may see a job that `asked_by` asked for. Reason: notFound.
[[nodiscard]] Result<void> authorize_get_job(const Actor& actor, UserId asked_by);
// The job, for who asked for it. Reason: notFound.
[[nodiscard]] Result<Job> find_job(ports::Connection& reader, const Actor& actor, JobId job);
// Job of the contract, for who asked for it. Reasons: notFound, malformedCursor.
[[nodiscard]] Result<std::string> get_job(ports::Connection& reader, const Actor& actor, JobId job,
                                          const Page& page);

}  // namespace perseat::queries
