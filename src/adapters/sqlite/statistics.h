// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Statistics for a database that has no rows yet.
#pragma once

#include "ports/database.h"

namespace perseat::sqlite {

// Tells the planner how the indexes are shaped before there is any data: without it a read walks
// a whole tenant by the primary key (measured: 150 times slower). Run after migrations.
Result<void> seed_statistics(ports::Connection& writer);

}  // namespace perseat::sqlite
