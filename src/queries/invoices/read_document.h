// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// An invoice or credit note as its document says it.
#pragma once

#include "domain/actor.h"
#include "domain/document.h"
#include "ports/database.h"

namespace perseat::queries {

// For whom show_invoice shows it. Errors: those of show_invoice and make_document; unavailable with
// sellerMissing, when nobody said who sells.
Result<InvoiceDocument> read_document(ports::Connection& reader, const Actor& actor,
                                      InvoiceId invoice, const Sellers& sellers);

}  // namespace perseat::queries
