// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Where the built web app is, and its files.
#pragma once

#include <filesystem>
#include <string>

#include "adapters/http/web/web_files.h"
#include "base/result.h"

namespace perseat {

// Beside a program in `folder`: as built, then as installed. Empty when it is in neither place.
[[nodiscard]] std::string web_folder_beside(const std::filesystem::path& folder);
// The one that `given` means: "none", a folder, or by default the one beside this program.
[[nodiscard]] std::string web_folder_of(const std::string& given);

// Everything below the folder. Errors: no index.html, a file that cannot be read, more than a web
// app can be.
Result<http::WebContents> read_web_folder(const std::string& folder);

}  // namespace perseat
