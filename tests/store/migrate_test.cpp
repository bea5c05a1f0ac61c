// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "store/migrate.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "adapters/sqlite/sqlite_database.h"
#include "support/harness.h"

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
  std::vector<int> done(4, 0);
  {
    std::vector<std::jthread> programs;
    for (int& one : done)
      programs.emplace_back([&] { one = run({first, second}).has_value() ? 1 : 0; });
  }
  EXPECT_EQ(done, std::vector<int>(4, 1));
  EXPECT_EQ(count(count_history), 2);
}

}  // namespace
}  // namespace perseat::store
