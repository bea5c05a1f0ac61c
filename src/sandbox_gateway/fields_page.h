// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The page with the card fields, which a web app shows in a frame so that no card number passes
// through it. Its files are src/sandbox_gateway/fields/, compiled in.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "net/http_types.h"

namespace perseat::sandbox_gateway {

struct FieldsFile {
  std::string_view name;
  std::string_view content;
};
[[nodiscard]] std::span<const FieldsFile> fields_files();

// GET /fields?parent=ORIGIN&lang=&theme=&only= and what the page loads; nothing for other paths.
// The page runs within the parent that it names and nowhere else.
[[nodiscard]] std::optional<net::Response> fields_answer(const net::Request& request,
                                                         std::string_view publishable_key);

}  // namespace perseat::sandbox_gateway
