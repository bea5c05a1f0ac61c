// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>

#include "base/json.h"
#include "queries/invoices/list_invoices.h"
#include "queries/invoices/show_invoice.h"
#include "support/samples.h"

namespace perseat::queries {
namespace {

Date day(const char* text) { return *parse_date(text); }

TEST(InvoiceRange, IsThePastThreeMonthsUnlessAskedOtherwise) {
  struct Row {
    InvoiceFilter filter;
    const char* today;
    const char* from;
    const char* to;
  };
  InvoiceFilter six;
  six.window = InvoiceWindow::past_6_months;
  InvoiceFilter span;
  span.from = day("2024-01-01");
  span.to = day("2024-01-31");
  InvoiceFilter since;
  since.from = day("2026-01-10");
  InvoiceFilter until;
  until.to = day("2025-12-31");
  const Row rows[] = {{{}, "2026-01-15", "2025-10-15", "2026-01-15"},
                      {{}, "2026-05-31", "2026-02-28", "2026-05-31"},
                      {six, "2026-08-31", "2026-02-28", "2026-08-31"},
                      {span, "2026-01-15", "2024-01-01", "2024-01-31"},
                      {since, "2026-01-15", "2026-01-10", "2026-01-15"},
                      {until, "2026-01-15", "2025-09-30", "2025-12-31"}};
  for (const Row& row : rows) {
    const auto range = range_of(row.filter, day(row.today));
    ASSERT_TRUE(range.has_value()) << row.today;
    EXPECT_EQ(format_date(range->from), row.from);
    EXPECT_EQ(format_date(range->to), row.to);
  }
}

TEST(InvoiceRange, IsRefusedWhenItIsNone) {
  const auto reason = [](const char* from, const char* to, bool with_window = false) {
    InvoiceFilter filter;
    filter.from = day(from);
    filter.to = day(to);
    if (with_window) filter.window = InvoiceWindow::past_3_months;
    const auto range = range_of(filter, day("2026-01-15"));
    return range ? std::string() : range.error().reason;
  };
  EXPECT_EQ(reason("2026-01-02", "2026-01-01"), "dateRangeReversed");
  EXPECT_EQ(reason("2026-01-01", "2026-01-01"), "");
  EXPECT_EQ(reason("2023-01-15", "2026-01-15"), "");
  EXPECT_EQ(reason("2023-01-14", "2026-01-15"), "dateRangeTooLong");
  EXPECT_EQ(reason("2026-01-01", "2026-01-02", true), "conflictingFields");
}

class InvoiceQueries : public testing::Test {
 protected:
  InvoiceQueries() {
    subscription = test::add_subscription(harness, world, 4);
    profile = test::profile_of(harness, world, subscription);
  }
  [[nodiscard]] Actor buyer() const { return world.actor(world.buyer); }

  // 100.00 with 19.00 tax; issued on the day unless its charge is pending. Its number is of no
  // series and nobody has paid for it.
  InvoiceId add_invoice(const char* issued_on, InvoiceStatus status) {
    harness.leaves_damage();
    Invoice invoice;
    invoice.org = world.org;
    invoice.id = harness.new_id<InvoiceId>();
    invoice.profile = profile;
    invoice.subscription = subscription;
    invoice.status = status;
    invoice.created_at = harness.clock.now();
    invoice.currency = Currency("EUR");
    invoice.net_minor = 10'000;
    invoice.tax_minor = 1'900;
    invoice.total_minor = 11'900;
    invoice.due_minor = status == InvoiceStatus::paid ? 0 : 11'900;
    invoice.bill_to = {"Hauptstr. 1", "", "Berlin", "", "10115", "DE"};
    invoice.bill_to_name = "Example GmbH";
    if (status != InvoiceStatus::pending && status != InvoiceStatus::abandoned) {
      invoice.number = "T-" + std::to_string(++numbers);
      invoice.issued_on = day(issued_on);
      invoice.due_on = day(issued_on);
    }
    harness.insert([&](store::State& state) {
      state.invoices.add(invoice);
      for (std::int64_t line = 1; line <= 2; ++line)
        state.invoice_lines.add(make_line(invoice, line));
    });
    return invoice.id;
  }
  InvoiceLine make_line(const Invoice& invoice, std::int64_t number) const {
    InvoiceLine line;
    line.org = invoice.org;
    line.invoice = invoice.id;
    line.line = number;
    line.subscription = subscription;
    line.description = "Chart Studio";
    line.quantity = 4;
    line.unit_price = "12.50";
    line.service_start = day("2026-01-15");
    line.service_end = day("2026-02-15");
    line.period_start = line.service_start;
    line.period_end = line.service_end;
    line.gross_minor = line.net_minor = 5'000;
    line.tax_category = "standard";
    line.tax_rate_percent = "19";
    line.tax_minor = 950;
    return line;
  }
  void add_attempt(InvoiceId invoice, AttemptStatus status) {
    PaymentAttempt attempt;
    attempt.org = world.org;
    attempt.id = harness.new_id<AttemptId>();
    attempt.purpose = AttemptPurpose::invoice;
    attempt.status = status;
    attempt.invoice = invoice;
    attempt.subscription = subscription;
    attempt.payment_method = world.card;
    attempt.actor = world.buyer;
    attempt.amount_minor = 11'900;
    attempt.currency = Currency("EUR");
    attempt.created_at = harness.clock.now();
    if (status == AttemptStatus::declined) attempt.decline_code = "insufficientFunds";
    harness.insert([&](store::State& state) { state.payment_attempts.add(attempt); });
  }
  [[nodiscard]] std::size_t count(const Actor& actor, const InvoiceFilter& filter = {}) {
    const auto body = list_invoices(harness.reader(), actor, filter, Page{}, harness.clock.now());
    EXPECT_TRUE(body.has_value());
    return json::Document::parse(*body)->root().member("items").size();
  }
  [[nodiscard]] json::Document shown(InvoiceId id) {
    const auto found = show_invoice(harness.reader(), buyer(), id);
    EXPECT_TRUE(found.has_value());
    return std::move(*json::Document::parse(found->body));
  }

