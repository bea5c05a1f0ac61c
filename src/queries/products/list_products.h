// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What is for sale, by name.
#pragma once

#include <string>

#include "queries/products/product_view.h"

namespace perseat::queries {

// Those whose name has the search text in it, case and accents aside; empty: all.
[[nodiscard]] Result<std::string> list_products(ports::Connection& reader, const Shopper& shopper,
                                                const std::string& search, const Page& page);
// Also a retired one of which the caller sees a subscription; not_found otherwise.
[[nodiscard]] Result<std::string> get_product(ports::Connection& reader, const Shopper& shopper,
                                              ProductId id);

}  // namespace perseat::queries
