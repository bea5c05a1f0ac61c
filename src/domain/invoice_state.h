// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What can be asked of an invoice in the state that it is in.
#pragma once

#include "domain/invoice.h"

namespace perseat {

// It has a number and is shown; before that there is only a charge under way.
[[nodiscard]] inline bool is_issued(const Invoice& invoice) {
  return invoice.status != InvoiceStatus::pending && invoice.status != InvoiceStatus::abandoned;
}

[[nodiscard]] inline bool is_payable(const Invoice& invoice) {
  const bool is_open =
      invoice.status == InvoiceStatus::due || invoice.status == InvoiceStatus::overdue;
  return invoice.kind == InvoiceKind::invoice && is_open && invoice.due_minor > 0;
}

}  // namespace perseat
