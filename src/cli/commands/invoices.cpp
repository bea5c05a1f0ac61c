// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Reading invoices and paying them.
#include <fmt/format.h>

#include <fstream>

#include "cli/commands/commands.h"
#include "cli/operation.h"

namespace perseat::cli {
namespace {

constexpr Column invoice_list_columns[] = {{"Number", "number"},
                                           {"Kind", "kind"},
                                           {"Status", "status"},
                                           {"Date", "invoiceDate"},
                                           {"Due", "dueDate"},
                                           {"Net", "net", Format::money},
                                           {"Tax", "tax", Format::money},
                                           {"Total", "total", Format::money},
                                           {"Owed", "amountDue", Format::money},
                                           {"Paid with", "paidWith"},
                                           {"ID", "id"}};
const View invoice_list_view{invoice_list_columns};

constexpr Column invoice_columns[] = {{"Number", "number"},
                                      {"Kind", "kind"},
                                      {"Status", "status"},
                                      {"Date", "invoiceDate"},
                                      {"Due", "dueDate"},
                                      {"Billing profile", "billingProfileName"},
                                      {"Bill to", "billTo.name"},
                                      {"Address", "billTo.address"},
                                      {"Tax ID", "taxId"},
                                      {"PO number", "poNumber"},
                                      {"Reverse charge", "reverseCharge"},
                                      {"Corrects", "correctsInvoiceId"},
                                      {"Discount", "discount"},
                                      {"Net", "net"},
                                      {"Tax", "tax"},
                                      {"Total", "total"},
                                      {"Owed", "amountDue"},
                                      {"Paid with", "paidWith"},
                                      {"ID", "id"}};
constexpr Column invoice_line_columns[] = {{"Line", "line", Format::number},
                                           {"What", "transactionType"},
                                           {"Description", "description"},
                                           {"Licenses", "quantity", Format::number},
                                           {"Unit price", "unitPrice", Format::money},
                                           {"From", "servicePeriodStart"},
                                           {"To before", "servicePeriodEnd"},
                                           {"Gross", "gross", Format::money},
                                           {"Discount", "discount", Format::money},
                                           {"Net", "net", Format::money},
                                           {"Tax %", "taxRate", Format::number},
                                           {"Tax", "tax", Format::money}};
constexpr Column invoice_tax_columns[] = {{"Category", "category"},
                                          {"Rate %", "rate", Format::number},
                                          {"Net", "net", Format::money},
                                          {"Tax", "tax", Format::money}};
constexpr Column payment_columns[] = {{"At (UTC)", "createdAt", Format::instant},
                                      {"Amount", "amount", Format::money},
                                      {"Refund", "isRefund"},
                                      {"Card", "card"},
                                      {"Status", "status"},
                                      {"Reason", "reason"}};
constexpr Section invoice_sections[] = {{"Lines", "lines", invoice_line_columns},
                                        {"Taxes", "taxes", invoice_tax_columns},
                                        {"Payments", "payments", payment_columns}};
const View invoice_view{invoice_columns, {}, invoice_sections};

Result<ExitCode> pay(Context& context) {
  Api api = TRY(signed_in(context));
  const std::string path = TRY(fill_path(context, api, context.given.command->operation.path));
  const Body body = TRY(body_of(context, api));
  const Reply invoice = TRY(api.call({.path = path.substr(0, path.rfind('/'))}));
  TRY(confirm(context, fmt::format("Pay {} of invoice {}?",
                                   cell_text(invoice.root().member("amountDue"), Format::money),
                                   cell_text(invoice.root().member("number"), Format::text))));
  const std::string key = TRY(idempotency_key(context));
  const Reply reply = TRY(api.call({.method = "POST",
                                    .path = path,
                                    .body = body.text(),
                                    .idempotency_key = key,
                                    .if_match = std::string(invoice.http.header("etag"))}));
  return show_settled(context, reply, invoice_view, "invoice");
}

// A document as the server gives it, into a file or a pipe.
Result<ExitCode> download(Context& context) {
  const std::string file = context.given.text("--file");
  if (file.empty() && context.around.out_is_terminal)
    return usage_error("This is no text for a terminal: name a file with -o, or use a pipe.");
  Api api = TRY(signed_in(context));
  const std::string_view path = context.given.command->operation.path;
  Call call{.path = TRY(fill_path(context, api, path))};
  call.accept = path.ends_with("/pdf") ? "application/pdf" : "application/xml";
  call.query = TRY(query_of(context, api));
  const Reply reply = TRY(api.call(call));
  if (file.empty()) {
    context.around.out(reply.http.body);
    return ExitCode::ok;
  }
  std::ofstream stream(file, std::ios::binary | std::ios::trunc);
  stream.write(reply.http.body.data(), static_cast<std::streamsize>(reply.http.body.size()));
  stream.close();
  if (!stream)
    return Error{ErrorCode::internal, "fileNotWritten", "Cannot write " + file + ".", {}, {}};
  return ExitCode::ok;
}

const Option invoice_option{"ID", "", "The invoice: its id or number", "", Kind::invoice, "", true};
const Option document_file_option{.name = "--file",
                                  .placeholder = "FILE",
                                  .help = "Where to put it (default: standard output)",
                                  .short_name = "-o"};

}  // namespace

Commands invoice_commands() {
  return {
      {.name = "invoices",
       .summary = "Invoices and credit notes, or one in detail",
       .details = "  perseat invoices\n"
                  "  perseat invoices --from 2026-01-01 --to 2026-03-31 --output csv\n"
                  "  perseat invoices INVOICE --output csv > lines.csv",
       .options = {{"ID", "", "One invoice: its id or number", "", Kind::invoice},
                   {"--window", "", "How far back (default past3Months)", "window", Kind::text,
                    "past3Months|past6Months"},
                   {"--from", "DATE", "First day, as 2026-01-31", "from"},
                   {"--to", "DATE", "Last day", "to"},
                   {"--status", "", "Only in this state", "status", Kind::text,
                    "due|overdue|paid|void"},
                   {"--billing-profile", "ID", "Only of a profile", "billingProfileId"},
                   {"--subscription", "ID", "Only of a subscription", "subscriptionId",
                    Kind::subscription}},
       .operation = {"GET", "/v1/invoices", Shape::list, &invoice_list_view},
       .item_operation = {"GET", "/v1/invoices/{ID}", Shape::item, &invoice_view}},
      {.name = "invoices pdf",
       .summary = "An invoice as PDF, with the electronic invoice inside",
       .details = "  perseat invoices pdf INVOICE -o invoice.pdf",
       .options = {invoice_option, document_file_option},
       .operation = {"GET", "/v1/invoices/{ID}/pdf"},
       .handler = download},
      {.name = "invoices xml",
       .summary = "An invoice as XML of EN 16931",
       .details = "  perseat invoices xml INVOICE -o factur-x.xml\n"
                  "  perseat invoices xml INVOICE --format xrechnung > xrechnung.xml",
       .options = {invoice_option,
                   document_file_option,
                   {"--format", "", "Which syntax (default facturx)", "format", Kind::text,
                    "facturx|xrechnung"}},
       .operation = {"GET", "/v1/invoices/{ID}/xml"},
       .handler = download},
      {.name = "pay",
       .summary = "Pay what is owed on an invoice",
       .details = "  perseat pay INVOICE --card 4242",
       .options = {{"ID", "", "The invoice: its id or number", "", Kind::invoice, "", true},
                   {"--card", "CARD", "Another card: id or last four digits", "paymentMethodId",
                    Kind::card},
                   yes_option,
                   key_option},
       .operation = {"POST", "/v1/invoices/{ID}/pay", Shape::item, &invoice_view},
       .handler = pay},
  };
}

}  // namespace perseat::cli
