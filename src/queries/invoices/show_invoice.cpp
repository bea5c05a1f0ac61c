// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/invoices/show_invoice.h"

#include <string>
#include <vector>

#include "domain/etag.h"
#include "domain/payment.h"
#include "queries/invoices/invoice_row.h"

namespace perseat::queries {
namespace {

const ports::Sql select_attempts{
    "select a.id, a.created_at_ms, a.amount_minor, a.currency, a.purpose, a.status, "
    "a.decline_code, c.id, c.brand, c.last4 "
    "from payment_attempt a "
    "join payment_method c on c.org_id = a.org_id and c.id = a.payment_method_id "
    "where a.org_id = $1 and a.invoice_id = $2 order by a.id"};
const ports::Sql select_credit_notes{
    "select id, number, issued_on, total_minor from invoice "
    "where org_id = $1 and corrects_id = $2 and kind = 'creditNote' order by id"};

struct TaxGroupSum {
  std::string category;
  std::string rate;
  std::int64_t net = 0;
  std::int64_t tax = 0;
};

void write_line(json::Writer& writer, const InvoiceLine& line, Currency currency) {
  writer.begin_object().field("line", line.line).field("subscriptionId", line.subscription);
  writer.field("transactionType", line.type).field("description", line.description);
  writer.field("quantity", line.quantity);
  write_price(writer, "unitPrice", line.unit_price, currency.text());
  writer.field("servicePeriodStart", line.service_start);
  writer.field("servicePeriodEnd", line.service_end);
  writer.field("periodStart", line.period_start).field("periodEnd", line.period_end);
  write_money(writer, "gross", {line.gross_minor, currency});
  write_money(writer, "discount", {line.discount_minor, currency});
  write_money(writer, "net", {line.net_minor, currency});
  writer.field("taxCategory", line.tax_category).field("taxRate", line.tax_rate_percent);
  write_money(writer, "tax", {line.tax_minor, currency});
  writer.field("taxInclusive", line.tax_inclusive).end_object();
}

// The lines' shares of a group's tax add up to it, so their sum is the tax that was rounded once.
void add_to_group(std::vector<TaxGroupSum>& groups, const InvoiceLine& line) {
  for (TaxGroupSum& group : groups) {
    if (group.category != line.tax_category || group.rate != line.tax_rate_percent) continue;
    group.net += line.net_minor;
    group.tax += line.tax_minor;
    return;
  }
  groups.push_back({line.tax_category, line.tax_rate_percent, line.net_minor, line.tax_minor});
}

Result<void> write_lines(ports::Connection& reader, json::Writer& writer, const Invoice& invoice) {
  std::vector<TaxGroupSum> groups;
  writer.key("lines").begin_array();
  for (const InvoiceLine& line : TRY(read_invoice_lines(reader, invoice))) {
    write_line(writer, line, invoice.currency);
    add_to_group(groups, line);
  }
  writer.end_array().key("taxes").begin_array();
  for (const TaxGroupSum& group : groups) {
    writer.begin_object().field("category", group.category).field("rate", group.rate);
    write_money(writer, "net", {group.net, invoice.currency});
    write_money(writer, "tax", {group.tax, invoice.currency});
    writer.end_object();
  }
  writer.end_array();
  return {};
}

Result<void> write_credit_notes(ports::Connection& reader, json::Writer& writer,
                                const Invoice& invoice) {
  const ports::Value key[] = {ports::Value::of(invoice.org), ports::Value::of(invoice.id)};
  writer.key("creditNotes").begin_array();
  TRY(reader.query(select_credit_notes, key, [&](const ports::Row& row) {
    if (row.text(1).empty()) return;
    writer.begin_object().field("id", row.uuid(0)).field("number", row.text(1));
    writer.field("invoiceDate", row.date(2));
    write_money(writer, "total", {row.integer(3), invoice.currency});
    writer.end_object();
  }));
  writer.end_array();
  return {};
}

void write_attempt(json::Writer& writer, const ports::Row& row) {
  const Currency currency(row.text(3));
  writer.begin_object().field("id", row.uuid(0)).field("createdAt", row.instant(1));
  write_money(writer, "amount", {row.integer(2), currency});
  writer.field("isRefund", row.text(4) == enum_text(AttemptPurpose::refund));
  write_card(writer, "card",
             {PaymentMethodId{row.uuid(7)}, std::string(row.text(8)), std::string(row.text(9))});
  writer.field("status", row.text(5));
  write_text_or_null(writer, "reason", row.text(6));
  writer.end_object();
}

Result<void> write_payments(ports::Connection& reader, json::Writer& writer,
                            const Invoice& invoice) {
  const ports::Value key[] = {ports::Value::of(invoice.org), ports::Value::of(invoice.id)};
  writer.key("payments").begin_array();
  TRY(reader.query(select_attempts, key,
                   [&](const ports::Row& row) { write_attempt(writer, row); }));
  writer.end_array();
  return {};
}

Result<void> write_detail(ports::Connection& reader, json::Writer& writer, const Actor& actor,
                          const InvoiceRow& row) {
  const Invoice& invoice = row.invoice;
  writer.begin_object();
  write_invoice_members(writer, actor, row);
  TRY(write_lines(reader, writer, invoice));
  writer.key("billTo").begin_object().field("name", invoice.bill_to_name);
  write_address(writer, "address", invoice.bill_to);
  writer.end_object();
  write_text_or_null(writer, "taxId", invoice.tax_id);
  write_text_or_null(writer, "poNumber", invoice.po_number);
  writer.field("reverseCharge", invoice.reverse_charge).key("correctsInvoiceId");
  invoice.corrects.is_nil() ? writer.null() : writer.value(invoice.corrects);
  TRY(write_credit_notes(reader, writer, invoice));
  TRY(write_payments(reader, writer, invoice));
  writer.end_object();
  return {};
}

}  // namespace

Result<Shown> show_invoice(ports::Connection& reader, const Actor& actor, InvoiceId invoice) {
  const InvoiceRow row = TRY(find_issued_invoice(reader, actor, invoice));
  Shown shown;
  json::Writer writer(shown.body);
  TRY(write_detail(reader, writer, actor, row));
  shown.etag = etag_of(row.invoice.version);
  return shown;
}

Result<Shown> show_pending_invoice(ports::Connection& reader, const Actor& actor, InvoiceId invoice,
                                   const std::string& next_action_url) {
  const InvoiceRow row = TRY(find_issued_invoice(reader, actor, invoice));
  Shown shown;
  json::Writer writer(shown.body);
  writer.begin_object().key("invoice");
  TRY(write_detail(reader, writer, actor, row));
  writer.key("nextAction");
  if (next_action_url.empty())
    writer.null();
  else
    writer.begin_object().field("type", "redirect").field("url", next_action_url).end_object();
  writer.end_object();
  return shown;
}

}  // namespace perseat::queries
