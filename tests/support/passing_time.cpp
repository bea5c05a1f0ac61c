// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "support/passing_time.h"

#include <algorithm>

#include "base/zone.h"
#include "store/due_work.h"
#include "usecases/billing/collect_invoice.h"
#include "usecases/billing/renew_subscription.h"
#include "usecases/subscriptions/end_state.h"

namespace perseat::test {

void PassingTime::until(std::string_view day) {
  const Instant target = start_of_day(*parse_date(day), "Europe/Berlin").plus_ms(12 * hour_ms);
  ASSERT_GT(target, shop_.harness().clock.now());
  while (true) {
    catch_up();
    const Instant now = shop_.harness().clock.now();
    const auto next = store::next_due_time(shop_.harness().unchecked_reader(), now);
    ASSERT_TRUE(next.has_value());
    if (!*next || **next > target) break;
    shop_.harness().clock.set(**next);
  }
  shop_.harness().clock.set(std::max(target, shop_.harness().clock.now()));
}

void PassingTime::catch_up() {
  run_due();
  answer_charges();
}

void PassingTime::run_due() {
  Harness& harness = shop_.harness();
  Actor system;
  const auto run = [&](const auto& command) {
    const auto done = harness.run(command, system);
    EXPECT_TRUE(done.has_value()) << done.error().reason << ": " << done.error().detail;
  };
  using enum store::DueKind;
  for (const store::DueKind kind : {renewal, end, collection}) {
    store::DueWork after;
    while (true) {
      const auto due =
          store::find_due_work(harness.unchecked_reader(), kind, harness.clock.now(), after, 1);
      ASSERT_TRUE(due.has_value());
      if (due->empty()) break;
      after = due->front();
      system.org = after.org;
      harness.clock.advance_ms(1);  // ids are in order from one millisecond to the next
      if (kind == renewal) run(usecases::RenewSubscription{after.subscription, shop_.settings});
      if (kind == end) run(usecases::EndState{after.subscription, shop_.settings});
      if (kind == collection)
        run(usecases::CollectInvoice{InvoiceId{after.id}, after.subscription, shop_.settings});
    }
  }
}

void PassingTime::answer_charges() {
  for (const PaymentAttempt& attempt : shop_.attempts()) {
    if (attempt.status != AttemptStatus::open) continue;
    if (pays(attempt))
      shop_.pay(attempt.id);
    else
      shop_.decline(attempt.id);
  }
}

}  // namespace perseat::test
