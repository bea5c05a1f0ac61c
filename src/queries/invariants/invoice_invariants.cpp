// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Invoices: their sums, their tax and what is still owed.
#include <array>
#include <deque>

#include "domain/tax.h"
#include "queries/invariants/invariant.h"
#include "store/table.h"

namespace perseat::queries {
namespace {

const ports::Sql select_wrong_sums{
    "select i.org_id, i.id, 'net ' || i.net_minor || ' tax ' || i.tax_minor || ' total ' ||"
    "  i.total_minor || ', lines ' || count(l.line) || ' net ' || coalesce(sum(l.net_minor), 0) ||"
    "  ' tax ' || coalesce(sum(l.tax_minor), 0) "
    "from invoice i left join invoice_line l on l.org_id = i.org_id and l.invoice_id = i.id "
    "group by i.org_id, i.id "
    "having count(l.line) = 0 or count(l.line) <> max(l.line)"
    "  or i.net_minor <> sum(l.net_minor) or i.tax_minor <> sum(l.tax_minor)"
    "  or i.discount_minor <> sum(l.discount_minor)"
    "  or i.total_minor <> i.net_minor + i.tax_minor"};

const ports::Sql select_wrong_lines{
    "select org_id, invoice_id, 'line ' || line || ' gross ' || gross_minor || ' discount ' ||"
    "  discount_minor || ' net ' || net_minor || ' tax ' || tax_minor "
    "from invoice_line where gross_minor - discount_minor <>"
    "  net_minor + case when tax_inclusive = 1 then tax_minor else 0 end"};

// Credit notes are not here: the last credit of a line takes what is left of its tax.
const ports::Sql select_taxed_lines{
    "select l.org_id, l.invoice_id, l.gross_minor - l.discount_minor, l.tax_category,"
    "  l.tax_rate_percent, l.tax_inclusive, l.tax_minor "
    "from invoice_line l join invoice i on i.org_id = l.org_id and i.id = l.invoice_id "
    "where i.kind = 'invoice' order by l.org_id, l.invoice_id, l.line"};

const ports::Sql select_wrong_dues{
    "select org_id, id, status || ', total ' || total_minor || ', due ' || due_minor "
    "from invoice where (status in ('due', 'overdue')) <> (due_minor > 0)"
    "  or (due_minor > 0 and due_minor > total_minor)"
    "  or (kind = 'creditNote') <> (total_minor < 0)"
    "  or (status in ('pending', 'abandoned')) <> (number = '')"
    "  or (number = '') <> (issued_on is null)"};

// What came in and what is on its way back, by the invoice that it is about. A declined refund
// may have been asked for again under another attempt, so it counts as a bound.
const ports::Sql select_wrong_balances{
    "with moved as ("
    "  select a.org_id, case when i.kind = 'creditNote' then i.corrects_id else i.id end as id,"
    "    sum(case when a.purpose <> 'refund' and a.status = 'succeeded'"
    "      then a.amount_minor else 0 end) as paid,"
    "    sum(case when a.purpose = 'refund' then a.amount_minor else 0 end) as refunded,"
    "    sum(case when a.purpose = 'refund' and a.status = 'declined'"
    "      then a.amount_minor else 0 end) as stuck"
    "  from payment_attempt a join invoice i on i.org_id = a.org_id and i.id = a.invoice_id"
    "  group by 1, 2),"
    " credited as ("
    "  select org_id, invoice_id, sum(credited_net_minor + credited_tax_minor) as minor"
    "  from invoice_line group by org_id, invoice_id) "
    "select i.org_id, i.id, 'total ' || i.total_minor || ' paid ' || coalesce(m.paid, 0) ||"
    "  ' credited ' || c.minor || ' refunded ' || coalesce(m.refunded, 0) || ' due ' ||"
    "  i.due_minor "
    "from invoice i join credited c on c.org_id = i.org_id and c.invoice_id = i.id"
    "  left join moved m on m.org_id = i.org_id and m.id = i.id "
    "where i.kind = 'invoice' and i.status in ('due', 'overdue', 'paid')"
    "  and i.due_minor not between"
    "    i.total_minor - coalesce(m.paid, 0) - c.minor + coalesce(m.refunded - m.stuck, 0)"
    "    and i.total_minor - coalesce(m.paid, 0) - c.minor + coalesce(m.refunded, 0)"};

// The lines of the invoice that the read is at.
class TaxOfInvoice {
 public:
  explicit TaxOfInvoice(Findings& findings) : findings_(findings) {}

  void add(const ports::Row& row) {
    const OrgId org{row.uuid(0)};
    const Uuid invoice = row.uuid(1);
    if (org != org_ || invoice != invoice_) finish();
    org_ = org;
    invoice_ = invoice;
    const auto rate = parse_percent(row.text(4));
    if (!rate) return findings_.add(org, invoice, "a rate that is none");
    // A deque keeps its elements in place, so the lines can refer to them.
    const std::string& category = categories_.emplace_back(row.text(3));
    lines_.push_back({row.integer(2), category, *rate, row.integer(5) != 0});
    taxes_.push_back(row.integer(6));
  }

  void finish() {
    if (!lines_.empty()) check();
    lines_.clear();
    taxes_.clear();
    categories_.clear();
  }

 private:
  void check() {
    const auto taxed = tax_lines(lines_);
    if (!taxed) return findings_.add(org_, invoice_, "amounts too large");
    for (const TaxGroup& group : taxed->groups) {
      std::int64_t stored = 0;
      for (std::size_t i = 0; i < lines_.size(); ++i) {
        if (lines_[i].category == group.category && lines_[i].rate == group.rate)
          stored += taxes_[i];
      }
      if (stored != group.tax)
        findings_.add(org_, invoice_,
                      format_percent(group.rate) + " %: tax " + std::to_string(stored) +
                          ", expected " + std::to_string(group.tax));
    }
  }

  Findings& findings_;
  OrgId org_;
  Uuid invoice_;
  std::vector<TaxableLine> lines_;
  std::vector<std::int64_t> taxes_;
  std::deque<std::string> categories_;
};

Result<void> find_wrong_tax(ports::Connection& connection, Findings& findings) {
  TaxOfInvoice invoice(findings);
  TRY(connection.query(select_taxed_lines, {}, [&](const ports::Row& row) { invoice.add(row); }));
  invoice.finish();
  return {};
}

constexpr std::array invoice_list{
    Invariant{"invoiceAddsUpItsLines",
              "An invoice's sums are those of its lines, which are numbered from 1.",
              find<select_wrong_sums>},
    Invariant{"lineAddsUp", "What is left of a line after its discount is its net, or net and tax.",
              find<select_wrong_lines>},
    Invariant{"taxIsRoundedOncePerGroup",
              "The tax of the lines of one category and rate is that of their sum.",
              find_wrong_tax},
    Invariant{"dueFollowsStatus",
              "Money is owed on due and overdue invoices only, never more than their total.",
              find<select_wrong_dues>},
    Invariant{"dueIsWhatIsLeft",
              "An invoice's total is what is due, was paid and not refunded, or was credited.",
              find<select_wrong_balances>}};

}  // namespace

std::span<const Invariant> invoice_invariants() { return invoice_list; }

}  // namespace perseat::queries
