// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// How far a job is, and a page of what happened row by row.
#pragma once

#include <string>

#include "domain/actor.h"
#include "ports/database.h"
#include "queries/cursor.h"

namespace perseat::queries {

// Job of the contract, for who asked for it. Reasons: notFound, malformedCursor.
[[nodiscard]] Result<std::string> get_job(ports::Connection& reader, const Actor& actor, JobId job,
                                          const Page& page);

}  // namespace perseat::queries
