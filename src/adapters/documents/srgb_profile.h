// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The color space of documents as an ICC profile, which a PDF/A has to carry.
#pragma once

#include <string>

namespace perseat::documents {

// sRGB, as IEC 61966-2-1 defines it, in a profile of ICC version 4.2.
[[nodiscard]] const std::string& srgb_profile();

}  // namespace perseat::documents
