// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// An invoice or credit note as pages of A4: who and how much on the first one, then the lines.
#pragma once

#include <string>

#include "base/result.h"
#include "domain/cloud.h"
#include "domain/document.h"

namespace perseat::documents {

[[nodiscard]] std::string document_title(const InvoiceDocument& document,
                                         const DocumentLayout& layout);
// The layout's language, else the document's own.
[[nodiscard]] std::string_view shown_language(const InvoiceDocument& document,
                                              const DocumentLayout& layout);

// Errors: internal, when there is no memory.
[[nodiscard]] Result<std::string> draw_invoice(const InvoiceDocument& document,
                                               const DocumentLayout& layout);

}  // namespace perseat::documents
