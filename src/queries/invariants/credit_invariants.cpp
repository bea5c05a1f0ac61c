// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Credits: never more than was charged, and each on a credit note.
#include <array>

#include "queries/invariants/invariant.h"

namespace perseat::queries {
namespace {

const ports::Sql select_excessive_credits{
    "select l.org_id, l.invoice_id, 'line ' || l.line || ' net ' || l.net_minor || ' tax ' ||"
    "  l.tax_minor || ', credited ' || l.credited_net_minor || ' ' || l.credited_tax_minor "
    "from invoice_line l join invoice i on i.org_id = l.org_id and i.id = l.invoice_id "
    "where l.credited_net_minor < 0 or l.credited_tax_minor < 0"
    "  or l.credited_seats < 0 or l.credited_seats > l.quantity"
    "  or (i.kind = 'invoice' and (l.credited_net_minor > l.net_minor"
    "    or l.credited_tax_minor > l.tax_minor))"
    "  or (i.kind = 'creditNote' and (l.net_minor > 0 or l.tax_minor > 0"
    "    or l.credited_net_minor <> 0 or l.credited_tax_minor <> 0))"};

const ports::Sql select_unexplained_credits{
    "with noted as ("
    "  select org_id, credits_invoice_id, credits_line,"
    "    sum(net_minor) as net_minor, sum(tax_minor) as tax_minor"
    "  from invoice_line where credits_line > 0"
    "  group by org_id, credits_invoice_id, credits_line) "
    "select l.org_id, l.invoice_id, 'line ' || l.line || ' credited ' || l.credited_net_minor ||"
    "  ' ' || l.credited_tax_minor || ', notes ' || coalesce(n.net_minor, 0) || ' ' ||"
    "  coalesce(n.tax_minor, 0) "
    "from invoice_line l left join noted n on n.org_id = l.org_id"
    "  and n.credits_invoice_id = l.invoice_id and n.credits_line = l.line "
    "where l.credits_line = 0 and (l.credited_net_minor <> -coalesce(n.net_minor, 0)"
    "  or l.credited_tax_minor <> -coalesce(n.tax_minor, 0))"};

const ports::Sql select_wrong_notes{
    "select c.org_id, c.invoice_id, 'line ' || c.line || ' credits line ' || c.credits_line "
    "from invoice_line c join invoice n on n.org_id = c.org_id and n.id = c.invoice_id"
    "  left join invoice_line l on l.org_id = c.org_id"
    "    and l.invoice_id = c.credits_invoice_id and l.line = c.credits_line"
    "  left join invoice i on i.org_id = c.org_id and i.id = c.credits_invoice_id "
    "where (n.kind = 'invoice' and c.credits_line <> 0)"
    "  or (n.kind = 'creditNote' and (l.line is null or c.credits_invoice_id <> n.corrects_id"
    "    or i.kind <> 'invoice' or i.number = '' or i.currency <> n.currency))"};

constexpr std::array credit_list{
    Invariant{"creditsWithinTheCharge", "No line gives back more than was charged on it.",
              find<select_excessive_credits>},
    Invariant{"creditsAreOnNotes", "What a line has given back is what credit notes say of it.",
              find<select_unexplained_credits>},
    Invariant{"notesCorrectIssuedInvoices",
              "Each line of a credit note is about a line of the issued invoice it corrects.",
              find<select_wrong_notes>}};

}  // namespace

std::span<const Invariant> credit_invariants() { return credit_list; }

}  // namespace perseat::queries
