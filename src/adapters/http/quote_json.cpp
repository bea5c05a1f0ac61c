// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/http/quote_json.h"

#include "base/json.h"
#include "queries/write.h"

namespace perseat::http {
namespace {

void write_line(json::Writer& writer, const ChargeLine& line, const std::string& description) {
  const Currency currency = line.unit_price.currency;
  const auto money = [&](std::string_view name, std::int64_t minor) {
    queries::write_money(writer, name, {minor, currency});
  };
  writer.begin_object().field("transactionType", line.type).field("description", description);
  writer.field("quantity", line.quantity);
  queries::write_price(writer, "unitPrice", format_unit_price(line.unit_price), currency.text());
  writer.field("servicePeriodStart", line.service.start);
  writer.field("servicePeriodEnd", line.service.end);
  writer.field("periodStart", line.period.start).field("periodEnd", line.period.end);
  money("gross", line.gross);
  money("discount", line.discount);
  money("net", line.net);
  writer.field("taxCategory", line.tax_terms.category);
  writer.field("taxRate", format_percent(line.tax_terms.rate));
  money("tax", line.tax);
  writer.field("taxInclusive", line.tax_terms.is_inclusive).end_object();
}

void write_next_charge(json::Writer& writer, const std::optional<NextCharge>& next) {
  writer.key("nextCharge");
  if (!next) {
    writer.null();
    return;
  }
  writer.begin_object().field("date", next->date);
  queries::write_money(writer, "amount", next->amount);
  writer.end_object();
}

}  // namespace

std::string quote_json(const usecases::CreateQuote::Output& quote) {
  std::string body;
  json::Writer writer(body);
  const Charge& charge = quote.charge;
  writer.begin_object().field("kind", quote.kind).field("offerId", quote.offer);
  writer.key("subscriptionId");
  quote.subscription.is_nil() ? writer.null() : writer.value(quote.subscription);
  writer.field("quantity", quote.quantity).key("lines").begin_array();
  for (std::size_t i = 0; i < charge.lines.size(); ++i)
    write_line(writer, charge.lines[i], quote.descriptions[i]);
  writer.end_array();
  queries::write_money(writer, "net", charge.net);
  queries::write_money(writer, "tax", charge.tax);
  queries::write_money(writer, "total", charge.total);
  queries::write_money(writer, "dueNow", charge.due_now);
  write_next_charge(writer, charge.next_charge);
  if (charge.refund.is_zero())
    writer.key("refund").null();
  else
    queries::write_money(writer, "refund", charge.refund);
  writer.field("peopleAffected", quote.people_affected);
  writer.field("effectiveAt", quote.effective_at).field("expiresAt", quote.expires_at);
  writer.end_object();
  return body;
}

}  // namespace perseat::http
