// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The whole catalog, as the operator keeps it.
#pragma once

#include <string>

#include "ports/database.h"

namespace perseat::queries {

struct ShownCatalog {
  std::string body;  // the schema Catalog
  std::string etag;
};
Result<ShownCatalog> show_catalog(ports::Connection& reader);

}  // namespace perseat::queries
