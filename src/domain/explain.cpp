// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "domain/explain.h"

#include <fmt/format.h>

namespace perseat {
namespace {

std::string amount(std::int64_t minor, Currency currency) {
  return format_decimal({minor, currency});
}

std::string with_currency(std::int64_t minor, Currency currency) {
  return fmt::format("{} {}", amount(minor, currency), currency.text());
}

std::string span_of(const Period& period) {
  return fmt::format("{} to before {}", format_date(period.start), format_date(period.end));
}

std::string percent(Rate rate) { return format_percent(rate) + " %"; }

// A charge: price x seats x days, less its discount.
void explain_new_line(const ChargeLine& line, const std::string& name, Steps& steps) {
  const Currency currency = line.unit_price.currency;
  steps.push_back({fmt::format("{}: days", name),
                   fmt::format("{} of the period {}", span_of(line.service), span_of(line.period)),
                   fmt::format("{}/{}", line.service.days(), line.period.days())});
  steps.push_back({fmt::format("{}: gross", name),
                   fmt::format("{} x {} seats x {}/{} days", format_unit_price(line.unit_price),
                               line.quantity, line.service.days(), line.period.days()),
                   with_currency(line.gross, currency)});
  if (line.discount == 0) return;
  steps.push_back(
      {fmt::format("{}: after discount", name),
       fmt::format("{} - {}", amount(line.gross, currency), amount(line.discount, currency)),
       with_currency(line.gross - line.discount, currency)});
}

// A credit: what was charged x seats x days, at most what is left.
void explain_credit(const ChargeLine& line, const ChargedLine& charged, const std::string& name,
                    Steps& steps) {
  const Currency currency = line.unit_price.currency;
  const bool is_inclusive = charged.tax_terms.is_inclusive;
  const std::int64_t paid = charged.net + (is_inclusive ? charged.tax : 0);
  const std::int64_t back = charged.credited_net + (is_inclusive ? charged.credited_tax : 0);
  steps.push_back(
      {fmt::format("{}: days not used", name),
       fmt::format("{} of the service {}", span_of(line.service), span_of(charged.service)),
       fmt::format("{}/{}", line.service.days(), charged.service.days())});
  steps.push_back(
      {fmt::format("{}: given back of charge {}", name, *line.credits + 1),
       fmt::format("{} x {} of {} seats x {}/{} days, at most the {} left", amount(paid, currency),
                   line.quantity, charged.quantity, line.service.days(), charged.service.days(),
                   amount(paid - back, currency)),
       with_currency(line.gross, currency)});
}

// What lines of one (category, rate) have in them, to tell how their tax came about.
std::string tax_formula(const TaxGroup& group, bool is_inclusive, Currency currency) {
  if (is_inclusive)
    return fmt::format("what is left of the prices above their nets, {} inside",
                       percent(group.rate));
  return fmt::format("{} x {}", amount(group.net, currency), percent(group.rate));
}

void explain_totals(const Charge& charge, Steps& steps) {
  const Currency currency = charge.total.currency;
  for (const TaxGroup& group : charge.groups) {
    bool is_inclusive = false;
    bool is_credit = false;
    for (const ChargeLine& line : charge.lines) {
      const bool belongs =
          line.tax_terms.category == group.category && line.tax_terms.rate == group.rate;
      is_inclusive = is_inclusive || (belongs && line.tax_terms.is_inclusive);
      is_credit = is_credit || (belongs && line.credits.has_value());
    }
    std::string formula = tax_formula(group, is_inclusive, currency);
    if (is_credit) formula += ", or all that is left of a line that is used up";
    steps.push_back({fmt::format("tax {} {}", group.category, percent(group.rate)), formula,
                     with_currency(group.tax, currency)});
  }
  steps.push_back({"total",
                   fmt::format("{} + {}", amount(charge.net.minor, currency),
                               amount(charge.tax.minor, currency)),
                   with_currency(charge.total.minor, currency)});
}

void explain_outcome(const Charge& charge, Steps& steps) {
  const Currency currency = charge.total.currency;
  if (charge.refund.minor > 0) {
    steps.push_back(
        {"refund", "the total, given back", with_currency(charge.refund.minor, currency)});
  } else {
    const bool is_later = charge.due_now.minor == 0 && charge.total.minor > 0;
    steps.push_back({"due now", is_later ? "left for the next invoice" : "the total",
                     with_currency(charge.due_now.minor, currency)});
  }
  if (!charge.next_charge) return;
  steps.push_back({"next charge", "on " + format_date(charge.next_charge->date),
                   with_currency(charge.next_charge->amount.minor, currency)});
}

}  // namespace

Steps explain_periods(Date start, Term term, int count) {
  Steps steps;
  const int anchor_day = anchor_day_of(start);
  Period period = period_at(anchor_day, start, months_of(term));
  for (int i = 1; i <= count; ++i) {
    const bool is_clamped = anchor_day_of(period.end) != anchor_day;
    steps.push_back(
        {fmt::format("period {}", i),
         fmt::format("{} + {} months, day {}{}", format_date(period.start), months_of(term),
                     anchor_day, is_clamped ? " or the last of the month" : ""),
         fmt::format("{}, {} days", span_of(period), period.days())});
    period = next_period(anchor_day, period, months_of(term));
  }
  return steps;
}

Result<Steps> explain_charge(const ChargeInput& input) {
  const Charge charge = TRY(calculate_charge(input));
  const Currency currency = input.unit_price.currency;
  Steps steps;
  for (std::size_t i = 0; i < charge.lines.size(); ++i) {
    const ChargeLine& line = charge.lines[i];
    const std::string name = fmt::format("line {} {}", i + 1, enum_text(line.type));
    if (line.credits) {
      explain_credit(line, input.charged[*line.credits], name, steps);
    } else {
      explain_new_line(line, name, steps);
    }
    if (!line.tax_terms.is_inclusive) continue;
    steps.push_back({name + ": net",
                     fmt::format("{} / (100 % + {})", amount(line.net + line.tax, currency),
                                 percent(line.tax_terms.rate)),
                     with_currency(line.net, currency)});
  }
  explain_totals(charge, steps);
  explain_outcome(charge, steps);
  return steps;
}

Result<Steps> explain_tax(std::span<const TaxableLine> lines, Currency currency) {
  const TaxedLines taxed = TRY(tax_lines(lines));
  Steps steps;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const TaxableLine& line = lines[i];
    const std::string formula =
        line.is_inclusive
            ? fmt::format("{} / (100 % + {})", amount(line.amount, currency), percent(line.rate))
            : "the line's amount";
    steps.push_back(
        {fmt::format("line {}: net", i + 1), formula, with_currency(taxed.lines[i].net, currency)});
  }
  for (const TaxGroup& group : taxed.groups) {
    bool is_inclusive = false;
    for (const TaxableLine& line : lines) {
      is_inclusive = is_inclusive || (line.is_inclusive && line.category == group.category &&
                                      line.rate == group.rate);
    }
    steps.push_back({fmt::format("tax {} {}", group.category, percent(group.rate)),
                     tax_formula(group, is_inclusive, currency),
                     with_currency(group.tax, currency)});
  }
  steps.push_back({"total",
                   fmt::format("{} + {}", amount(taxed.net, currency), amount(taxed.tax, currency)),
                   with_currency(taxed.total, currency)});
  return steps;
}

Steps explain_sharing(Money total, std::span<const std::int64_t> weights) {
  const std::vector<std::int64_t> shares = allocate(total.minor, weights);
  Int128 sum = 0;
  for (const std::int64_t weight : weights) sum += weight;
  Steps steps;
  std::int64_t given = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    // What rounding toward zero alone would give tells who got one of the units left over.
    const Int128 parts = sum == 0 ? Int128{total.minor} : Int128{total.minor} * weights[i];
    const Int128 whole = sum == 0 ? static_cast<Int128>(shares.size()) : sum;
    const bool got_rest = Int128{shares[i]} != parts / whole;
    steps.push_back(
        {fmt::format("share {}", i + 1),
         fmt::format("{} x {}/{}{}", format_decimal(total), sum == 0 ? 1 : weights[i],
                     static_cast<std::int64_t>(whole), got_rest ? ", one unit of the rest" : ""),
         with_currency(shares[i], total.currency)});
    given += shares[i];
  }
  steps.push_back({"sum", "all shares", with_currency(given, total.currency)});
  return steps;
}

}  // namespace perseat
