// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "queries/billing/show_billing_run.h"
#include "store/open_billing_runs.h"
#include "support/buying.h"
#include "usecases/billing/billing_run.h"

namespace perseat::queries {
namespace {

class BillingRunTest : public testing::Test {
 protected:
  BillingRunTest() {
    operator_.roles.push_back({Role::deployment_operator, {}});
    operator_.user = harness_.new_id<UserId>();
    harness_.insert([&](store::State& state) {
      state.organizations.add(
          {OrgId{}, "Deployment", "", OrganizationKind::commercial, harness_.clock.now(), 1});
      state.audit_heads.add({OrgId{}, 0, ""});
    });
  }
  BillingRun begin() {
    const auto started = harness_.run(usecases::StartBillingRun{}, operator_);
    EXPECT_TRUE(started.has_value()) << started.error().reason;
    return open().at(0);
  }
  std::vector<BillingRun> open() {
    const auto snapshot =
        ports::Snapshot::take(harness_.reader(), ports::Visibility::of_everything());
    return store::find_open_billing_runs(harness_.reader()).value();
  }
  Result<std::string> show(const Actor& actor, BillingRunId run) {
    const auto snapshot =
        ports::Snapshot::take(harness_.reader(), ports::Visibility::of(actor.org));
    return show_billing_run(harness_.reader(), actor, run);
  }
  Result<usecases::NoteBillingRun::Output> note(const BillingRun& run, const BillingTally& more,
                                                bool is_finished = false) {
    return harness_.run(usecases::NoteBillingRun{run.id, run.lease, more, is_finished}, Actor{});
  }

  test::Harness harness_;
  test::Shop shop_{harness_};
  Actor operator_;
};

TEST_F(BillingRunTest, IsShownToItsEnd) {
  const BillingRun run = begin();
  EXPECT_NE(show(operator_, run.id).value().find(R"("state":"running")"), std::string::npos);
  ASSERT_TRUE(note(run, {3, 1, 2, 1, {{"EUR", 1250}}}).value().is_ours);
  // The lease is another by now: who still has the old one counts nothing.
  EXPECT_FALSE(note(run, {9, 9, 9, 9, {}}).value().is_ours);
  ASSERT_TRUE(note(open().at(0), {1, 0, 0, 0, {{"KRW", 900}}}, true).value().is_ours);
  EXPECT_TRUE(open().empty());
  const std::string shown = show(operator_, run.id).value();
  EXPECT_NE(shown.find(R"("state":"done")"), std::string::npos);
  EXPECT_NE(shown.find(R"("renewed":4,"ended":1,"collected":2,"failed":1)"), std::string::npos);
  EXPECT_NE(shown.find(R"("billed":[{"amount":"12.50","currency":"EUR"},)"
                       R"({"amount":"900","currency":"KRW"}])"),
            std::string::npos);
  EXPECT_NE(shown.find(R"("parked":[])"), std::string::npos);
}

TEST_F(BillingRunTest, ShowsWhatWaitsForAPerson) {
  const SubscriptionId id = shop_.buy(1);
  const Subscription::Key key{shop_.world().org, id};
  store::Needs needs;
  needs.subscriptions.add(key);
  store::State state = harness_.load(needs);
  state.subscriptions.change(key).renewal_hold = "amountTooLarge";
  state.merge();
  harness_.save(state);
  const std::string shown = show(operator_, begin().id).value();
  EXPECT_NE(shown.find(R"("organizationName":"Example GmbH","subscriptionId":")" + id.text() +
                       R"(","reason":"amountTooLarge")"),
            std::string::npos);
}

TEST_F(BillingRunTest, IsNobodysButTheOperators) {
  const BillingRun run = begin();
  EXPECT_EQ(show(shop_.world().actor(shop_.world().admin), run.id).error().reason, "notFound");
  EXPECT_EQ(show(operator_, harness_.new_id<BillingRunId>()).error().reason, "notFound");
}

}  // namespace
}  // namespace perseat::queries
