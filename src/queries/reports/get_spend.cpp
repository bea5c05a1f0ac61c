// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/reports/get_spend.h"

#include <fmt/format.h>

#include <map>
#include <tuple>
#include <utility>

#include "base/csv.h"
#include "base/json.h"
#include "domain/period.h"
#include "domain/standing.h"
#include "queries/billing/shapes.h"
#include "queries/invoices/invoice_row.h"
#include "queries/write.h"
#include "store/statements.h"

namespace perseat::queries {
namespace {

// $1 organization, $2 and $3 first and last day. Days are summed up here and months later: where
// a month begins is no question for SQL.
std::string spend_text(std::string_view source) {
  return "select i.issued_on, p.id, p.name, i.currency, cast(sum(i.net_minor) as bigint), "
         "cast(sum(i.tax_minor) as bigint), cast(sum(i.total_minor) as bigint) from " +
         std::string(source) +
         "join subscription s on s.org_id = i.org_id and s.id = i.subscription_id "
         "join product p on p.id = s.product_id "
         "where i.org_id = $1 and i.issued_on between $2 and $3 and i.number <> '' "
         "and i.status <> 'void' group by i.issued_on, p.id, p.name, i.currency";
}

const ports::Sql& select_spend() {
  static const store::OwnedSql owned(spend_text("invoice i "));
  return owned.sql();
}

const ports::Sql& select_own_spend() {
  static const store::OwnedSql owned(
      "with " + own_invoices("$2", "$3", "$4") +
      spend_text("own join invoice i on i.org_id = $1 and i.id = own.id "));
  return owned.sql();
}

YearMonthDay month_of(Date day) {
  const YearMonthDay date = year_month_day(day);
  return {date.year, date.month, 1};
}

Date first_day(const YearMonthDay& month) { return make_date(month.year, month.month, 1); }

std::string month_text(const YearMonthDay& month) {
  return fmt::format("{:04}-{:02}", month.year, month.month);
}

std::vector<YearMonthDay> months_until(Date today, int count) {
  std::vector<YearMonthDay> months;
  const Date running = first_day(month_of(today));
  for (int back = count - 1; back >= 0; --back)
    months.push_back(month_of(anchor_after(1, running, -back)));
  return months;
}

// Sums by month, name, product and currency, in this order.
class SpendSums {
 public:
  Result<void> add_day(const ports::Row& row) {
    const Date day{static_cast<std::int32_t>(row.integer(0))};
    const Currency currency(row.text(3));
    const Key key{first_day(month_of(day)), std::string(row.text(2)), ProductId{row.uuid(1)},
                  currency};
    SpendRow& sum = sums_[key];
    const bool is_new = sum.net.currency.is_none();
    const auto grow = [&](Money& amount, std::int64_t minor) -> Result<void> {
      amount = is_new ? Money{minor, currency} : TRY(add(amount, {minor, currency}));
      return {};
    };
    TRY(grow(sum.net, row.integer(4)));
    TRY(grow(sum.tax, row.integer(5)));
    return grow(sum.total, row.integer(6));
  }
  [[nodiscard]] std::vector<SpendRow> take() {
    std::vector<SpendRow> rows;
    for (auto& [key, sum] : sums_) {
      const auto& [first, name, product, currency] = key;
      sum.month = month_of(first);
      sum.product = product;
      sum.product_name = name;
      rows.push_back(std::move(sum));
    }
    return rows;
  }

 private:
  using Key = std::tuple<Date, std::string, ProductId, Currency>;
  std::map<Key, SpendRow> sums_;
};

}  // namespace

Result<Spend> get_spend(ports::Connection& reader, const Actor& actor, int months, Instant now) {
  TRY(authorize(Action::list_invoices, standing_of(actor)));
  const Date today = TRY(today_of(reader, actor.org, now));
  Spend spend;
  spend.months = months_until(today, months);
  const Date from = first_day(spend.months.front());
  std::vector<ports::Value> values{ports::Value::of(actor.org), ports::Value::of(from),
                                   ports::Value::of(today)};
  const bool sees_all = has_account_role(actor);
  if (!sees_all) values.push_back(ports::Value::of(actor.user));
  SpendSums sums;
  Result<void> summed;
  TRY(reader.query(sees_all ? select_spend() : select_own_spend(), values,
                   [&](const ports::Row& row) {
                     if (summed) summed = sums.add_day(row);
                   }));
  TRY(summed);
  spend.rows = sums.take();
  return spend;
}

std::string write_spend(const Spend& spend) {
  std::string body;
  json::Writer writer(body);
  writer.begin_object().key("months").begin_array();
  for (const YearMonthDay& month : spend.months) writer.value(month_text(month));
  writer.end_array().key("items").begin_array();
  for (const SpendRow& row : spend.rows) {
    writer.begin_object().field("month", month_text(row.month));
    writer.field("productId", row.product).field("productName", row.product_name);
    write_money(writer, "net", row.net);
    write_money(writer, "tax", row.tax);
    write_money(writer, "total", row.total);
    writer.end_object();
  }
  writer.end_array().end_object();
  return body;
}

std::string write_spend_csv(const Spend& spend) {
  csv::Writer writer;
  for (const char* heading : {"month", "productId", "product", "currency", "net", "tax", "total"})
    writer.plain(heading);
  writer.end_row();
  for (const SpendRow& row : spend.rows) {
    writer.plain(month_text(row.month)).plain(row.product.text()).cell(row.product_name);
    writer.plain(row.net.currency.text()).plain(format_decimal(row.net));
    writer.plain(format_decimal(row.tax)).plain(format_decimal(row.total)).end_row();
  }
  return writer.take();
}

}  // namespace perseat::queries
