// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/invoices/read_document.h"

#include <gtest/gtest.h>

#include "support/buying.h"

namespace perseat::queries {
namespace {

class ReadDocument : public testing::Test {
 protected:
  ReadDocument() {
    Seller seller;
    seller.name = "Example Software GmbH";
    sellers = Sellers({{std::nullopt, seller}});
  }
  [[nodiscard]] Result<InvoiceDocument> read(const Invoice& invoice, const Actor& actor) {
    return read_document(harness.reader(), actor, invoice.id, sellers);
  }

  test::Harness harness;
  test::Shop shop{harness};
  Sellers sellers;
};

TEST_F(ReadDocument, SaysWhatWasIssued) {
  shop.buy(4);
  const Invoice invoice = shop.invoices().front();
  const auto document = read(invoice, shop.buyer());
  ASSERT_TRUE(document.has_value()) << document.error().detail;
  EXPECT_EQ(document->number, invoice.number);
  EXPECT_EQ(document->seller.name, "Example Software GmbH");
  EXPECT_EQ(document->total_minor, invoice.total_minor);
  EXPECT_EQ(document->lines.size(), shop.lines(invoice.id).size());
  EXPECT_FALSE(document->corrects.has_value());
  EXPECT_EQ(document->sold_to.country, "DE");
}

TEST_F(ReadDocument, DoesNotChangeWithTheAccount) {
  shop.buy(4);
  const Invoice invoice = shop.invoices().front();
  const auto before = read(invoice, shop.buyer());
  harness.change([&](store::State& state) {
    store::Needs needs;
    needs.billing_accounts.add(shop.world().org);
    state.billing_accounts.put_loaded(harness.load(needs).billing_accounts.get(shop.world().org));
    BillingAccount& account = state.billing_accounts.change(shop.world().org);
    account.sold_to.city = "Elsewhere";
    account.registration_number = "HRB 9";
  });
  const auto after = read(invoice, shop.buyer());
  EXPECT_EQ(after->sold_to, before->sold_to);
  EXPECT_EQ(after->buyer_registration_number, before->buyer_registration_number);
}

TEST_F(ReadDocument, OfACreditNoteNamesTheInvoiceThatItCorrects) {
  const SubscriptionId subscription = shop.buy(4);
  ASSERT_TRUE(shop.set_quantity(subscription, 1).has_value());
  const auto invoices = shop.invoices();
  ASSERT_EQ(invoices.size(), 2U);
  const auto document = read(invoices[1], shop.buyer());
  ASSERT_TRUE(document.has_value());
  EXPECT_EQ(document->kind, InvoiceKind::credit_note);
  ASSERT_TRUE(document->corrects.has_value());
  EXPECT_EQ(document->corrects->number, invoices[0].number);
  EXPECT_EQ(document->corrects->issued_on, *invoices[0].issued_on);
  EXPECT_EQ(document->total_minor, -invoices[1].total_minor);
  EXPECT_GT(document->total_minor, 0);
}

TEST_F(ReadDocument, IsForThoseWhoMaySeeTheInvoice) {
  shop.buy(4);
  const Invoice invoice = shop.invoices().front();
  const test::World& world = shop.world();
  for (const UserId other : {world.colleague, world.stranger})
    EXPECT_EQ(read(invoice, world.actor(other)).error().code, ErrorCode::not_found);
}

TEST_F(ReadDocument, IsNotThereBeforeTheIssue) {
  ASSERT_TRUE(harness.run(shop.purchase(2), shop.buyer()).has_value());
  EXPECT_EQ(read(shop.invoices().front(), shop.buyer()).error().code, ErrorCode::not_found);
}

TEST_F(ReadDocument, NeedsASeller) {
  shop.buy(4);
  sellers = Sellers();
  EXPECT_EQ(read(shop.invoices().front(), shop.buyer()).error().reason, "sellerMissing");
  // Who may not see it is not told.
  EXPECT_EQ(read(shop.invoices().front(), shop.world().actor(shop.world().stranger)).error().code,
            ErrorCode::not_found);
}

}  // namespace
}  // namespace perseat::queries
