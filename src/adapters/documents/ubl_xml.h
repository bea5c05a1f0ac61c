// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// An invoice or credit note in the Universal Business Language 2.1 as XRechnung 3.0, the form in
// which German authorities take invoices.
#pragma once

#include <string>

#include "domain/document.h"

namespace perseat::documents {

[[nodiscard]] std::string ubl_xml(const InvoiceDocument& document);

}  // namespace perseat::documents
