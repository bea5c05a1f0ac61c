// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What the operator sees of an organization just made.
#pragma once

#include <string>

#include "domain/ids.h"
#include "ports/database.h"

namespace perseat::queries {

// The schema CreatedOrganization: the organization with its first admin.
Result<std::string> show_created_organization(ports::Connection& reader, OrgId org);

}  // namespace perseat::queries
