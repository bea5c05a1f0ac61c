// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Reads who sells, as invoices say it, from a TOML file that the operator keeps
// (docs/operations/invoices.md).
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/seller.h"

namespace perseat {

// Errors: invalid with malformedSeller (with what is wrong where); unavailable with
// sellerMisconfigured, when the file or a logo cannot be read.
[[nodiscard]] Result<Sellers> load_sellers(const std::string& file);
// The text of such a file. Logos are looked for in the folder.
[[nodiscard]] Result<Sellers> parse_sellers(std::string_view text, const std::string& folder);

}  // namespace perseat
