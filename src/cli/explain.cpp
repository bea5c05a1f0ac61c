// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "cli/explain.h"

#include <fmt/format.h>

#include <charconv>

#include "domain/explain.h"

namespace perseat::cli {
namespace {

void show_steps(const Context& context, const Steps& steps) {
  Grid grid{{{"Step"}, {"How"}, {"Result"}}, {}};
  for (const Step& step : steps) grid.rows.push_back({step.label, step.formula, step.value});
  show_grid(context, grid);
}

Result<Date> date_of(const Context& context, std::string_view option) {
  const std::string text = context.given.text(option);
  const auto date = parse_date(text);
  if (!date)
    return usage_error(fmt::format("{} takes a day such as 2024-01-31, not '{}'.", option, text));
  return *date;
}

Result<std::int64_t> integer_of(std::string_view name, std::string_view text,
                                std::int64_t maximum) {
  std::int64_t number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc{} || end != text.data() + text.size() || number < 0 || number > maximum)
    return usage_error(
        fmt::format("{} takes a whole number from 0 to {}, not '{}'.", name, maximum, text));
  return number;
}

Result<Currency> currency_of(const Context& context) {
  const std::string text =
      context.given.has("--currency") ? context.given.text("--currency") : "EUR";
  const auto currency = parse_currency(text);
  if (!currency) return usage_error(fmt::format("'{}' is no currency.", text));
  return *currency;
}

Term term_of(const Context& context) {
  return context.given.text("--term") == "yearly" ? Term::yearly : Term::monthly;
}

// What was typed is wrong, not what a server was sent.
template <class T>
Result<T> as_usage(Result<T> result) {
  if (!result) return usage_error(result.error().detail);
  return result;
}

TaxTerms tax_of(const Context& context, Rate rate) {
  return {"standard", rate, context.given.has("--inclusive")};
}

// The charge that a decrease or cancellation gives back from: all seats, the whole period.
Result<ChargedLine> charged_line(const ChargeInput& change) {
  ChargeInput first;
  first.kind = ChargeKind::purchase;
  first.unit_price = change.unit_price;
  first.quantity_to = change.quantity_from;
  first.period = change.period;
  first.change_date = change.period.start;
  first.discount = change.discount;
  first.tax = change.tax;
  const Charge charge = TRY(calculate_charge(first));
  ChargedLine line;
  line.unit_price = first.unit_price;
  line.quantity = first.quantity_to;
  line.service = line.period = first.period;
  line.tax_terms = first.tax;
  for (const ChargeLine& charged : charge.lines) {
    line.net += charged.net;
    line.tax += charged.tax;
  }
  return line;
}

Result<Period> period_of(const Context& context, Date change_date) {
  const Date anchor =
      context.given.has("--anchor") ? TRY(date_of(context, "--anchor")) : change_date;
  if (change_date < anchor) return usage_error("--date lies before --anchor.");
  const int months = months_of(term_of(context));
  return period_containing(anchor_day_of(anchor), anchor, months, change_date);
}

Result<ChargeInput> charge_input(const Context& context) {
  ChargeInput input;
  input.kind = *parse_enum<ChargeKind>(context.given.text("--change"));
  const Currency currency = TRY(currency_of(context));
  input.unit_price = TRY(as_usage(parse_unit_price(context.given.text("--price"), currency)));
  const std::string_view seats_name = "--seats";
  input.quantity_from = TRY(integer_of(seats_name, context.given.text(seats_name), 100'000));
  input.change_date = TRY(date_of(context, "--date"));
  input.period = TRY(period_of(context, input.change_date));
  const std::string rate = context.given.has("--tax") ? context.given.text("--tax") : "0";
  input.tax = tax_of(context, TRY(as_usage(parse_percent(rate))));
  if (context.given.has("--discount"))
    input.discount = {DiscountKind::percentage,
                      TRY(as_usage(parse_percent(context.given.text("--discount")))), 0};
  if (context.given.has("--to"))
    input.quantity_to = TRY(integer_of("--to", context.given.text("--to"), 100'000));
  return input;
}

// The numbers before and after as the kind of change wants them.
Result<void> settle_quantities(const Context& context, ChargeInput& input) {
  const bool takes_total =
      input.kind == ChargeKind::quantity_increase || input.kind == ChargeKind::quantity_decrease;
  if (takes_total != context.given.has("--to"))
    return usage_error(takes_total ? "A change of quantity needs the new total: --to N."
                                   : "--to goes with quantityIncrease and quantityDecrease only.");
  if (input.quantity_from == 0) return usage_error("--seats must be at least 1.");
  if (input.kind == ChargeKind::quantity_increase && input.quantity_to <= input.quantity_from)
    return usage_error("An increase needs a total above --seats.");
  if (input.kind == ChargeKind::quantity_decrease &&
      (input.quantity_to >= input.quantity_from || input.quantity_to == 0))
    return usage_error("A decrease needs a total below --seats and above 0; 0 is a cancellation.");
  if (input.kind == ChargeKind::purchase) {
    input.quantity_to = input.quantity_from;
    input.quantity_from = 0;
  }
  return {};
}

// Of a credit: what stays paid, before tax or with the tax inside.
Result<Step> kept_step(const ChargeInput& input) {
  const Charge charge = TRY(calculate_charge(input));
  const Currency currency = input.unit_price.currency;
  const ChargedLine& line = input.charged.front();
  const std::int64_t paid = line.net + (input.tax.is_inclusive ? line.tax : 0);
  std::int64_t given_back = 0;
  for (const ChargeLine& credit : charge.lines) given_back -= credit.gross;
  return Step{"kept",
              fmt::format("{} - {}", format_decimal({paid, currency}),
                          format_decimal({given_back, currency})),
              fmt::format("{} {}", format_decimal({paid - given_back, currency}), currency.text())};
}

// "129.00@9.5" or "129.00@9.5:reduced".
struct TypedLine {
  std::int64_t amount = 0;
  Rate rate;
  std::string category;
};

Result<TypedLine> typed_line(const std::string& text, Currency currency) {
  const std::size_t at_sign = text.find('@');
  if (at_sign == std::string::npos)
    return usage_error(fmt::format("'{}' is no line; write AMOUNT@RATE, as 129.00@19.", text));
  const std::size_t colon = std::min(text.find(':', at_sign), text.size());
  TypedLine line;
  line.amount = TRY(as_usage(parse_decimal(text.substr(0, at_sign), currency))).minor;
  line.rate = TRY(as_usage(parse_percent(text.substr(at_sign + 1, colon - at_sign - 1))));
  line.category = colon == text.size() ? "standard" : text.substr(colon + 1);
  return line;
}

}  // namespace

Result<ExitCode> explain_periods_command(Context& context) {
  const Date anchor = TRY(date_of(context, "--anchor"));
  const std::string count = context.given.has("--count") ? context.given.text("--count") : "12";
  const std::int64_t periods = TRY(integer_of("--count", count, 1'000));
  show_steps(context, explain_periods(anchor, term_of(context), static_cast<int>(periods)));
  return ExitCode::ok;
}

Result<ExitCode> explain_proration_command(Context& context) {
  ChargeInput input = TRY(charge_input(context));
  TRY(settle_quantities(context, input));
  const bool gives_back =
      input.kind == ChargeKind::quantity_decrease || input.kind == ChargeKind::cancellation;
  if (gives_back) input.charged = {TRY(as_usage(charged_line(input)))};
  Steps steps = TRY(as_usage(explain_charge(input)));
  if (gives_back) steps.push_back(TRY(kept_step(input)));
  show_steps(context, steps);
  return ExitCode::ok;
}

Result<ExitCode> explain_tax_command(Context& context) {
  const Currency currency = TRY(currency_of(context));
  std::vector<TypedLine> typed;
  for (const std::string& text : context.given.all("LINE"))
    typed.push_back(TRY(typed_line(text, currency)));
  std::vector<TaxableLine> lines;
  lines.reserve(typed.size());
  for (const TypedLine& line : typed)
    lines.push_back({line.amount, line.category, line.rate, context.given.has("--inclusive")});
  show_steps(context, TRY(as_usage(explain_tax(lines, currency))));
  return ExitCode::ok;
}

Result<ExitCode> explain_share_command(Context& context) {
  const Currency currency = TRY(currency_of(context));
  const Money amount = TRY(as_usage(parse_decimal(context.given.text("AMOUNT"), currency)));
  std::vector<std::int64_t> weights;
  for (const std::string& text : context.given.all("WEIGHT"))
    weights.push_back(TRY(integer_of("WEIGHT", text, 1'000'000'000)));
  show_steps(context, explain_sharing(amount, weights));
  return ExitCode::ok;
}

}  // namespace perseat::cli