  test::Harness harness;
  test::World world = test::make_world(harness);
  SubscriptionId subscription;
  BillingProfileId profile;
  int numbers = 0;
};

TEST_F(InvoiceQueries, OnDayHundredOnlyTheLongerWindowShowsTheInvoice) {
  add_invoice("2026-01-15", InvoiceStatus::paid);
  harness.clock.set(*parse_instant("2026-04-25T10:00:00Z"));
  InvoiceFilter six;
  six.window = InvoiceWindow::past_6_months;
  InvoiceFilter span;
  span.from = span.to = day("2026-01-15");
  EXPECT_EQ(count(buyer()), 0u);
  EXPECT_EQ(count(buyer(), six), 1u);
  EXPECT_EQ(count(buyer(), span), 1u);
}

TEST_F(InvoiceQueries, TodayIsTheDayOfTheBillingAccountsZone) {
  add_invoice("2026-01-16", InvoiceStatus::paid);
  // Half past midnight in Berlin, still the day before in UTC.
  harness.clock.set(*parse_instant("2026-01-15T22:30:00Z"));
  EXPECT_EQ(count(buyer()), 0u);
  harness.clock.set(*parse_instant("2026-01-15T23:30:00Z"));
  EXPECT_EQ(count(buyer()), 1u);
}

TEST_F(InvoiceQueries, WhatIsNotIssuedIsNotThere) {
  const InvoiceId pending = add_invoice("2026-01-15", InvoiceStatus::pending);
  const InvoiceId abandoned = add_invoice("2026-01-15", InvoiceStatus::abandoned);
  EXPECT_EQ(count(buyer()), 0u);
  for (const InvoiceId id : {pending, abandoned})
    EXPECT_EQ(show_invoice(harness.reader(), buyer(), id).error().code, ErrorCode::not_found);
}

TEST_F(InvoiceQueries, FiltersNarrowTheList) {
  add_invoice("2026-01-10", InvoiceStatus::paid);
  add_invoice("2026-01-11", InvoiceStatus::due);
  InvoiceFilter filter;
  filter.status = InvoiceStatus::due;
  EXPECT_EQ(count(buyer(), filter), 1u);
  filter = {};
  filter.profile = profile;
  filter.subscription = subscription;
  filter.kind = InvoiceKind::invoice;
  EXPECT_EQ(count(buyer(), filter), 2u);
  filter.kind = InvoiceKind::credit_note;
  EXPECT_EQ(count(buyer(), filter), 0u);
  filter = {};
  filter.profile = harness.new_id<BillingProfileId>();
  EXPECT_EQ(count(buyer(), filter), 0u);
}

TEST_F(InvoiceQueries, EachSeesWhatTheirRolesLetThem) {
  const InvoiceId invoice = add_invoice("2026-01-15", InvoiceStatus::due);
  const auto with_role = [&](Role role) {
    Actor actor = world.actor(world.colleague);
    actor.roles.push_back({role, is_billing_profile_role(role) ? profile : BillingProfileId{}});
    return actor;
  };
  const auto reason = [&](const Actor& actor) {
    const auto found = show_invoice(harness.reader(), actor, invoice);
    return found ? std::string() : found.error().reason;
  };
  EXPECT_EQ(reason(buyer()), "");
  EXPECT_EQ(reason(with_role(Role::invoice_manager)), "");
  EXPECT_EQ(reason(with_role(Role::billing_profile_reader)), "");
  EXPECT_EQ(reason(with_role(Role::billing_account_reader)), "");
  EXPECT_EQ(reason(with_role(Role::global_admin)), "billingRoleRequired");
  EXPECT_EQ(reason(world.actor(world.colleague)), "notFound");
  EXPECT_EQ(reason(world.actor(world.stranger)), "notFound");
  EXPECT_EQ(count(with_role(Role::billing_account_reader)), 1u);
  EXPECT_EQ(count(with_role(Role::global_admin)), 0u);
  EXPECT_EQ(count(world.actor(world.colleague)), 0u);
  harness.insert([&](store::State& state) {
    state.role_assignments.add({world.org, harness.new_id<RoleAssignmentId>(), world.colleague,
                                Role::invoice_manager, profile, harness.clock.now(), world.buyer});
  });
  EXPECT_EQ(count(with_role(Role::invoice_manager)), 1u);
}

TEST_F(InvoiceQueries, PagesShowEachInvoiceOnceNewestFirst) {
  for (int i = 0; i < 7; ++i)
    add_invoice(i % 2 == 0 ? "2026-01-10" : "2026-01-12", InvoiceStatus::paid);
  std::vector<std::string> seen;
  std::string cursor;
  for (int pages = 0; pages < 4; ++pages) {
    const auto body =
        list_invoices(harness.reader(), buyer(), {}, Page{2, cursor}, harness.clock.now());
    ASSERT_TRUE(body.has_value());
    const auto document = json::Document::parse(*body);
    const json::Node items = document->root().member("items");
    for (std::size_t i = 0; i < items.size(); ++i)
      seen.push_back(std::string(*items.element(i).member("invoiceDate").text()) +
                     std::string(*items.element(i).member("number").text()));
    cursor = document->root().member("nextCursor").text().value_or("");
  }
  EXPECT_EQ(cursor, "");
  ASSERT_EQ(seen.size(), 7u);
  EXPECT_TRUE(std::is_sorted(seen.rbegin(), seen.rend()));
}

TEST_F(InvoiceQueries, ADetailHasLinesTaxesPaymentsAndCreditNotes) {
  const InvoiceId id = add_invoice("2026-01-15", InvoiceStatus::due);
  add_attempt(id, AttemptStatus::declined);
  harness.clock.advance_ms(1);
  add_attempt(id, AttemptStatus::open);
  Invoice credit;
  credit.org = world.org;
  credit.id = harness.new_id<InvoiceId>();
  credit.profile = profile;
  credit.subscription = subscription;
  credit.kind = InvoiceKind::credit_note;
  credit.status = InvoiceStatus::paid;
  credit.number = "T-9";
  credit.issued_on = day("2026-01-15");
  credit.currency = Currency("EUR");
  credit.net_minor = -100;
  credit.tax_minor = -19;
  credit.total_minor = -119;
  credit.corrects = id;
  harness.insert([&](store::State& state) { state.invoices.add(credit); });
  const json::Document document = shown(id);
  const json::Node root = document.root();
  EXPECT_EQ(root.member("lines").size(), 2u);
  ASSERT_EQ(root.member("taxes").size(), 1u);
  EXPECT_EQ(root.member("taxes").element(0).member("tax").member("amount").text(), "19.00");
  ASSERT_EQ(root.member("payments").size(), 2u);
  EXPECT_EQ(root.member("payments").element(0).member("reason").text(), "insufficientFunds");
  ASSERT_EQ(root.member("creditNotes").size(), 1u);
  EXPECT_EQ(root.member("creditNotes").element(0).member("total").member("amount").text(), "-1.19");
  const json::Node pay = root.member("allowedActions").member("payInvoice");
  EXPECT_EQ(pay.member("reason").text(), "paymentPending");
  EXPECT_TRUE(root.member("paidWith").is_null());
}

TEST_F(InvoiceQueries, APaidInvoiceNamesTheCardAndIsNotPaidAgain) {
  const InvoiceId id = add_invoice("2026-01-15", InvoiceStatus::paid);
  add_attempt(id, AttemptStatus::succeeded);
  const json::Document document = shown(id);
  EXPECT_EQ(document.root().member("paidWith").member("last4").text(), "4242");
  const json::Node pay = document.root().member("allowedActions").member("payInvoice");
  EXPECT_EQ(pay.member("reason").text(), "invoiceNotPayable");
}

}  // namespace
}  // namespace perseat::queries
