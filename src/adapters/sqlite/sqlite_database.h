// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The embedded default: SQLite in WAL mode with synchronous=FULL, so that a commit that was
// answered survives a power cut. One writer; readers have connections of their own.
#pragma once

#include <memory>
#include <string>

#include "ports/database.h"

namespace perseat::sqlite {

// Opens or creates the file, readable by its owner only. Errors: storageFailed with the cause.
Result<std::unique_ptr<ports::Database>> open(const std::string& file);

}  // namespace perseat::sqlite
