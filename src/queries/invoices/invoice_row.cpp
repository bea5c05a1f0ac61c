// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/invoices/invoice_row.h"

#include <fmt/format.h>

#include <optional>

#include "domain/invoice_state.h"
#include "domain/standing.h"
#include "queries/allowed_action.h"
#include "queries/write.h"
#include "store/billing_tables.h"
#include "store/statements.h"

namespace perseat::queries {
namespace {

const ports::Sql& select_invoice() {
  static const store::OwnedSql owned("select " + invoice_row_columns() + " from invoice i " +
                                     invoice_row_joins() + "where i.org_id = $1 and i.id = $2");
  return owned.sql();
}
const ports::Sql& select_lines() {
  static const store::OwnedSql owned(store::select_texts(
      store::table_names<InvoiceLine>(), "org_id = $1 and invoice_id = $2 order by line"));
  return owned.sql();
}

std::string_view payment_refusal(const InvoiceRow& row) {
  if (!is_payable(row.invoice)) return "invoiceNotPayable";
  return row.has_open_charge ? "paymentPending" : "";
}

}  // namespace

std::string invoice_row_columns() {
  std::string text;
  for (const std::string_view name : store::column_names<Invoice>()) {
    text += "i.";
    text += name;
    text += ", ";
  }
  return text +
         "b.name, b.owner_id, s.purchaser_id, s.scope, c.id, c.brand, c.last4, "
         "case when exists (select 1 from payment_attempt o where o.org_id = i.org_id "
         "and o.invoice_id = i.id and o.purpose <> 'refund' "
         "and o.status in ('open', 'needsAction')) then 1 else 0 end";
}

std::string invoice_row_joins() {
  return "join billing_profile b on b.org_id = i.org_id and b.id = i.profile_id "
         "join subscription s on s.org_id = i.org_id and s.id = i.subscription_id "
         // The last charge that succeeded, and the card that it was made to.
         "left join payment_attempt a on a.org_id = i.org_id and a.invoice_id = i.id "
         "and a.status = 'succeeded' and a.purpose <> 'refund' and not exists ("
         "select 1 from payment_attempt n where n.org_id = a.org_id "
         "and n.invoice_id = a.invoice_id and n.id > a.id and n.status = 'succeeded' "
         "and n.purpose <> 'refund') "
         "left join payment_method c on c.org_id = a.org_id and c.id = a.payment_method_id ";
}

std::string own_invoices(std::string_view first_day, std::string_view last_day,
                         std::string_view person) {
  return fmt::format(
      "own_profile(id) as ("
      "select id from billing_profile where org_id = $1 and owner_id = {2} "
      "and closed_at_ms is null union select profile_id from role_assignment where org_id = $1 and "
      "user_id = {2}), "
      "own(id) as ("
      "select n.id from own_profile p join invoice n on n.org_id = $1 and n.profile_id = p.id "
      "and n.issued_on between {0} and {1} and n.number <> '' "
      "union select n.id from subscription s join invoice n on n.org_id = $1 "
      "and n.subscription_id = s.id and n.issued_on between {0} and {1} "
      "where s.org_id = $1 and s.purchaser_id = {2} and s.scope = 'individual') ",
      first_day, last_day, person);
}

InvoiceRow fetch_invoice_row(const ports::Row& row) {
  InvoiceRow fetched;
  fetched.invoice = store::fetch_row<Invoice>(row);
  auto at = static_cast<int>(store::column_names<Invoice>().size());
  fetched.profile_name = row.text(at++);
  store::fetch(row, at++, fetched.profile_owner);
  store::fetch(row, at++, fetched.purchaser);
  store::fetch(row, at++, fetched.scope);
  if (!row.is_null(at))
    fetched.paid_with = {PaymentMethodId{row.uuid(at)}, std::string(row.text(at + 1)),
                         std::string(row.text(at + 2))};
  fetched.has_open_charge = row.integer(at + 3) != 0;
  return fetched;
}

Result<InvoiceRow> find_issued_invoice(ports::Connection& reader, const Actor& actor,
                                       InvoiceId invoice) {
  std::optional<InvoiceRow> found;
  const ports::Value key[] = {ports::Value::of(actor.org), ports::Value::of(invoice)};
  TRY(reader.query(select_invoice(), key,
                   [&](const ports::Row& row) { found = fetch_invoice_row(row); }));
  if (!found || !is_issued(found->invoice)) return not_found();
  TRY(authorize(Action::get_invoice, standing_for(actor, *found)));
  return *found;
}

Result<std::vector<InvoiceLine>> read_invoice_lines(ports::Connection& reader,
                                                    const Invoice& invoice) {
  std::vector<InvoiceLine> lines;
  const ports::Value key[] = {ports::Value::of(invoice.org), ports::Value::of(invoice.id)};
  TRY(reader.query(select_lines(), key, [&](const ports::Row& row) {
    lines.push_back(store::fetch_row<InvoiceLine>(row));
  }));
  return lines;
}

Standing standing_for(const Actor& actor, const InvoiceRow& row) {
  BillingProfile profile;
  profile.id = row.invoice.profile;
  profile.owner = row.profile_owner;
  Subscription subscription;
  subscription.purchaser = row.purchaser;
  subscription.scope = row.scope;
  return perseat::standing_for(actor, profile, subscription);
}

void write_invoice_members(json::Writer& writer, const Actor& actor, const InvoiceRow& row) {
  const Invoice& invoice = row.invoice;
  writer.field("id", invoice.id).field("number", invoice.number).field("kind", invoice.kind);
  writer.field("status", invoice.status).field("billingProfileId", invoice.profile);
  writer.field("billingProfileName", row.profile_name);
  writer.field("subscriptionId", invoice.subscription);
  writer.field("invoiceDate", invoice.issued_on).field("dueDate", invoice.due_on);
  write_money(writer, "discount", {invoice.discount_minor, invoice.currency});
  write_money(writer, "net", {invoice.net_minor, invoice.currency});
  write_money(writer, "tax", {invoice.tax_minor, invoice.currency});
  write_money(writer, "total", {invoice.total_minor, invoice.currency});
  write_money(writer, "amountDue", {invoice.due_minor, invoice.currency});
  writer.key("nextChargeAt");
  invoice.next_charge_at ? writer.value(*invoice.next_charge_at) : writer.null();
  write_card(writer, "paidWith", row.paid_with);
  const std::string_view right = access_refusal(Action::pay_invoice, standing_for(actor, row));
  writer.key("allowedActions").begin_object();
  write_allowed(writer, "payInvoice", right.empty() ? payment_refusal(row) : right);
  writer.end_object();
}

}  // namespace perseat::queries
