// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "support/buying.h"

#include <algorithm>

#include "store/rows_by_key.h"

namespace perseat::test {
namespace {

// Every row of a table, in the order of its key.
template <class T>
std::vector<T> all_rows(Harness& harness) {
  static const store::OwnedSql sql(store::select_texts(
      store::table_names<T>(), "1 = 1 order by " + std::string(store::table_names<T>().columns[1]) +
                                   ", " + std::string(store::table_names<T>().columns[2])));
  std::vector<T> found;
  const auto read = harness.unchecked_reader().query(
      sql.sql(), {}, [&](const ports::Row& row) { found.push_back(store::fetch_row<T>(row)); });
  EXPECT_TRUE(read.has_value());
  return found;
}

}  // namespace

usecases::BuySubscription Shop::purchase(std::int64_t quantity) const {
  usecases::BuySubscription request;
  request.wish = {world_.monthly, quantity, false, false};
  request.payment_method = world_.card;
  return request;
}

Result<usecases::SetQuantity::Output> Shop::set_quantity(SubscriptionId subscription,
                                                         std::int64_t quantity,
                                                         std::optional<usecases::When> when) {
  harness_.clock.advance_ms(second_ms);  // ids are in order from one millisecond to the next
  return harness_.run(usecases::SetQuantity{subscription, {quantity, when}, {}, {}, true}, buyer());
}

Result<usecases::CancelSubscription::Output> Shop::cancel(SubscriptionId subscription) {
  harness_.clock.advance_ms(second_ms);
  return harness_.run(
      usecases::CancelSubscription{subscription, CancelReason::no_longer_needed, "", {}}, buyer());
}

Result<usecases::CreateQuote::Output> Shop::quote(usecases::QuoteKind kind,
                                                  SubscriptionId subscription,
                                                  std::optional<std::int64_t> quantity) {
  usecases::CreateQuote request;
  request.kind = kind;
  request.subscription = subscription;
  request.quantity = quantity;
  return harness_.run(request, buyer());
}

Result<usecases::SettlePayment::Output> Shop::settle(AttemptId attempt,
                                                     usecases::PaymentOutcome outcome) {
  harness_.clock.advance_ms(second_ms);
  store::Needs needs;
  needs.payment_attempts.add({world_.org, attempt});
  const PaymentAttempt row = harness_.load(needs).payment_attempts.get({world_.org, attempt});
  Actor system;
  system.org = world_.org;
  return harness_.run(
      usecases::SettlePayment{attempt, row.invoice, row.subscription, std::move(outcome), settings},
      system);
}

void Shop::pay(AttemptId attempt) {
  const auto settled =
      settle(attempt, {AttemptStatus::succeeded, "charge-" + attempt.text(), "", ""});
  ASSERT_TRUE(settled.has_value()) << settled.error().detail;
}

void Shop::decline(AttemptId attempt, const std::string& code) {
  const auto settled = settle(attempt, {AttemptStatus::declined, "", code, ""});
  ASSERT_TRUE(settled.has_value()) << settled.error().detail;
}

SubscriptionId Shop::buy(std::int64_t quantity) {
  harness_.clock.advance_ms(second_ms);
  const auto bought = harness_.run(purchase(quantity), buyer());
  EXPECT_TRUE(bought.has_value()) << bought.error().reason << ": " << bought.error().detail;
  if (!bought) return {};
  pay(bought->attempt);
  return bought->subscription;
}

void Shop::change_to(SubscriptionId subscription, std::int64_t quantity) {
  const auto changed = set_quantity(subscription, quantity);
  ASSERT_TRUE(changed.has_value()) << changed.error().reason << ": " << changed.error().detail;
  if (!changed->attempt.is_nil()) pay(changed->attempt);
}

Subscription Shop::subscription(SubscriptionId id) {
  store::Needs needs;
  needs.subscriptions.add({world_.org, id});
  return harness_.load(needs).subscriptions.get({world_.org, id});
}

LicensePool Shop::pool(SubscriptionId id) {
  store::Needs needs;
  needs.license_pools.add({world_.org, id});
  return harness_.load(needs).license_pools.get({world_.org, id});
}

std::vector<Invoice> Shop::invoices() { return all_rows<Invoice>(harness_); }
std::vector<PaymentAttempt> Shop::attempts() { return all_rows<PaymentAttempt>(harness_); }
std::vector<Order> Shop::orders() { return all_rows<Order>(harness_); }

std::vector<InvoiceLine> Shop::lines(InvoiceId invoice) {
  std::vector<InvoiceLine> found = all_rows<InvoiceLine>(harness_);
  std::erase_if(found, [&](const InvoiceLine& line) { return line.invoice != invoice; });
  return found;
}

void Shop::change_offer(const std::function<void(Offer&)>& change) {
  store::Needs needs;
  needs.offers.add(world_.monthly);
  store::State state = harness_.load(needs);
  change(state.offers.change(world_.monthly));
  state.merge();
  harness_.save(state);
}

void Shop::assign(SubscriptionId subscription, std::int64_t people) {
  store::Needs needs;
  needs.license_pools.add({world_.org, subscription});
  std::vector<Assignment> given = all_rows<Assignment>(harness_);
  std::erase_if(given, [&](const Assignment& row) { return row.subscription != subscription; });
  for (const Assignment& row : given) needs.assignments.add(row.key());
  store::State state = harness_.load(needs);
  state.license_pools.change({world_.org, subscription}).assigned = people;
  for (std::int64_t more = std::ssize(given); more < people; ++more)
    state.assignments.add({world_.org, subscription, add_member(harness_, world_.org, "Holder"),
                           harness_.clock.now(), world_.buyer, ""});
  for (; std::ssize(given) > people; given.pop_back()) state.assignments.remove(given.back().key());
  state.merge();
  harness_.save(state);
}

}  // namespace perseat::test
