// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The catalog that a state holds, as one flat list of names and values: what two catalogs differ
// in, and which version of it somebody has seen.
#pragma once

#include <map>
#include <string>

#include "store/state.h"

namespace perseat::store {

// "products/SKU/offers/CODE/maxQuantity" to "100", for everything that the operator can set.
[[nodiscard]] std::map<std::string, std::string> flat_catalog(const State& state);
// Changes whenever flat_catalog does.
[[nodiscard]] std::string catalog_etag(const std::map<std::string, std::string>& catalog);

}  // namespace perseat::store
