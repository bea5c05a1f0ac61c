// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/licenses/idle_cost.h"

#include <string>
#include <utility>

#include "domain/period.h"
#include "queries/optional_value.h"
#include "store/statements.h"

namespace perseat::queries {
namespace {

// Prices are exact decimals, so that the database counts the seats and the rest is done here.
std::string idle_text(std::string_view condition) {
  return "select r.currency, r.unit_price, s.term, cast(sum(l.total - l.assigned) as bigint) "
         "from subscription s "
         "join license_pool l on l.org_id = s.org_id and l.subscription_id = s.id "
         "join price r on r.id = s.price_id "
         "where s.org_id = $1 and s.status = 'active' and l.total > l.assigned and " +
         std::string(condition) + " group by r.currency, r.unit_price, s.term order by r.currency";
}

const ports::Sql& select_idle_of_product() {
  static const store::OwnedSql owned(
      idle_text("s.product_id = $2 and ((s.purchaser_id = $3 and s.scope = 'individual') "
                "or $3 is null) and (s.scope = $4 or $4 is null)"));
  return owned.sql();
}

const ports::Sql& select_idle_of_pool() {
  static const store::OwnedSql owned(idle_text("s.id = $2"));
  return owned.sql();
}

struct IdleSeats {
  Currency currency;
  std::string unit_price;
  Term term = Term::monthly;
  std::int64_t seats = 0;
};

Result<std::vector<IdleSeats>> find_idle_seats(ports::Connection& reader, OrgId org,
                                               const IdlePools& pools) {
  std::vector<IdleSeats> found;
  const auto keep = [&](const ports::Row& row) {
    found.push_back({Currency(row.text(0)), std::string(row.text(1)),
                     parse_enum<Term>(row.text(2)).value(), row.integer(3)});
  };
  if (pools.subscription) {
    const ports::Value values[] = {ports::Value::of(org), ports::Value::of(*pools.subscription)};
    TRY(reader.query(select_idle_of_pool(), values, keep));
    return found;
  }
  const ports::Value values[] = {ports::Value::of(org), ports::Value::of(pools.product),
                                 optional_value(pools.purchaser), optional_value(pools.scope)};
  TRY(reader.query(select_idle_of_product(), values, keep));
  return found;
}

}  // namespace

Result<std::vector<Money>> idle_cost(ports::Connection& reader, OrgId org, const IdlePools& pools) {
  std::vector<Money> costs;
  for (const IdleSeats& idle : TRY(find_idle_seats(reader, org, pools))) {
    const UnitPrice price = TRY(parse_unit_price(idle.unit_price, idle.currency));
    // The share of a month is taken of the term's months, whatever their days are.
    const DayFraction month{1, months_of(idle.term)};
    const Money cost = TRY(line_amount(price, idle.seats, month));
    if (cost.is_zero()) continue;
    if (costs.empty() || costs.back().currency != idle.currency)
      costs.push_back(cost);
    else
      costs.back() = TRY(add(costs.back(), cost));
  }
  return costs;
}

}  // namespace perseat::queries
