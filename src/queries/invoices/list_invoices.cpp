// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/invoices/list_invoices.h"

#include <limits>
#include <vector>

#include "domain/period.h"
#include "domain/standing.h"
#include "queries/invoices/invoice_row.h"
#include "queries/optional_value.h"
#include "queries/write.h"
#include "store/statements.h"

namespace perseat::queries {
namespace {

constexpr int range_months_max = 36;

// Of $1 to $11: org, first and last day, the page's end (day, moment, number), status, kind,
// profile, subscription, limit. Credit notes of one change are made in one moment: their numbers
// tell them apart.
std::string conditions() {
  return "i.number <> '' and (i.issued_on, i.created_at_ms, i.number) < ($4, $5, $6) "
         "and (i.status = $7 or $7 is null) and (i.kind = $8 or $8 is null) "
         "and (i.profile_id = $9 or $9 is null) and (i.subscription_id = $10 or $10 is null) "
         "order by i.issued_on desc, i.created_at_ms desc, i.number desc limit $11";
}

const ports::Sql& select_invoices() {
  static const store::OwnedSql owned(
      "select " + invoice_row_columns() + " from invoice i " + invoice_row_joins() +
      "where i.org_id = $1 and i.issued_on between $2 and $3 and " + conditions());
  return owned.sql();
}

// $12 the person.
const ports::Sql& select_own_invoices() {
  static const store::OwnedSql owned(
      "with " + own_invoices("$2", "$3", "$12") + "select " + invoice_row_columns() +
      " from own join invoice i on i.org_id = $1 and i.id = own.id " + invoice_row_joins() +
      "where " + conditions());
  return owned.sql();
}

Date months_before(Date day, int months) { return anchor_after(anchor_day_of(day), day, -months); }

}  // namespace

Result<DayRange> range_of(const InvoiceFilter& filter, Date today) {
  if (!filter.from && !filter.to) {
    const bool is_long = filter.window == InvoiceWindow::past_6_months;
    return DayRange{months_before(today, is_long ? 6 : 3), today};
  }
  if (filter.window)
    return invalid("window", "conflictingFields", "Give a window or a range of days, not both.");
  const Date to = filter.to.value_or(today);
  const Date from = filter.from.value_or(months_before(to, 3));
  if (to < from)
    return invalid("to", "dateRangeReversed", "The last day comes before the first one.");
  if (from < months_before(to, range_months_max))
    return invalid("from", "dateRangeTooLong", "A range spans at most 36 months.");
  return DayRange{from, to};
}

Result<std::string> list_invoices(ports::Connection& reader, const Actor& actor,
                                  const InvoiceFilter& filter, const Page& page, Instant now) {
  TRY(authorize(Action::list_invoices, standing_of(actor)));
  const Date today = TRY(today_of(reader, actor.org, now));
  const DayRange range = TRY(range_of(filter, today));
  const auto after = TRY(read_cursor(page.cursor, "iit"));
  const bool is_first = page.cursor.empty();
  // No invoice is issued on that day, so the moment and the number do not matter.
  const std::int64_t last_day =
      is_first ? std::int64_t{std::numeric_limits<std::int32_t>::max()} : after[0].integer;
  ListWriter list(page);
  std::vector<ports::Value> values{
      ports::Value::of(actor.org),         ports::Value::of(range.from),
      ports::Value::of(range.to),          ports::Value::of(last_day),
      ports::Value::of(after[1].integer),  ports::Value::of(after[2].text),
      optional_value(filter.status),       optional_value(filter.kind),
      optional_value(filter.profile),      optional_value(filter.subscription),
      ports::Value::of(list.rows_wanted())};
  const bool sees_all = has_account_role(actor);
  if (!sees_all) values.push_back(ports::Value::of(actor.user));
  TRY(reader.query(sees_all ? select_invoices() : select_own_invoices(), values,
                   [&](const ports::Row& row) {
                     if (!list.takes_row()) return;
                     const InvoiceRow fetched = fetch_invoice_row(row);
                     list.writer().begin_object();
                     write_invoice_members(list.writer(), actor, fetched);
                     list.writer().end_object();
                     if (list.is_full())
                       list.set_last(CursorWriter()
                                         .add(std::int64_t{fetched.invoice.issued_on->days})
                                         .add(fetched.invoice.created_at.ms)
                                         .add(fetched.invoice.number)
                                         .take());
                   }));
  return list.finish();
}

}  // namespace perseat::queries
