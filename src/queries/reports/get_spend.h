// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What was invoiced, by month and product.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "domain/actor.h"
#include "domain/money.h"
#include "ports/database.h"

namespace perseat::queries {

struct SpendRow {
  YearMonthDay month;  // its first day
  ProductId product;
  std::string product_name;
  Money net;
  Money tax;
  Money total;
};

struct Spend {
  std::vector<YearMonthDay> months;  // oldest first, the running one last
  std::vector<SpendRow> rows;        // by month, product name and currency
};

// Issued invoices less credit notes, without void ones, of those that the caller finds in
// list_invoices. Months are those of the billing account's zone. Requires: 1 <= months.
Result<Spend> get_spend(ports::Connection& reader, const Actor& actor, int months, Instant now);

// The schema SpendReport.
[[nodiscard]] std::string write_spend(const Spend& spend);
// Heading line month, productId, product, currency, net, tax, total.
[[nodiscard]] std::string write_spend_csv(const Spend& spend);

}  // namespace perseat::queries
