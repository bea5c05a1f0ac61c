// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "domain/charge.h"

#include <algorithm>
#include <utility>

#include "base/check.h"
#include "domain/proration.h"

namespace perseat {
namespace {

bool is_credit(ChargeKind kind) {
  return kind == ChargeKind::quantity_decrease || kind == ChargeKind::cancellation;
}

void check_quantities(const ChargeInput& input) {
  CHECK(input.quantity_from >= 0 && input.quantity_to >= 0);
  switch (input.kind) {
    case ChargeKind::purchase:
    case ChargeKind::reactivation: CHECK(input.quantity_to > 0); break;
    case ChargeKind::renewal: CHECK(input.quantity_to > 0); break;
    case ChargeKind::quantity_increase: CHECK(input.quantity_to > input.quantity_from); break;
    case ChargeKind::quantity_decrease: CHECK(input.quantity_to < input.quantity_from); break;
    case ChargeKind::cancellation: CHECK(input.quantity_to == 0); break;
  }
}

// The seats of the kind, from the change to the end of the period; before tax.
Result<ChargeLine> new_line(const ChargeInput& input) {
  const bool is_increase = input.kind == ChargeKind::quantity_increase;
  ChargeLine line;
  line.type = transaction_type(input.kind);
  line.description_key = description_key(line.type);
  line.quantity = is_increase ? input.quantity_to - input.quantity_from : input.quantity_to;
  line.unit_price = input.unit_price;
  line.period = input.period;
  line.service = {std::max(input.period.start, input.change_date), input.period.end};
  line.tax_terms = input.tax;
  const Money gross =
      TRY(charge_for_rest(input.unit_price, line.quantity, input.period, input.change_date));
  line.gross = gross.minor;
  line.discount = discount_on(line.gross, input.discount);
  return line;
}

Result<void> add_charges(const ChargeInput& input, Charge& charge) {
  ChargeLine fresh = TRY(new_line(input));
  if (fresh.gross != fresh.discount) charge.lines.push_back(std::move(fresh));
  for (const ChargeLine& line : input.deferred) charge.lines.push_back(line);
  std::vector<TaxableLine> taxable;
  taxable.reserve(charge.lines.size());
  for (const ChargeLine& line : charge.lines) {
    CHECK(line.unit_price.currency == input.unit_price.currency);
    taxable.push_back({line.gross - line.discount, line.tax_terms.category, line.tax_terms.rate,
                       line.tax_terms.is_inclusive});
  }
  TaxedLines taxed = TRY(tax_lines(taxable));
  for (std::size_t i = 0; i < charge.lines.size(); ++i) {
    charge.lines[i].net = taxed.lines[i].net;
    charge.lines[i].tax = taxed.lines[i].tax;
  }
  charge.groups = std::move(taxed.groups);
  charge.net.minor = taxed.net;
  charge.tax.minor = taxed.tax;
  charge.total.minor = taxed.total;
  return {};
}

// What proration sees of a charged line: what was paid, with the tax where that was in the price.
ChargedPart part_of_line(const ChargedLine& line) {
  ChargedPart part;
  part.amount = line.net + (line.tax_terms.is_inclusive ? line.tax : 0);
  part.credited = line.credited_net + (line.tax_terms.is_inclusive ? line.credited_tax : 0);
  part.quantity = line.quantity;
  part.seats_left = line.quantity - line.credited_seats;
  part.service = line.service;
  part.period = line.period;
  return part;
}

std::vector<SeatRelease> releases_of(const ChargeInput& input,
                                     const std::vector<ChargedPart>& parts) {
  std::int64_t seats = input.quantity_from - input.quantity_to;
  if (input.kind == ChargeKind::cancellation) {
    seats = 0;
    for (const ChargedPart& part : parts) seats += part.seats_left;
  }
  const std::vector<std::int64_t> taken = seats_to_credit(parts, seats, input.change_date);
  std::vector<SeatRelease> releases;
  for (std::size_t i = 0; i < taken.size(); ++i) {
    if (taken[i] > 0) releases.push_back({i, taken[i]});
  }
  return releases;
}

ChargeLine credit_line(const ChargeInput& input, const SeatRelease& release,
                       const TaxedLine& credit) {
  const ChargedLine& charged = input.charged[release.charged];
  ChargeLine line;
  line.type = transaction_type(input.kind);
  line.description_key = description_key(line.type);
  line.quantity = release.seats;
  line.unit_price = charged.unit_price;
  line.service = {std::max(charged.service.start, input.change_date), charged.service.end};
  line.period = charged.period;
  line.net = -credit.net;
  line.tax = -credit.tax;
  line.gross = line.net + (charged.tax_terms.is_inclusive ? line.tax : 0);
  line.tax_terms = charged.tax_terms;
  line.credits = release.charged;
  return line;
}

void add_to_group(std::vector<TaxGroup>& groups, const ChargeLine& line) {
  const auto known = std::ranges::find_if(groups, [&](const TaxGroup& group) {
    return group.category == line.tax_terms.category && group.rate == line.tax_terms.rate;
  });
  TaxGroup& group =
      known != groups.end()
          ? *known
          : groups.emplace_back(TaxGroup{line.tax_terms.category, line.tax_terms.rate, 0, 0});
  group.net += line.net;
  group.tax += line.tax;
}

// Credits are never more than what was charged, so their sums fit where those of the charges did.
void add_credits(const ChargeInput& input, Charge& charge) {
  std::vector<ChargedPart> parts;
  parts.reserve(input.charged.size());
  for (const ChargedLine& line : input.charged) {
    CHECK(line.unit_price.currency == input.unit_price.currency);
    parts.push_back(part_of_line(line));
  }
  charge.releases = releases_of(input, parts);
  if (!input.gives_refund) return;
  std::vector<CreditableLine> creditable;
  creditable.reserve(charge.releases.size());
  for (const SeatRelease& release : charge.releases) {
    const ChargedLine& line = input.charged[release.charged];
    const std::int64_t credit =
        credit_for(parts[release.charged], release.seats, input.change_date);
    creditable.push_back({line.net - line.credited_net, line.tax - line.credited_tax, credit,
                          line.tax_terms.category, line.tax_terms.rate,
                          line.tax_terms.is_inclusive});
  }
  const std::vector<TaxedLine> credits = tax_credits(creditable);
  for (std::size_t i = 0; i < credits.size(); ++i) {
    if (credits[i] == TaxedLine{}) continue;
    ChargeLine line = credit_line(input, charge.releases[i], credits[i]);
    add_to_group(charge.groups, line);
    charge.net.minor += line.net;
    charge.tax.minor += line.tax;
    charge.lines.push_back(std::move(line));
  }
  charge.total.minor = charge.net.minor + charge.tax.minor;
}

Result<NextCharge> next_charge(const ChargeInput& input, const Charge& charge) {
  const NextTerms& next = *input.next;
  ChargeInput renewal;
  renewal.kind = ChargeKind::renewal;
  renewal.unit_price = next.unit_price;
  renewal.quantity_from = renewal.quantity_to = next.quantity;
  renewal.period = period_at(next.anchor_day, input.period.end, months_of(next.term));
  renewal.change_date = renewal.period.start;
  renewal.discount = next.discount;
  renewal.tax = next.tax;
  if (input.is_billed_later) renewal.deferred = charge.lines;
  const Charge renewed = TRY(calculate_charge(renewal));
  return NextCharge{renewal.period.start, renewed.total};
}

}  // namespace

Result<Charge> calculate_charge(const ChargeInput& input) {
  check_quantities(input);
  const Currency currency = input.unit_price.currency;
  Charge charge;
  for (Money* sum : {&charge.net, &charge.tax, &charge.total, &charge.due_now, &charge.refund})
    sum->currency = currency;
  if (is_credit(input.kind)) {
    add_credits(input, charge);
  } else {
    TRY(add_charges(input, charge));
  }
  if (!input.is_billed_later) charge.due_now.minor = std::max<std::int64_t>(charge.total.minor, 0);
  charge.refund.minor = std::max<std::int64_t>(-charge.total.minor, 0);
  if (input.next) charge.next_charge = TRY(next_charge(input, charge));
  return charge;
}

std::string_view description_key(TransactionType type) {
  switch (type) {
    case TransactionType::purchase: return "line.purchase";
    case TransactionType::monthly_payment: return "line.monthlyPayment";
    case TransactionType::renew: return "line.renew";
    case TransactionType::re_enable: return "line.reEnable";
    case TransactionType::add_quantity: return "line.addQuantity";
    case TransactionType::remove_quantity: return "line.removeQuantity";
    case TransactionType::cancel: return "line.cancel";
    case TransactionType::credit: return "line.credit";
  }
  return "line.credit";
}

TransactionType transaction_type(ChargeKind kind) {
  switch (kind) {
    case ChargeKind::purchase: return TransactionType::purchase;
    case ChargeKind::quantity_increase: return TransactionType::add_quantity;
    case ChargeKind::quantity_decrease: return TransactionType::remove_quantity;
    case ChargeKind::cancellation: return TransactionType::cancel;
    case ChargeKind::reactivation: return TransactionType::re_enable;
    case ChargeKind::renewal: return TransactionType::renew;
  }
  return TransactionType::purchase;
}

bool refunds_cancellation(CancelRefund refund, std::int64_t window_hours, Instant term_began,
                          Instant now) {
  switch (refund) {
    case CancelRefund::prorated: return true;
    case CancelRefund::window: return now < term_began.plus_ms(window_hours * hour_ms);
    case CancelRefund::none: return false;
  }
  return false;
}

}  // namespace perseat
