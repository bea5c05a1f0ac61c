// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "store/migrate.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "adapters/sqlite/sqlite_database.h"
#include "support/buying.h"
#include "support/invariants.h"

namespace perseat::store {
namespace {

constexpr Migration first{
    1, "0001_first", {"create table thing (id {int} not null primary key) {table}"}};
constexpr Migration second{
    2, "0002_second", {"create table other (id {int} not null primary key) {table}"}};
constexpr Migration second_changed{
    2, "0002_second", {"create table another (id {int} not null primary key) {table}"}};
constexpr Migration broken{
    2, "0002_broken", {"create table half (id {int} not null) {table}; nonsense"}};

// A database file of its own, without a schema.
class Migrate : public testing::Test {
 protected:
  Migrate() : database_(*sqlite::open(harness_.database_file() + ".empty")) {}

  Result<void> run(std::vector<Migration> migrations) {
    const auto writer = *database_->connect_writer();
    return migrate(*database_, *writer, Instant{1'000}, migrations);
  }
  std::int64_t count(const ports::Sql& sql) {
    std::int64_t found = -1;
    const auto reader = *database_->connect_reader();
    (void)reader->query(sql, {}, [&](const ports::Row& row) { found = row.integer(0); });
    return found;
  }

  test::Harness harness_{test::Engine::sqlite};
  std::unique_ptr<ports::Database> database_;
};

const ports::Sql count_history{"select count(*) from schema_migration"};
const ports::Sql count_tables{
    "select count(*) from sqlite_schema where name in ('thing', 'other', 'another', 'half')"};

TEST_F(Migrate, RunsEachOnceInOrder) {
  ASSERT_TRUE(run({first}).has_value());
  ASSERT_TRUE(run({first, second}).has_value());
  ASSERT_TRUE(run({first, second}).has_value());
  EXPECT_EQ(count(count_history), 2);
  EXPECT_EQ(count(count_tables), 2);
}

TEST_F(Migrate, RefusesADatabaseOfANewerProgram) {
  ASSERT_TRUE(run({first, second}).has_value());
  EXPECT_EQ(run({first}).error().reason, "schemaTooNew");
}

TEST_F(Migrate, RefusesAMigrationWhoseTextWasChanged) {
  ASSERT_TRUE(run({first, second}).has_value());
  EXPECT_EQ(run({first, second_changed}).error().reason, "migrationChanged");
  EXPECT_EQ(count(count_tables), 2);
}

TEST_F(Migrate, LeavesNothingOfOneThatFails) {
  EXPECT_FALSE(run({first, broken}).has_value());
  EXPECT_EQ(count(count_tables), 0);
  EXPECT_EQ(count(count_history), -1) << "not even the table of what ran";
}

TEST_F(Migrate, RunsOnceWhenTwoProgramsStartTogether) {
  // The lock of the data folder lets one program make the file: SQLite refuses a second one that
  // turns on the write-ahead log at the same moment, without a wait.
  const auto maker = database_->connect_writer();
  ASSERT_TRUE(maker.has_value());
  std::vector<int> done(4, 0);
  {
    std::vector<std::jthread> programs;
    for (int& one : done)
      programs.emplace_back([&] { one = run({first, second}).has_value() ? 1 : 0; });
  }
  EXPECT_EQ(done, std::vector<int>(4, 1));
  EXPECT_EQ(count(count_history), 2);
}

// A database as an older program left it: the schema before migration 2, with the profile of a
// declined purchase.
constexpr std::string_view before_closed_profiles =
    "update billing_profile set invoice_series = 'OLD', "
    "  payment_method_id = (select id from payment_method limit 1) where invoice_series = '';"
    "insert into invoice_series select 'OLD', org_id, id from billing_profile "
    "  where invoice_series = 'OLD';"
    "drop index billing_profile_owner; drop index billing_profile_name;"
    "alter table billing_profile drop column closed_at_ms;"
    "create index billing_profile_owner on billing_profile (org_id, owner_id, id);"
    "create index billing_profile_name on billing_profile (org_id, name, id);"
    "delete from schema_migration where version = 2";

TEST(MigrateClosedBillingProfiles, ClosesThoseThatDeclinedPurchasesLeft) {
  test::Harness harness{test::Engine::sqlite};
  test::Shop shop(harness);
  shop.buy(3);
  const auto bought = harness.run(shop.purchase(2), shop.buyer());
  ASSERT_TRUE(bought.has_value());
  shop.decline(bought->attempt);
  const BillingProfile::Key key{shop.world().org, shop.subscription(bought->subscription).profile};
  const auto writer = *harness.database().connect_writer();
  const auto undone = writer->run_script(before_closed_profiles);
  ASSERT_TRUE(undone.has_value()) << undone.error().detail;

  const auto done = migrate(harness.database(), *writer, harness.clock.now(), all_migrations());
  ASSERT_TRUE(done.has_value()) << done.error().detail;
  Needs needs;
  needs.billing_profiles.add(key);
  EXPECT_TRUE(harness.load(needs).billing_profiles.get(key).closed_at.has_value());
  test::expect_consistent(harness);
}

}  // namespace
}  // namespace perseat::store
