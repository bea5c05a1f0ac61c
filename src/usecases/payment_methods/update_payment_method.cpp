// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/payment_methods/update_payment_method.h"

#include "base/zone.h"
#include "domain/card.h"
#include "domain/free_text.h"
#include "domain/standing.h"
#include "store/audit.h"
#include "usecases/etag.h"

namespace perseat::usecases {
namespace {

constexpr std::int64_t expiry_years_ahead_max = 50;

Result<void> check_expiry(const CardUpdate& update, Date today) {
  if (update.expiry_month.has_value() != update.expiry_year.has_value())
    return invalid(update.expiry_month ? "expiryYear" : "expiryMonth", "conflictingFields",
                   "The month and the year of a card's date go together.");
  if (!update.expiry_month) return {};
  if (*update.expiry_month < 1 || *update.expiry_month > 12)
    return invalid("expiryMonth", "outOfRange", "A month is 1 to 12.");
  if (*update.expiry_year > year_month_day(today).year + expiry_years_ahead_max)
    return invalid("expiryYear", "outOfRange", "No card is good for so long.");
  if (is_past(*update.expiry_month, *update.expiry_year, today))
    return invalid("expiryYear", "outOfRange", "The card would be past its date.");
  return {};
}

std::string date_text(const PaymentMethod& card) {
  return std::to_string(card.expiry_year) + "-" + (card.expiry_month < 10 ? "0" : "") +
         std::to_string(card.expiry_month);
}

// Name and address are of a person: the audit says that they changed, not what they are.
std::vector<FieldChange> apply(const CardUpdate& update, PaymentMethod& card) {
  std::vector<FieldChange> changes;
  if (update.expiry_month) {
    const std::string before = date_text(card);
    card.expiry_month = *update.expiry_month;
    card.expiry_year = *update.expiry_year;
    changes.push_back({"expiry", before, date_text(card)});
  }
  if (update.name) {
    card.holder_name = *update.name;
    changes.push_back({"name", "", ""});
  }
  if (update.address) {
    card.address = *update.address;
    changes.push_back({"address", "", ""});
  }
  if (update.has_new_security_code) changes.push_back({"securityCode", "", ""});
  // What was wrong with the card may be right now: the next charge will tell.
  card.declined_at.reset();
  return changes;
}

}  // namespace

Result<CardUpdate> clean_card_update(const CardUpdate& update, Date today) {
  if (update.is_empty())
    return invalid("", "nothingToChange", "Name at least one field that is to change.");
  TRY(check_expiry(update, today));
  CardUpdate clean = update;
  if (update.name) clean.name = TRY(clean_line("name", *update.name, {1, 200}));
  if (update.address) clean.address = TRY(clean_address("address", *update.address));
  return clean;
}

void UpdatePaymentMethod::needs(store::Needs& needs, const Actor& actor) const {
  needs.payment_methods.add({actor.org, payment_method});
  needs.billing_accounts.add(actor.org);
}

Result<CardUpdate> UpdatePaymentMethod::check_first(const store::State& state,
                                                    const Context& context) const {
  const PaymentMethod* card = state.payment_methods.find({context.actor.org, payment_method});
  if (card == nullptr || card->deleted_at) return not_found();
  TRY(authorize(Action::update_payment_method, standing_for(context.actor, *card)));
  TRY(match_etag(context, etag_of(card->version)));
  const BillingAccount& account = state.billing_accounts.get(context.actor.org);
  return clean_card_update(update, date_in_zone(context.now, account.time_zone));
}

Result<UpdatePaymentMethod::Output> UpdatePaymentMethod::decide(store::State& state,
                                                                const Context& context) const {
  const CardUpdate clean = TRY(check_first(state, context));

  PaymentMethod& card = state.payment_methods.change({context.actor.org, payment_method});
  std::vector<FieldChange> changes = apply(clean, card);
  store::append_event(
      state, context,
      {"updatePaymentMethod", "paymentMethod", payment_method.uuid, std::move(changes)});
  return Output{card};
}

}  // namespace perseat::usecases
