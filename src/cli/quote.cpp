// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "cli/quote.h"

#include "cli/operation.h"

namespace perseat::cli {
namespace {

constexpr Column quote_columns[] = {{"Kind", "kind"},
                                    {"Licenses", "quantity"},
                                    {"Net", "net"},
                                    {"Tax", "tax"},
                                    {"Total", "total"},
                                    {"Due now", "dueNow"},
                                    {"Refund", "refund"},
                                    {"Next charge", "nextCharge"},
                                    {"People affected", "peopleAffected"},
                                    {"Effective (UTC)", "effectiveAt", Format::instant}};
constexpr Column quote_line_columns[] = {{"Line", "transactionType"},
                                         {"Licenses", "quantity", Format::number},
                                         {"Unit price", "unitPrice", Format::money},
                                         {"From", "servicePeriodStart"},
                                         {"To before", "servicePeriodEnd"},
                                         {"Gross", "gross", Format::money},
                                         {"Discount", "discount", Format::money},
                                         {"Net", "net", Format::money},
                                         {"Tax %", "taxRate", Format::number},
                                         {"Tax", "tax", Format::money}};
constexpr Section quote_sections[] = {{"Lines", "lines", quote_line_columns}};

Result<Reply> ask_for_quote(Api& api, const Body& body) {
  return api.call({.method = "POST",
                   .path = "/v1/quotes",
                   .body = body.text(),
                   .idempotency_key = fresh_key()});
}

// What is meant when --kind is not given.
std::string_view kind_of(const Invocation& given) {
  if (given.has("--offer")) return "purchase";
  return given.has("--quantity") ? "quantityChange" : "";
}

}  // namespace

const View quote_view{quote_columns, {}, quote_sections};

Result<ExitCode> quote_and_change(Context& context, Api& api, QuotedChange change) {
  const Reply quote = TRY(ask_for_quote(api, change.quote));
  context.around.err(render_item(quote.root(), quote_view, Output::table, context.err_style) +
                     "\n");
  TRY(confirm(context, change.question));
  if (change.expects_total) change.body.set("expectedTotal", quote.root().member("total").dump());
  change.call.body = change.body.text();
  change.call.idempotency_key = TRY(idempotency_key(context));
  const Reply reply = TRY(api.call(change.call));
  return show_settled(context, reply, *context.given.command->operation.view, "subscription");
}

Result<ExitCode> show_quote(Context& context) {
  Api api = TRY(signed_in(context));
  Body body = TRY(body_of(context, api));
  if (!context.given.has("--kind")) {
    const std::string_view kind = kind_of(context.given);
    if (kind.empty())
      return usage_error("Give --offer, or --subscription with --quantity or --kind.");
    body.set_text("kind", kind);
  }
  const Reply reply = TRY(ask_for_quote(api, body));
  show_item(context, reply.root(), quote_view);
  return ExitCode::ok;
}

}  // namespace perseat::cli
