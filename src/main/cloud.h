// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Reads the data of a cloud: built into the program from clouds/*.toml, or from a folder that the
// operator keeps.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/cloud.h"

namespace perseat {

struct BuiltInCloud {
  std::string_view name;
  std::string_view text;
};
// Made from clouds/*.toml by the build.
[[nodiscard]] std::span<const BuiltInCloud> built_in_clouds();

// Errors: invalid with unknownCloud (neither built in nor a file of the folder) or malformedCloud
// (with the line and what is wrong there). `folder` empty: the built-in data.
[[nodiscard]] Result<Cloud> load_cloud(const std::string& name, const std::string& folder);
// The text of a cloud file. `name`: what the file has to call itself.
[[nodiscard]] Result<Cloud> parse_cloud(std::string_view text, std::string_view name);

}  // namespace perseat
