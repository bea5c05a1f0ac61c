// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/invoices/read_document.h"

#include <optional>
#include <utility>

#include "queries/invoices/invoice_row.h"

namespace perseat::queries {
namespace {

const ports::Sql select_corrected{
    "select number, issued_on from invoice where org_id = $1 and id = $2"};

Result<std::optional<CorrectedInvoice>> corrected_by(ports::Connection& reader,
                                                     const Invoice& note) {
  std::optional<CorrectedInvoice> corrected;
  if (note.corrects.is_nil()) return corrected;
  const ports::Value key[] = {ports::Value::of(note.org), ports::Value::of(note.corrects)};
  TRY(reader.query(select_corrected, key, [&](const ports::Row& row) {
    corrected = CorrectedInvoice{std::string(row.text(0)), row.date(1)};
  }));
  return corrected;
}

}  // namespace

Result<InvoiceDocument> read_document(ports::Connection& reader, const Actor& actor,
                                      InvoiceId invoice, const Sellers& sellers) {
  const InvoiceRow row = TRY(find_issued_invoice(reader, actor, invoice));
  const Seller* seller = sellers.on(*row.invoice.issued_on);
  if (seller == nullptr)
    return unavailable("sellerMissing",
                       "This server does not know who sells, so it has no documents of invoices.");
  const auto lines = TRY(read_invoice_lines(reader, row.invoice));
  return make_document(row.invoice, lines, {*seller, TRY(corrected_by(reader, row.invoice))});
}

}  // namespace perseat::queries
