// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/reports/get_spend.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "support/samples.h"

namespace perseat::queries {
namespace {

struct SampleInvoice {
  const char* issued_on;
  std::int64_t net_minor = 10'000;
  const char* currency = "EUR";
  InvoiceStatus status = InvoiceStatus::paid;
};

class GetSpend : public testing::Test {
 protected:
  GetSpend() { harness.clock.set(*parse_instant("2026-03-20T10:00:00Z")); }

  // With a tenth of tax. It is of no series, and nobody has paid for it.
  void add_invoice(const SampleInvoice& sample) {
    harness.leaves_damage();
    Invoice invoice;
    invoice.org = world.org;
    invoice.id = harness.new_id<InvoiceId>();
    invoice.profile = profile;
    invoice.subscription = subscription;
    invoice.kind = sample.net_minor < 0 ? InvoiceKind::credit_note : InvoiceKind::invoice;
    invoice.status = sample.status;
    invoice.created_at = harness.clock.now();
    invoice.currency = Currency(sample.currency);
    invoice.net_minor = sample.net_minor;
    invoice.tax_minor = sample.net_minor / 10;
    invoice.total_minor = invoice.net_minor + invoice.tax_minor;
    invoice.bill_to = {"Hauptstr. 1", "", "Berlin", "", "10115", "DE"};
    invoice.bill_to_name = "Example GmbH";
    if (sample.status != InvoiceStatus::pending) {
      invoice.number = "T-" + std::to_string(++numbers);
      invoice.issued_on = parse_date(sample.issued_on);
    }
    harness.insert([&](store::State& state) { state.invoices.add(invoice); });
  }
  [[nodiscard]] Spend spend(const Actor& actor, int months = 6) {
    auto found = get_spend(harness.reader(), actor, months, harness.clock.now());
    EXPECT_TRUE(found.has_value()) << found.error().reason;
    return found ? std::move(*found) : Spend{};
  }
  // "2026-03 110.00 EUR, ..."
  [[nodiscard]] std::string totals(const Actor& actor, int months = 6) {
    std::string text;
    for (const SpendRow& row : spend(actor, months).rows) {
      if (!text.empty()) text += ", ";
      text += std::to_string(row.month.year) + "-" + std::to_string(row.month.month) + " " +
              format_decimal(row.total) + " " + std::string(row.total.currency.text());
    }
    return text;
  }
  [[nodiscard]] Actor buyer() const { return world.actor(world.buyer); }
  [[nodiscard]] Actor with_role(Role role) const {
    Actor actor = world.actor(world.colleague);
    actor.roles.push_back({role, BillingProfileId{}});
    return actor;
  }

  test::Harness harness;
  test::World world = test::make_world(harness);
  SubscriptionId subscription = test::add_subscription(harness, world, 4);
  BillingProfileId profile = test::profile_of(harness, world, subscription);
  int numbers = 0;
};

TEST_F(GetSpend, SumsInvoicesLessCreditNotesByMonth) {
  add_invoice({"2026-02-01"});
  add_invoice({"2026-02-28", 5'000});
  add_invoice({"2026-02-28", -2'000});
  add_invoice({"2026-03-01", 100});
  const Spend found = spend(buyer());
  ASSERT_EQ(found.rows.size(), 2u);
  const SpendRow& february = found.rows[0];
  EXPECT_EQ(february.month, (YearMonthDay{2026, 2, 1}));
  EXPECT_EQ(february.product_name, "Chart Studio");
  EXPECT_EQ(format_decimal(february.net), "130.00");
  EXPECT_EQ(format_decimal(february.tax), "13.00");
  EXPECT_EQ(format_decimal(february.total), "143.00");
  EXPECT_EQ(format_decimal(found.rows[1].total), "1.10");
}

TEST_F(GetSpend, NeverAddsTwoCurrencies) {
  add_invoice({"2026-03-02", 10'000, "USD"});
  add_invoice({"2026-03-02", 10'000, "EUR"});
  add_invoice({"2026-03-03", 1'000, "KRW"});
  EXPECT_EQ(totals(buyer()), "2026-3 110.00 EUR, 2026-3 1100 KRW, 2026-3 110.00 USD");
}

TEST_F(GetSpend, LeavesOutWhatIsNotOwed) {
  add_invoice({"2026-03-02", 10'000, "EUR", InvoiceStatus::voided});
  add_invoice({"2026-03-02", 10'000, "EUR", InvoiceStatus::pending});
  EXPECT_EQ(totals(buyer()), "");
  add_invoice({"2026-03-02", 10'000, "EUR", InvoiceStatus::overdue});
  EXPECT_EQ(totals(buyer()), "2026-3 110.00 EUR");
}

TEST_F(GetSpend, CountsMonthsBackFromTheRunningOne) {
  add_invoice({"2025-09-30"});
  add_invoice({"2025-10-01"});
  add_invoice({"2026-02-28"});
  EXPECT_EQ(totals(buyer()), "2025-10 110.00 EUR, 2026-2 110.00 EUR");
  EXPECT_EQ(totals(buyer(), 1), "");
  EXPECT_EQ(totals(buyer(), 2), "2026-2 110.00 EUR");
  const Spend found = spend(buyer(), 6);
  ASSERT_EQ(found.months.size(), 6u);
  EXPECT_EQ(found.months.front(), (YearMonthDay{2025, 10, 1}));
  EXPECT_EQ(found.months.back(), (YearMonthDay{2026, 3, 1}));
}

// Berlin is two hours ahead of UTC in summer.
TEST_F(GetSpend, BeginsMonthsInTheBillingAccountsZone) {
  harness.clock.set(*parse_instant("2026-06-30T21:59:00Z"));
  EXPECT_EQ(spend(buyer(), 1).months.front(), (YearMonthDay{2026, 6, 1}));
  harness.clock.set(*parse_instant("2026-06-30T22:00:00Z"));
  EXPECT_EQ(spend(buyer(), 1).months.front(), (YearMonthDay{2026, 7, 1}));
}

TEST_F(GetSpend, ShowsToEachWhatTheyFindAmongTheInvoices) {
  add_invoice({"2026-03-02"});
  EXPECT_EQ(totals(buyer()), "2026-3 110.00 EUR");
  EXPECT_EQ(totals(with_role(Role::billing_account_reader)), "2026-3 110.00 EUR");
  EXPECT_EQ(totals(with_role(Role::global_admin)), "");
  EXPECT_EQ(totals(world.actor(world.colleague)), "");
  EXPECT_EQ(totals(world.actor(world.stranger)), "");
  const auto refused =
      get_spend(harness.reader(), world.actor(world.guest), 6, harness.clock.now());
  EXPECT_EQ(refused.error().reason, "guestAccount");
}

TEST_F(GetSpend, IsATableForSpreadsheets) {
  add_invoice({"2026-03-02", 1'000'00});
  const std::string product = spend(buyer()).rows[0].product.text();
  EXPECT_EQ(write_spend_csv(spend(buyer())),
            "\xEF\xBB\xBFmonth,productId,product,currency,net,tax,total\r\n2026-03," + product +
                ",Chart Studio,EUR,1000.00,100.00,1100.00\r\n");
}

}  // namespace
}  // namespace perseat::queries
