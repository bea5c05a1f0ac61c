// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/http/settled_answer.h"

#include "queries/subscriptions/get_subscription.h"

namespace perseat::http {
namespace {

std::string_view decline_text(std::string_view code) {
  if (code == "insufficientFunds") return "The card has not enough funds.";
  if (code == "expiredCard") return "The card is past its date.";
  if (code == "incorrectSecurityCode") return "The security code is wrong.";
  if (code == "processingError") return "The bank could not process the charge. Try again.";
  if (code == "cardNotSupported") return "The card cannot be used for this.";
  if (code == "limitExceeded") return "The charge exceeds the card's limit.";
  if (code == "authenticationRequired") return "The bank wants you to confirm the charge.";
  if (code == "authenticationFailed") return "The charge was not confirmed at the bank.";
  if (code == "canceled") return "The payment was given up before anything was charged.";
  // What a thief should not be told is told to nobody.
  return "The bank declined the charge. Ask your bank, or use another card.";
}

void show_pending_purchase(const Services& services, const ExchangePtr& exchange,
                           engine::Answer answer, std::string url) {
  const SubscriptionId id{answer.subject};
  answer.status = 202;
  answer_shown(
      services, exchange, std::move(answer),
      [&services, exchange, id, url = std::move(url)](ports::Connection& reader) -> Result<Shown> {
        const queries::Viewer viewer{exchange->actor(), services.clock.now()};
        auto shown = TRY(queries::show_pending_subscription(reader, viewer, id, url));
        return Shown{std::move(shown.body), {}};
      });
}

}  // namespace

Error decline_error(const std::string& code) {
  return {ErrorCode::payment_declined, code, std::string(decline_text(code)), {}, {}};
}

void answer_when_settled(const Services& services, const ExchangePtr& exchange,
                         engine::Answer answer) {
  if (answer.attempt.is_nil())
    return services.shown_subscriptions.show(exchange, std::move(answer));
  const PaymentAttempt::Key key{exchange->actor().org, AttemptId{answer.attempt}};
  services.payments.collect(
      key, [&services, exchange, answer](const usecases::PaymentOutcome& outcome) {
        switch (outcome.status) {
          case AttemptStatus::succeeded: return services.shown_subscriptions.show(exchange, answer);
          case AttemptStatus::declined: return exchange->fail(decline_error(outcome.decline_code));
          default:
            return show_pending_purchase(services, exchange, answer, outcome.next_action_url);
        }
      });
}

}  // namespace perseat::http
