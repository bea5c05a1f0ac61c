// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Billing profiles and the billing account.
#include "adapters/http/api.h"
#include "adapters/http/billing_bodies.h"
#include "queries/billing/billing_account.h"
#include "queries/billing/billing_profiles.h"
#include "usecases/billing_account/update_billing_account.h"
#include "usecases/billing_profiles/replace_profile_payment_method.h"
#include "usecases/billing_profiles/update_billing_profile.h"

namespace perseat::http {
namespace {

Result<void> list_billing_profiles(const Services& services, const ExchangePtr& exchange) {
  const auto parameters = TRY(exchange->parameters({"limit", "cursor"}));
  const queries::Page page{TRY(parameters.limit()), parameters.text("cursor").value_or("")};
  answer_query(services, exchange, [exchange, page](ports::Connection& reader) -> Result<Shown> {
    return Shown{TRY(queries::list_billing_profiles(reader, exchange->actor(), page)), {}};
  });
  return {};
}

Result<void> get_billing_profile(const Services& services, const ExchangePtr& exchange) {
  const auto id = TRY(exchange->path_id<BillingProfileId>("id"));
  answer_query(services, exchange, [exchange, id](ports::Connection& reader) {
    return queries::show_billing_profile(reader, exchange->actor(), id);
  });
  return {};
}

Result<usecases::BillingProfileUpdate> update_of(UpdateBillingProfileBody body) {
  usecases::BillingProfileUpdate update;
  update.name = std::move(body.name);
  update.contact_email = std::move(body.contact_email);
  update.po_number = std::move(body.po_number);
  update.invoices_by_email = body.invoices_by_email;
  update.invoice_recipients = std::move(body.invoice_recipients);
  if (body.bill_to) update.bill_to = body.bill_to->address();
  update.backup_payment_method = body.backup_payment_method_id;
  if (body.remove_backup_payment_method.value_or(false)) {
    if (update.backup_payment_method)
      return invalid("removeBackupPaymentMethod", "conflictingFields",
                     "The backup is either another card or none.");
    update.backup_payment_method = PaymentMethodId{};
  }
  return update;
}

Result<void> update_billing_profile(const Services& services, const ExchangePtr& exchange) {
  const auto id = TRY(exchange->path_id<BillingProfileId>("id"));
  auto body = TRY(exchange->body<UpdateBillingProfileBody>());
  usecases::UpdateBillingProfile command{id, TRY(update_of(std::move(body)))};
  return command_then_show(
      services, exchange, std::move(command),
      [](const usecases::UpdateBillingProfile::Output& output) {
        engine::Answer answer;
        answer.subject = output.profile.id.uuid;
        return answer;
      },
      [exchange](ports::Connection& reader, const Uuid& subject) {
        return queries::show_billing_profile(reader, exchange->actor(), BillingProfileId{subject});
      });
}

Result<void> replace_payment_method(const Services& services, const ExchangePtr& exchange) {
  const auto id = TRY(exchange->path_id<BillingProfileId>("id"));
  const auto body = TRY(exchange->body<ReplaceProfilePaymentMethodBody>());
  const bool is_preview = body.preview_only.value_or(false);
  std::optional<PaymentMethodId> preview;
  if (is_preview) preview = body.payment_method_id;
  return command_then_show(
      services, exchange,
      usecases::ReplaceProfilePaymentMethod{id, body.payment_method_id, is_preview},
      [](const usecases::ReplaceProfilePaymentMethod::Output& output) {
        engine::Answer answer;
        answer.subject = output.profile.id.uuid;
        return answer;
      },
      [exchange, preview](ports::Connection& reader, const Uuid& subject) {
        return queries::show_replaced_payment_method(reader, exchange->actor(),
                                                     BillingProfileId{subject}, preview);
      });
}

Result<void> get_billing_account(const Services& services, const ExchangePtr& exchange) {
  answer_query(services, exchange, [exchange](ports::Connection& reader) {
    return queries::show_billing_account(reader, exchange->actor());
  });
  return {};
}

Result<void> update_billing_account(const Services& services, const ExchangePtr& exchange) {
  auto body = TRY(exchange->body<UpdateBillingAccountBody>());
  usecases::UpdateBillingAccount command;
  command.name = std::move(body.name);
  if (body.sold_to) command.sold_to = body.sold_to->address();
  command.tax_id = std::move(body.tax_id);
  command.registration_number = std::move(body.registration_number);
  command.time_zone = std::move(body.time_zone);
  return command_then_show(
      services, exchange, std::move(command),
      [](const usecases::UpdateBillingAccount::Output& output) {
        engine::Answer answer;
        answer.subject = output.account.org.uuid;
        return answer;
      },
      [exchange](ports::Connection& reader, const Uuid&) {
        return queries::show_billing_account(reader, exchange->actor());
      });
}

}  // namespace

void add_billing_routes(Router& router, Services& services) {
  const auto bound = [&services](auto handler) {
    return
        [&services, handler](const ExchangePtr& exchange) { return handler(services, exchange); };
  };
  router.add({.method = "GET",
              .path = "/v1/billing-profiles",
              .operation_id = "listBillingProfiles",
              .handle = bound(list_billing_profiles)});
  router.add({.method = "GET",
              .path = "/v1/billing-profiles/{id}",
              .operation_id = "getBillingProfile",
              .handle = bound(get_billing_profile)});
  router.add({.method = "PATCH",
              .path = "/v1/billing-profiles/{id}",
              .operation_id = "updateBillingProfile",
              .scope = Scope::pay,
              .handle = bound(update_billing_profile)});
  router.add({.method = "POST",
              .path = "/v1/billing-profiles/{id}/payment-method",
              .operation_id = "replaceProfilePaymentMethod",
              .scope = Scope::pay,
              .handle = bound(replace_payment_method)});
  router.add({.method = "GET",
              .path = "/v1/billing-account",
              .operation_id = "getBillingAccount",
              .handle = bound(get_billing_account)});
  router.add({.method = "PATCH",
              .path = "/v1/billing-account",
              .operation_id = "updateBillingAccount",
              .scope = Scope::pay,
              .handle = bound(update_billing_account)});
}

}  // namespace perseat::http
