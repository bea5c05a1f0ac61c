// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Which server this is among those that work on one database.
#pragma once

#include <string>

#include "base/result.h"
#include "domain/ids.h"
#include "ports/clock.h"

namespace perseat {

// The id in the data folder's file `server-id`, made when there is none: a server that starts again
// is the same one, and goes on at once with what it had in hand. Requires: the folder is locked.
// Errors: storageFailed.
Result<ServerId> take_server_id(const std::string& folder, const ports::Clock& clock);

}  // namespace perseat
