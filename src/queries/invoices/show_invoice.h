// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// One invoice or credit note with all that it says.
#pragma once

#include "domain/actor.h"
#include "ports/database.h"
#include "queries/write.h"

namespace perseat::queries {

// The schema InvoiceDetail. What is not issued yet is not found.
Result<Shown> show_invoice(ports::Connection& reader, const Actor& actor, InvoiceId invoice);

// The schema PendingInvoice: an invoice whose payment is not settled.
Result<Shown> show_pending_invoice(ports::Connection& reader, const Actor& actor, InvoiceId invoice,
                                   const std::string& next_action_url);

}  // namespace perseat::queries
