// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What the demo sells: invented products, in the form of the body of applyCatalog.
#pragma once

#include <string_view>

namespace perseat::demo {

[[nodiscard]] std::string_view catalog_json();

}  // namespace perseat::demo
