// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Makes a drawn PDF one that is kept: PDF/A-3, with the invoice's XML attached as Factur-X and
// ZUGFeRD have it. The same bytes from the same bytes.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"

namespace perseat::documents {

struct ArchiveFacts {
  std::string title;
  std::string author;
  std::string_view language;  // BCP 47
  Date made_on;
  std::string xml;  // empty: nothing is attached
};

// Errors: internal, when the PDF cannot be read.
[[nodiscard]] Result<std::string> archived(const std::string& pdf, const ArchiveFacts& facts);

}  // namespace perseat::documents
