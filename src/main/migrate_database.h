// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// From a file to PostgreSQL: copies what a data folder holds, proves the copy, and can be broken
// off and started again at any time.
#pragma once

#include "base/result.h"
#include "main/maintenance.h"
#include "ports/clock.h"

namespace perseat {

// Both schemas are brought up to this program; the folder is locked meanwhile, so that no server
// changes it. Returns exit_clean, or exit_violations when the copy is not the same or breaks a
// rule. Errors: databaseMissing, folderInUse, targetHoldsOther, and those of the databases.
Result<int> migrate_database(const MaintenanceOptions& options, const ports::Clock& clock);

}  // namespace perseat
