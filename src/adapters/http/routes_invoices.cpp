// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Invoices and paying them.
#include "adapters/http/api.h"
#include "adapters/http/settled_answer.h"
#include "base/json_struct.h"
#include "queries/invoices/list_invoices.h"
#include "queries/invoices/show_invoice.h"
#include "usecases/invoices/pay_invoice.h"

namespace perseat::http {
namespace {

struct PayInvoiceBody {
  std::optional<PaymentMethodId> payment_method_id;
};
BOOST_DESCRIBE_STRUCT(PayInvoiceBody, (), (payment_method_id))

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

void show_paid(const Services& services, const ExchangePtr& exchange, engine::Answer answer) {
  const InvoiceId id{answer.subject};
  answer_shown(services, exchange, std::move(answer), [exchange, id](ports::Connection& reader) {
    return queries::show_invoice(reader, exchange->actor(), id);
  });
}

void show_pending_charge(const Services& services, const ExchangePtr& exchange,
                         engine::Answer answer, std::string url) {
  const InvoiceId id{answer.subject};
  answer.status = 202;
  answer_shown(services, exchange, std::move(answer),
               [exchange, id, url = std::move(url)](ports::Connection& reader) {
                 return queries::show_pending_invoice(reader, exchange->actor(), id, url);
               });
}

// The invoice as it is once the charge is settled: 402 when it is declined, 202 while it is not.
void answer_when_paid(const Services& services, const ExchangePtr& exchange,
                      const engine::Answer& answer) {
  const PaymentAttempt::Key key{exchange->actor().org, AttemptId{answer.attempt}};
  services.payments.collect(
      key, [&services, exchange, answer](const usecases::PaymentOutcome& outcome) {
        switch (outcome.status) {
          case AttemptStatus::succeeded: return show_paid(services, exchange, answer);
          case AttemptStatus::declined: return exchange->fail(decline_error(outcome.decline_code));
          default: return show_pending_charge(services, exchange, answer, outcome.next_action_url);
        }
      });
}

Result<void> pay_invoice(const Services& services, const ExchangePtr& exchange) {
  const auto id = TRY(exchange->path_id<InvoiceId>("id"));
  const auto body = TRY(exchange->body<PayInvoiceBody>());
  engine::Call call = TRY(exchange->call());
  engine::submit(
      services.queue, usecases::PayInvoice{id, body.payment_method_id}, std::move(call),
      [](const usecases::PayInvoice::Output& output) {
        engine::Answer answer;
        answer.subject = output.attempt.invoice.uuid;
        answer.attempt = output.attempt.id.uuid;
        return answer;
      },
      [&services, exchange](Result<engine::Answer> answer) {
        if (!answer) return exchange->fail(answer.error());
        answer_when_paid(services, exchange, *answer);
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
  router.add({.method = "POST",
              .path = "/v1/invoices/{id}/pay",
              .operation_id = "payInvoice",
              .scope = Scope::pay,
              .handle = bound(pay_invoice),
              .moves_money = true,
              .location = "/v1/invoices/"});
}

}  // namespace perseat::http
