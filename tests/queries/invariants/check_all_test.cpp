// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/invariants/check_all.h"

#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "adapters/sqlite/sqlite_database.h"
#include "queries/invariants/paid_world.h"
#include "support/invariants.h"

namespace perseat::queries {
namespace {

// What a bug, a bad disk or somebody with a shell could do to the rows.
struct Damage {
  std::string_view invariant;  // that has to notice
  std::string_view sql;
};

constexpr Damage damages[] = {
    {"poolCountsItsLicenses", "update license_pool set assigned = 2"},
    {"poolCountsItsLicenses", "delete from assignment"},
    {"poolWithinItsTotal", "update license_pool set assigned = 9"},
    {"poolHasWhatWasBought", "update license_pool set total = 9"},
    {"poolHasWhatWasBought", "delete from license_pool"},
    {"poolHasWhatWasBought", "update subscription set status = 'pendingPayment'"},
    {"poolHasWhatWasBought",
     "update subscription set quantity = 0; update license_pool set total = 0"},
    {"invoiceAddsUpItsLines", "update invoice set net_minor = net_minor + 1"},
    {"invoiceAddsUpItsLines", "update invoice set total_minor = total_minor + 1"},
    {"invoiceAddsUpItsLines", "update invoice set discount_minor = 1"},
    {"invoiceAddsUpItsLines", "delete from invoice_line where credits_line = 0"},
    {"invoiceAddsUpItsLines", "update invoice_line set line = 2"},
    {"lineAddsUp", "update invoice_line set gross_minor = gross_minor + 1"},
    {"lineAddsUp", "update invoice_line set tax_inclusive = 1"},
    {"taxIsRoundedOncePerGroup", "update invoice_line set tax_rate_percent = '20'"},
    {"taxIsRoundedOncePerGroup", "update invoice_line set tax_rate_percent = 'many'"},
    {"taxIsRoundedOncePerGroup", "update invoice_line set tax_minor = 2374 where credits_line = 0"},
    {"dueFollowsStatus", "update invoice set due_minor = 5"},
    {"dueFollowsStatus", "update invoice set status = 'overdue' where kind = 'invoice'"},
    {"dueFollowsStatus", "update invoice set kind = 'creditNote'"},
    {"dueFollowsStatus", "update invoice set number = ''"},
    {"dueFollowsStatus", "update invoice set issued_on = null"},
    {"dueIsWhatIsLeft", "update payment_attempt set amount_minor = 1 where purpose = 'purchase'"},
    {"dueIsWhatIsLeft", "delete from payment_attempt where purpose = 'refund'"},
    {"dueIsWhatIsLeft", "update invoice set status = 'due', due_minor = 2 where kind = 'invoice'"},
    {"invoiceNumberIsOfItsSeries", "update invoice set number = 'X' || number"},
    {"invoiceNumberIsOfItsSeries",
     "update invoice set number = substr(number, 1, 13) || 'a1' where kind = 'invoice'"},
    {"invoiceNumberIsOfItsSeries",
     "update invoice set number = substr(number, 1, 13) || '12' "
     "where kind = 'invoice'"},
    {"invoiceNumberIsOfItsSeries",
     "update invoice set number = substr(number, 1, 13) || '00012' "
     "where kind = 'invoice'"},
    {"invoiceNumbersHaveNoHoles",
     "update invoice set number = substr(number, 1, 13) || '0003' "
     "where kind = 'invoice'"},
    {"invoiceNumbersHaveNoHoles", "update billing_profile set next_invoice_number = 4"},
    {"invoiceNumbersHaveNoHoles", "delete from invoice where kind = 'creditNote'"},
    {"seriesHasOneProfile", "delete from invoice_series"},
    {"seriesHasOneProfile", "update invoice_series set profile_id = zeroblob(16)"},
    {"creditsWithinTheCharge",
     "update invoice_line set credited_net_minor = 12501 "
     "where credits_line = 0"},
    {"creditsWithinTheCharge", "update invoice_line set credited_seats = 11"},
    {"creditsWithinTheCharge", "update invoice_line set net_minor = 1 where credits_line = 1"},
    {"creditsAreOnNotes",
     "update invoice_line set credited_tax_minor = 474 where credits_line = 0"},
    {"creditsAreOnNotes", "delete from invoice_line where credits_line = 1"},
    {"notesCorrectIssuedInvoices",
     "update invoice_line set credits_line = 2 where credits_line = 1"},
    {"notesCorrectIssuedInvoices", "update invoice set corrects_id = id where kind = 'creditNote'"},
    {"notesCorrectIssuedInvoices", "update invoice set kind = 'invoice'"},
    {"chargeAgreesWithItsInvoice", "update payment_attempt set status = 'declined'"},
    {"chargeAgreesWithItsInvoice", "update payment_attempt set currency = 'USD'"},
    {"chargeAgreesWithItsInvoice",
     "update invoice set status = 'pending', number = '' "
     "where kind = 'invoice'"},
    {"chargeAgreesWithItsInvoice",
     "update payment_attempt set amount_minor = 14874 "
     "where purpose = 'purchase'"},
    {"chargeAgreesWithItsInvoice",
     "update payment_attempt set purpose = 'invoice', "
     "amount_minor = 14876"},
    {"pendingInvoiceIsBeingCharged", "update invoice set status = 'pending', number = ''"},
    {"openChargeIsAwaited", "update payment_attempt set status = 'open'"},
    {"nobodyWaitsInVain",
     "update subscription set pending_attempt_id = "
     "(select id from payment_attempt where purpose = 'purchase')"},
    {"nobodyWaitsInVain", "update subscription set pending_attempt_id = zeroblob(16)"},
    {"attemptKnowsItsEnd", "update payment_attempt set settled_at_ms = null"},
    {"attemptKnowsItsEnd", "update payment_attempt set gateway_reference = ''"},
    {"refundsWithinTheCharge",
     "update payment_attempt set amount_minor = 14876 "
     "where purpose = 'refund'"},
    {"refundsWithinTheCharge",
     "update payment_attempt set gateway_reference = 'pi_2' "
     "where purpose = 'refund'"},
    {"declinedPurchaseLeavesNoProfile",
     "update subscription set status = 'deleted', started_at_ms = null; "
     "update billing_profile set next_invoice_number = 1"},
    {"closedProfileIsUnused", "update billing_profile set closed_at_ms = 1"},
    {"closedProfileIsUnused",
     "update billing_profile set closed_at_ms = 1, next_invoice_number = 1, invoice_series = '';"
     "update subscription set status = 'deleted'"},
    {"loginIsOfAPerson", "update login set user_id = zeroblob(16)"},
    {"loginIsOfAPerson", "update user_account set email = 'someone@else.test'"},
    {"personHasALogin", "delete from login"},
    {"referencesStayInside", "update billing_profile set payment_method_id = randomblob(16)"},
    {"referencesStayInside",
     "update billing_profile set backup_payment_method_id = randomblob(16)"},
    {"referencesStayInside", "update payment_attempt set subscription_id = randomblob(16)"},
    {"referencesStayInside", "update invoice set corrects_id = randomblob(16)"},
    {"auditChainHolds", "update audit_event set action = 'other' where sequence = 1"},
    {"auditChainHolds", "delete from audit_event where sequence = 1"},
    {"auditChainHolds", "delete from audit_event where sequence = 2"},
    {"auditChainHolds", "delete from audit_head where sequence > 0"},
};

std::set<std::string_view> broken(ports::Connection& reader) {
  const auto found = check_all(reader);
  EXPECT_TRUE(found.has_value()) << found.error().detail;
  std::set<std::string_view> names;
  for (const Violation& violation : *found) names.insert(violation.invariant);
  return names;
}

// Past all that the schema itself would refuse.
void plant(ports::Database& database, std::string_view sql) {
  const auto writer = *database.connect_writer();
  ASSERT_TRUE(writer->run_script("pragma foreign_keys = off; pragma ignore_check_constraints = on")
                  .has_value());
  const auto done = writer->run_script(sql);
  ASSERT_TRUE(done.has_value()) << done.error().detail;
}

TEST(CheckAll, FindsNothingInAHealthyDatabase) {
  test::Harness harness;
  test::make_paid_world(harness);
  test::expect_consistent(harness);
}

TEST(CheckAll, FindsNothingInAnEmptyDatabase) {
  test::Harness harness;
  test::expect_consistent(harness);
}

TEST(CheckAll, FindsEachDamageByItsInvariant) {
  test::Harness harness(test::Engine::sqlite);
  test::make_paid_world(harness);
  const std::string healthy = harness.database_file() + ".healthy";
  const std::string damaged = harness.database_file() + ".damaged";
  ASSERT_TRUE(harness.database().backup(healthy).has_value());
  for (const Damage& damage : damages) {
    SCOPED_TRACE(damage.sql);
    for (const std::string_view beside : {"", "-wal", "-shm"})
      std::filesystem::remove(damaged + std::string(beside));
    std::filesystem::copy_file(healthy, damaged);
    const auto database = *sqlite::open(damaged);
    plant(*database, damage.sql);
    EXPECT_TRUE(broken(**database->connect_reader()).contains(damage.invariant))
        << damage.invariant;
  }
}

TEST(CheckAll, IsDoneAtTheEndOfEveryTestWithAHarness) {
  const auto end_with = [](std::string_view damage) {
    test::Harness harness(test::Engine::sqlite);
    test::make_paid_world(harness);
    plant(harness.database(), damage);
  };
  end_with("");
  EXPECT_NONFATAL_FAILURE(end_with("delete from assignment"), "poolCountsItsLicenses");
}

TEST(CheckAll, HasADamageForEveryInvariant) {
  for (const Invariant& invariant : all_invariants()) {
    EXPECT_TRUE(std::ranges::any_of(damages, [&](const Damage& damage) {
      return damage.invariant == invariant.name;
    })) << invariant.name;
  }
}

TEST(CheckAll, KeepsOnlyTheFirstHundredOfAnInvariant) {
  test::Harness harness(test::Engine::sqlite);
  const test::World world = test::make_world(harness);
  for (int i = 0; i < 101; ++i) test::add_member(harness, world.org, "Kim");
  harness.leaves_damage();
  plant(harness.database(), "delete from login");
  const auto found = check_all(harness.unchecked_reader());
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->size(), Findings::kept_max);
}

TEST(CheckAll, SeesOneSnapshotAndEndsIt) {
  test::Harness harness(test::Engine::sqlite);
  test::make_paid_world(harness);
  EXPECT_TRUE(broken(harness.unchecked_reader()).empty());
  harness.leaves_damage();
  plant(harness.database(), "update license_pool set total = 9");
  EXPECT_FALSE(broken(harness.unchecked_reader()).empty());
}

}  // namespace
}  // namespace perseat::queries
