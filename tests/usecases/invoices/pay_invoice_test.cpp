// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/invoices/pay_invoice.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "support/samples.h"
#include "usecases/payment_methods/add_payment_method.h"
#include "usecases/payments/settle_payment.h"

namespace perseat::usecases {
namespace {

class PayInvoiceTest : public testing::Test {
 protected:
  PayInvoiceTest() {
    subscription = test::add_subscription(harness, world, 4);
    profile = test::profile_of(harness, world, subscription);
    invoice = add_invoice(InvoiceStatus::overdue, 11'900);
  }
  // 100.00 with 19.00 tax.
  InvoiceId add_invoice(InvoiceStatus status, std::int64_t due_minor,
                        InvoiceKind kind = InvoiceKind::invoice) {
    Invoice row;
    row.org = world.org;
    row.id = harness.new_id<InvoiceId>();
    row.profile = profile;
    row.subscription = subscription;
    row.kind = kind;
    row.status = status;
    store::Needs needs;
    needs.billing_profiles.add({world.org, profile});
    store::State state = harness.load(needs);
    if (status != InvoiceStatus::pending && status != InvoiceStatus::abandoned) {
      BillingProfile& issuer = state.billing_profiles.change({world.org, profile});
      row.number = fmt::format("{}-{:04}", issuer.invoice_series, issuer.next_invoice_number++);
      row.issued_on = parse_date("2026-01-01");
    }
    row.currency = Currency("EUR");
    row.net_minor = 10'000;
    row.tax_minor = 1'900;
    row.total_minor = 11'900;
    row.due_minor = due_minor;
    state.invoices.add(row);
    InvoiceLine line;
    line.org = world.org;
    line.invoice = row.id;
    line.subscription = subscription;
    line.gross_minor = line.net_minor = row.net_minor;
    line.tax_category = "standard";
    line.tax_rate_percent = "19";
    line.tax_minor = row.tax_minor;
    state.invoice_lines.add(line);
    state.merge();
    harness.save(state);
    return row.id;
  }
  [[nodiscard]] Actor buyer() const { return world.actor(world.buyer); }
  [[nodiscard]] Actor with_role(Role role) const {
    Actor actor = world.actor(world.colleague);
    actor.roles.push_back({role, is_billing_profile_role(role) ? profile : BillingProfileId{}});
    return actor;
  }
  Result<PayInvoice::Output> pay(const Actor& actor) {
    return harness.run(PayInvoice{invoice, std::nullopt}, actor);
  }
  Result<SettlePayment::Output> settle(AttemptId attempt, AttemptStatus status) {
    SettlePayment command;
    command.attempt = attempt;
    command.invoice = invoice;
    command.subscription = subscription;
    command.outcome.status = status;
    command.outcome.gateway_reference = "pi_1";
    if (status == AttemptStatus::declined) command.outcome.decline_code = "insufficientFunds";
    Actor system;
    system.org = world.org;
    return harness.run(command, system);
  }
  [[nodiscard]] Invoice kept() {
    store::Needs needs;
    needs.invoices.add({world.org, invoice});
    return harness.load(needs).invoices.get({world.org, invoice});
  }

  test::Harness harness;
  test::World world = test::make_world(harness);
  SubscriptionId subscription;
  BillingProfileId profile;
  InvoiceId invoice;
};

TEST_F(PayInvoiceTest, AsksForAllThatIsOwedWithTheProfilesCard) {
  const auto paid = pay(buyer());
  ASSERT_TRUE(paid.has_value()) << paid.error().reason;
  EXPECT_EQ(paid->attempt.amount_minor, 11'900);
  EXPECT_EQ(paid->attempt.payment_method, world.card);
  EXPECT_EQ(paid->attempt.status, AttemptStatus::open);
  EXPECT_EQ(kept().status, InvoiceStatus::overdue);
  ASSERT_TRUE(settle(paid->attempt.id, AttemptStatus::succeeded).has_value());
  EXPECT_EQ(kept().status, InvoiceStatus::paid);
  EXPECT_EQ(kept().due_minor, 0);
  EXPECT_EQ(pay(buyer()).error().reason, "invoiceNotPayable");
}

TEST_F(PayInvoiceTest, IsRefusedWhileAnotherPaymentIsUnderWay) {
  const auto first = pay(buyer());
  ASSERT_TRUE(first.has_value());
  EXPECT_EQ(pay(buyer()).error().reason, "paymentPending");
  ASSERT_TRUE(settle(first->attempt.id, AttemptStatus::declined).has_value());
  EXPECT_EQ(kept().status, InvoiceStatus::overdue);
  EXPECT_TRUE(pay(buyer()).has_value());
}

TEST_F(PayInvoiceTest, IsForThePurchaserAndThoseWhoPayForTheProfile) {
  struct Row {
    Role role;
    const char* reason;
  };
  const Row rows[] = {{Role::billing_profile_reader, "billingRoleRequired"},
                      {Role::billing_account_owner, "billingRoleRequired"},
                      {Role::global_admin, "billingRoleRequired"},
                      {Role::license_admin, "notFound"},
                      {Role::invoice_manager, ""}};
  for (const Row& row : rows) {
    const auto done = pay(with_role(row.role));
    EXPECT_EQ(done ? "" : done.error().reason, row.reason) << enum_text(row.role);
  }
  EXPECT_EQ(pay(world.actor(world.stranger)).error().code, ErrorCode::not_found);
}

TEST_F(PayInvoiceTest, OnlyWhatIsOwedIsPaid) {
  struct Row {
    InvoiceStatus status;
    std::int64_t due_minor;
    InvoiceKind kind;
    const char* reason;
  };
  const Row rows[] = {{InvoiceStatus::due, 1, InvoiceKind::invoice, ""},
                      {InvoiceStatus::paid, 0, InvoiceKind::invoice, "invoiceNotPayable"},
                      {InvoiceStatus::voided, 100, InvoiceKind::invoice, "invoiceNotPayable"},
                      {InvoiceStatus::due, 0, InvoiceKind::credit_note, "invoiceNotPayable"},
                      {InvoiceStatus::pending, 100, InvoiceKind::invoice, "notFound"},
                      {InvoiceStatus::abandoned, 100, InvoiceKind::invoice, "notFound"}};
  harness.leaves_damage();  // invoices that nothing was paid for
  for (const Row& row : rows) {
    invoice = add_invoice(row.status, row.due_minor, row.kind);
    const auto done = pay(buyer());
    EXPECT_EQ(done ? "" : done.error().reason, row.reason) << enum_text(row.status);
  }
}

TEST_F(PayInvoiceTest, AnotherCardIsOnesOwnAndGood) {
  const Address berlin{"Hauptstr. 1", "", "Berlin", "", "10115", "DE"};
  const AddPaymentMethod add{{"cus_1", "pm_2", "visa", "1111", 1, 2026, "DE"}, {"B Kim", berlin}};
  const PaymentMethodId card = harness.run(add, buyer())->payment_method.id;
  EXPECT_EQ(harness.run(PayInvoice{invoice, card}, with_role(Role::invoice_manager)).error().reason,
            "paymentMethodNotFound");
  const auto paid = harness.run(PayInvoice{invoice, card}, buyer());
  ASSERT_TRUE(paid.has_value());
  EXPECT_EQ(paid->attempt.payment_method, card);
  invoice = add_invoice(InvoiceStatus::due, 11'900);
  harness.clock.set(*parse_instant("2026-02-01T12:00:00Z"));
  EXPECT_EQ(harness.run(PayInvoice{invoice, card}, buyer()).error().reason,
            "paymentMethodNotUsable");
}

TEST_F(PayInvoiceTest, AProfileWithoutACardNeedsOne) {
  harness.change([&](store::State& state) {
    store::Needs needs;
    needs.billing_profiles.add({world.org, profile});
    state.billing_profiles.put_loaded(
        harness.load(needs).billing_profiles.get({world.org, profile}));
    state.billing_profiles.change({world.org, profile}).payment_method = {};
  });
  EXPECT_EQ(pay(buyer()).error().reason, "paymentMethodRequired");
  EXPECT_TRUE(harness.run(PayInvoice{invoice, world.card}, buyer()).has_value());
}

}  // namespace
}  // namespace perseat::usecases
