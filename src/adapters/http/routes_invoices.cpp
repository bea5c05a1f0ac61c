// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Invoices and paying them.
#include "adapters/http/api.h"
#include "queries/invoices/list_invoices.h"
#include "queries/invoices/show_invoice.h"

namespace perseat::http {
namespace {

Result<queries::InvoiceFilter> filter_of(const Parameters& parameters) {
  queries::InvoiceFilter filter;
  filter.window = TRY(parameters.named<queries::InvoiceWindow>("window"));
  filter.from = TRY(parameters.date("from"));
  filter.to = TRY(parameters.date("to"));
  filter.status = TRY(parameters.named<InvoiceStatus>("status"));
  // Invoices whose charge is under way, or was declined, are nobody's to see.
  if (filter.status == InvoiceStatus::pending || filter.status == InvoiceStatus::abandoned)
    return invalid("status", "unknownValue", "This value is not known here.");
  filter.kind = TRY(parameters.named<InvoiceKind>("kind"));
  filter.profile = TRY(parameters.id<BillingProfileId>("billingProfileId"));
  filter.subscription = TRY(parameters.id<SubscriptionId>("subscriptionId"));
  return filter;
}

Result<void> list_invoices(const Services& services, const ExchangePtr& exchange) {
  const auto parameters =
      TRY(exchange->parameters({"window", "from", "to", "status", "kind", "billingProfileId",
                                "subscriptionId", "limit", "cursor"}));
  const auto filter = TRY(filter_of(parameters));
  const queries::Page page{TRY(parameters.limit()), parameters.text("cursor").value_or("")};
  answer_query(services, exchange, [&services, exchange, filter, page](auto& reader) {
    auto body =
        queries::list_invoices(reader, exchange->actor(), filter, page, services.clock.now());
    if (!body) return Result<Shown>(std::move(body).error());
    return Result<Shown>(Shown{std::move(*body), {}});
  });
  return {};
}

Result<void> get_invoice(const Services& services, const ExchangePtr& exchange) {
  const auto id = TRY(exchange->path_id<InvoiceId>("id"));
  answer_query(services, exchange, [exchange, id](ports::Connection& reader) {
    return queries::show_invoice(reader, exchange->actor(), id);
  });
  return {};
}

}  // namespace

void add_invoice_routes(Router& router, Services& services) {
  const auto bound = [&services](auto handler) {
    return
        [&services, handler](const ExchangePtr& exchange) { return handler(services, exchange); };
  };
  router.add({.method = "GET",
              .path = "/v1/invoices",
              .operation_id = "listInvoices",
              .handle = bound(list_invoices)});
  router.add({.method = "GET",
              .path = "/v1/invoices/{id}",
              .operation_id = "getInvoice",
              .handle = bound(get_invoice)});
}

}  // namespace perseat::http
