// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Versions of resources as entity tags (RFC 9110 section 8.8.3).
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace perseat {

// Quoted, e.g. "7", or "7.12" for a resource that is kept in two rows.
[[nodiscard]] std::string etag_of(std::initializer_list<std::int64_t> versions);
[[nodiscard]] inline std::string etag_of(std::int64_t version) { return etag_of({version}); }

// Whether an If-Match lets the change through: no header, "*", or a list that has the tag. Weak
// tags (W/"7") never match, as the comparison for a change is the strong one.
[[nodiscard]] bool etag_matches(std::string_view if_match, std::string_view etag);

}  // namespace perseat
