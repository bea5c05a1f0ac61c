// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Random lives of subscriptions over months, through the real engine and database. Whatever people
// do, seats are paid for, credits stay within charges, sums hold and no invoice number is missing.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <map>
#include <set>

#include "support/buying.h"
#include "support/invariants.h"

namespace perseat::usecases {
namespace {

enum class Deed { buy, increase, decrease, cancel, reactivate, wait };

struct Step {
  Deed deed = Deed::wait;
  int which = 0;   // of the subscriptions so far
  int amount = 1;  // seats or days
  bool pays = true;
};

std::ostream& operator<<(std::ostream& out, const Step& step) {
  return out << static_cast<int>(step.deed) << ':' << step.which << ':' << step.amount
             << (step.pays ? "" : " declined");
}

rc::Gen<Step> any_step() {
  return rc::gen::build<Step>(
      rc::gen::set(&Step::deed, rc::gen::element(Deed::buy, Deed::increase, Deed::increase,
                                                 Deed::decrease, Deed::decrease, Deed::cancel,
                                                 Deed::reactivate, Deed::wait, Deed::wait)),
      rc::gen::set(&Step::which, rc::gen::inRange(0, 3)),
      rc::gen::set(&Step::amount, rc::gen::inRange(1, 12)),
      rc::gen::set(&Step::pays, rc::gen::map(rc::gen::inRange(0, 5), [](int n) { return n > 0; })));
}

class Life {
 public:
  void live(const Step& step) {
    if (step.deed == Deed::wait) return shop_.pass_days(step.amount);
    if (step.deed == Deed::buy || bought_.empty()) return buy(step);
    const SubscriptionId id = bought_[static_cast<std::size_t>(step.which) % bought_.size()];
    const Subscription before = shop_.subscription(id);
    // Renewals are another story: what is past its period is left alone.
    if (harness_.clock.now() >= before.expires_at.value_or(Instant{0})) return;
    switch (step.deed) {
      case Deed::increase: return change(id, before.quantity + step.amount, step.pays);
      case Deed::decrease:
        return change(id, std::max<std::int64_t>(before.quantity - step.amount, 1), step.pays);
      case Deed::cancel: (void)shop_.cancel(id); return;
      default: return reactivate(id, step.pays);
    }
  }

  void check() {
    RC_ASSERT(test::broken_rules(harness_) == std::vector<std::string>{});
    check_invoices();
    check_seats();
  }

 private:
  void settle(AttemptId attempt, bool pays) {
    if (attempt.is_nil()) return;
    pays ? shop_.pay(attempt) : shop_.decline(attempt);
  }
  void buy(const Step& step) {
    const auto made = harness_.run(shop_.purchase(step.amount), shop_.buyer());
    RC_ASSERT(made.has_value());
    settle(made->attempt, step.pays);
    bought_.push_back(made->subscription);
  }
  void change(SubscriptionId id, std::int64_t quantity, bool pays) {
    const auto quote = shop_.quote(QuoteKind::quantity_change, id, quantity);
    const auto changed = shop_.set_quantity(id, quantity);
    RC_ASSERT(quote.has_value() == changed.has_value());
    if (!changed) return;
    if (!changed->attempt.is_nil())
      RC_ASSERT(quote->charge.due_now.minor == shop_.attempts().back().amount_minor);
    settle(changed->attempt, pays);
  }
  void reactivate(SubscriptionId id, bool pays) {
    const auto asked =
        harness_.run(ReactivateSubscription{id, std::nullopt, {}, true}, shop_.buyer());
    if (asked) settle(asked->attempt, pays);
  }

  void check_invoices() {
    std::map<std::string, std::set<std::int64_t>> numbers;
    std::map<InvoiceId, std::int64_t> left;  // of each invoice's total after its credits
    for (const Invoice& invoice : shop_.invoices()) {
      check_sums(invoice);
      if (invoice.number.empty()) continue;
      const std::size_t dash = invoice.number.find('-');
      numbers[invoice.number.substr(0, dash)].insert(std::stoll(invoice.number.substr(dash + 1)));
      left[invoice.kind == InvoiceKind::invoice ? invoice.id : invoice.corrects] +=
          invoice.total_minor;
    }
    for (const auto& [series, used] : numbers) {
      RC_ASSERT(*used.begin() == 1);
      RC_ASSERT(*used.rbegin() == static_cast<std::int64_t>(used.size()));
    }
    for (const auto& [invoice, minor] : left) RC_ASSERT(minor >= 0);
    check_refunds(left);
  }
  void check_sums(const Invoice& invoice) {
    std::int64_t net = 0;
    std::int64_t tax = 0;
    for (const InvoiceLine& line : shop_.lines(invoice.id)) {
      net += line.net_minor;
      tax += line.tax_minor;
      RC_ASSERT(line.credited_seats <= std::max<std::int64_t>(line.quantity, 0));
    }
    RC_ASSERT(invoice.net_minor == net);
    RC_ASSERT(invoice.tax_minor == tax);
    RC_ASSERT(invoice.total_minor == net + tax);
  }
  // What went to and fro is what the invoices say.
  void check_refunds(const std::map<InvoiceId, std::int64_t>& left) {
    std::int64_t moved = 0;
    for (const PaymentAttempt& attempt : shop_.attempts()) {
      if (attempt.purpose == AttemptPurpose::refund) moved -= attempt.amount_minor;
      if (attempt.purpose != AttemptPurpose::refund && attempt.status == AttemptStatus::succeeded)
        moved += attempt.amount_minor;
    }
    for (const auto& [invoice, minor] : left) moved -= minor;
    RC_ASSERT(moved == 0);
  }
  // The seats of a running subscription are those of its lines that were not given back.
  void check_seats() {
    for (const SubscriptionId id : bought_) {
      const Subscription subscription = shop_.subscription(id);
      RC_ASSERT(shop_.pool(id).total == subscription.quantity);
      if (subscription.status != SubscriptionStatus::active) continue;
      std::int64_t paid = 0;
      for (const Invoice& invoice : shop_.invoices()) {
        const bool is_paid = invoice.subscription == id && invoice.kind == InvoiceKind::invoice &&
                             invoice.status == InvoiceStatus::paid;
        if (!is_paid) continue;
        for (const InvoiceLine& line : shop_.lines(invoice.id)) {
          if (line.period_end == subscription.period_end)
            paid += line.quantity - line.credited_seats;
        }
      }
      RC_ASSERT(paid == subscription.quantity);
    }
  }

  test::Harness harness_;
  test::Shop shop_{harness_};
  std::vector<SubscriptionId> bought_;
};

TEST(Money, HoldsWhateverPeopleDo) {
  // One world for a case of many steps: making a database costs more than the steps.
  setenv("RC_PARAMS", "max_success=8", 0);
  const bool holds = rc::check("seats are paid for, credits stay within charges", [] {
    Life life;
    const int steps = *rc::gen::inRange(10, 40);
    for (int i = 0; i < steps; ++i) {
      life.live(*any_step());
      if (i % 5 == 0) life.check();
    }
    life.check();
  });
  EXPECT_TRUE(holds);
}

}  // namespace
}  // namespace perseat::usecases
