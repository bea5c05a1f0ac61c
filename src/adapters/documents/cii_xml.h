// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// An invoice or credit note as a UN/CEFACT Cross Industry Invoice in the profile EN 16931, the XML
// inside a Factur-X or ZUGFeRD invoice. The names in comments, BT-1 and so on, are the standard's.
#pragma once

#include <string>

#include "domain/document.h"

namespace perseat::documents {

[[nodiscard]] std::string cii_xml(const InvoiceDocument& document);

}  // namespace perseat::documents
