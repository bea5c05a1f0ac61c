// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What makes the schema fit for an engine that spreads organizations over servers: whatever
// belongs to an organization is found by its id first.
#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "support/harness.h"
#include "support/plan_check.h"

namespace perseat::store {
namespace {

// Unique over all organizations, so tables of their own, keyed by that value.
const std::set<std::string> keyed_by_value{"login", "session", "api_token", "invoice_series"};
// For work over all organizations: what is open, due or old.
const std::set<std::string> over_all{
    "payment_attempt_open", "job_open",         "subscription_renews", "subscription_lifecycle",
    "invoice_next_charge",  "billing_run_open", "subscription_parked", "payment_method_detach",
    "idempotency_age"};

class SchemaRules : public testing::Test {
 protected:
  // The rows of a statement, as texts.
  std::vector<std::vector<std::string>> rows(const ports::Sql& sql, int columns) {
    std::vector<std::vector<std::string>> found;
    const auto done = harness_.unchecked_reader().query(sql, {}, [&](const ports::Row& row) {
      auto& cells = found.emplace_back();
      for (int column = 0; column < columns; ++column) cells.emplace_back(row.text(column));
    });
    EXPECT_TRUE(done.has_value()) << done.error().detail;
    return found;
  }
  std::set<std::string> tables_with_organization() {
    static const ports::Sql sql{
        "select m.name from sqlite_schema m where m.type = 'table' and exists ("
        "  select 1 from pragma_table_info(m.name) where name = 'org_id')"};
    std::set<std::string> names;
    for (const auto& row : rows(sql, 1)) names.insert(row[0]);
    EXPECT_GT(names.size(), 20U);
    return names;
  }

  test::Harness harness_{test::Engine::sqlite};
};

TEST_F(SchemaRules, KeysOfAnOrganizationsTablesBeginWithIt) {
  static const ports::Sql sql{
      "select m.name, c.name from sqlite_schema m join pragma_table_info(m.name) c on c.pk = 1 "
      "where m.type = 'table'"};
  const auto owned = tables_with_organization();
  for (const auto& row : rows(sql, 2)) {
    if (!owned.contains(row[0])) continue;
    EXPECT_EQ(row[1] == "org_id", !keyed_by_value.contains(row[0])) << row[0];
  }
}

TEST_F(SchemaRules, IndexesOfAnOrganizationsTablesBeginWithItOrAreForWorkOverAll) {
  static const ports::Sql sql{
      "select m.name, i.name, i.\"unique\", c.name from sqlite_schema m "
      "join pragma_index_list(m.name) i join pragma_index_info(i.name) c on c.seqno = 0 "
      "where m.type = 'table' and i.origin <> 'pk'"};
  const auto owned = tables_with_organization();
  for (const auto& row : rows(sql, 4)) {
    if (!owned.contains(row[0])) continue;
    const bool is_over_all = row[2] == "0" && over_all.contains(row[1]);
    EXPECT_TRUE(row[3] == "org_id" || is_over_all) << row[1];
  }
}

TEST_F(SchemaRules, ForeignKeysBetweenThemBeginWithTheOrganization) {
  static const ports::Sql sql{
      "select m.name, f.\"table\", f.\"from\", f.\"to\" from sqlite_schema m "
      "join pragma_foreign_key_list(m.name) f on f.seq = 0 where m.type = 'table'"};
  const auto owned = tables_with_organization();
  for (const auto& row : rows(sql, 4)) {
    if (!owned.contains(row[1])) continue;
    EXPECT_TRUE(row[2] == "org_id" && row[3] == "org_id") << row[0] << " to " << row[1];
  }
}

TEST_F(SchemaRules, NothingHappensByItself) {
  static const ports::Sql sql{
      "select name from sqlite_schema where type not in ('table', 'index')"
      "  or name = 'sqlite_sequence' or lower(sql) like '%autoincrement%'"};
  EXPECT_TRUE(rows(sql, 1).empty());
}

TEST_F(SchemaRules, TablesAreStrictAndSortedByTheirKey) {
  static const ports::Sql sql{
      "select name from pragma_table_list where schema = 'main' and type = 'table'"
      "  and name not like 'sqlite_%' and (strict = 0 or wr = 0)"};
  EXPECT_TRUE(rows(sql, 1).empty());
}

TEST_F(SchemaRules, PlanCheckSeesStatementsThatLeaveTheirOrganizationOrWalkThroughIt) {
  struct Case {
    ports::Sql sql;
    bool is_wrong;
  };
  static const Case cases[] = {
      {{"select id from user_account"}, true},
      {{"select org_id, id from user_account"}, true},
      {{"select c.id from (select org_id, id from user_account) c"}, true},
      {{"with c(id) as (select id from user_account) select id from c"}, true},
      {{"select id from user_account where id = $1"}, true},
      {{"select id from user_account where org_id = $1"}, true},
      {{"select name from organization where org_id = $1"}, false},
      {{"select id from user_account where org_id = $1 and id > $2 order by id limit $3"}, false},
      {{"select id from user_account where org_id = $1 order by sort_name, id limit $2"}, false},
      {{"select id from user_account where org_id = $1 order by email limit $2"}, true},
      {{"select kind, count(*) from user_account where org_id = $1 group by kind limit 9"}, true},
      {{"select id from user_account where org_id = $1 and sort_name >= $2 and sort_name < $3"},
       false},
      {{"select id from user_account where org_id = $1 and sort_name >= $2"}, true},
      // So many pools are looked for that SQLite would make a Bloom filter of all of them first.
      {{"select count(*) from price c cross join offer o cross join subscription s "
        "join license_pool l on l.org_id = s.org_id and l.subscription_id = s.id "
        "where s.org_id = $1 and s.product_id = o.product_id"},
       true},
      {{"select id from subscription where org_id = $1 and purchaser_id = $2 order by id desc"},
       false},
      {{"select s.id from subscription s where s.org_id = $1 "
        "and (s.purchaser_id = $2 or $2 is null) order by s.id desc limit $3"},
       true},
      {{"select s.id from subscription s where s.org_id = $1 "
        "and s.purchaser_id = coalesce($2, s.purchaser_id) order by s.id desc limit $3"},
       false},
      {{"select u.id from user_account u where u.org_id = $1 and u.id = $2"}, false},
      {{"select org_id from login where user_id = $1"}, true},
      {{"select org_id from login where email_folded = $1"}, false},
      {{"select id from payment_attempt where status in ('open', 'needsAction') "
        "order by created_at_ms"},
       false},
      {{"delete from assignment where user_id = $1"}, true},
      {{"select a.user_id from license_pool p join assignment a on a.user_id = p.org_id "
        "where p.org_id = $1"},
       true},
      {{"select u.id from organization o, user_account u where o.org_id = $1 and u.id = $2"}, true},
      {{"select name from product"}, false},
      // Its foreign keys are looked for in subscriptions.
      {{"delete from offer where id = $1"}, true},
  };
  // Only a writer looks for foreign keys.
  const auto writer = *harness_.database().connect_writer();
  for (const Case& one : cases) {
    EXPECT_EQ(!test::plan_violations(*writer, one.sql).empty(), one.is_wrong) << one.sql.text;
  }
}

TEST_F(SchemaRules, PlanCheckFailsTheTestThatRunsSuchAStatement) {
  static const ports::Sql of_reader{"select id from user_account where email = ''"};
  static const ports::Sql of_writer{"delete from assignment where assigned_at_ms < 0"};
  const auto run = [](ports::Connection& connection, const ports::Sql& sql) {
    EXPECT_TRUE(connection.query(sql, {}, [](const ports::Row&) {}).has_value());
  };
  EXPECT_NONFATAL_FAILURE(run(harness_.reader(), of_reader), "leaves its organization");
  const auto writer = *harness_.database().connect_writer();
  EXPECT_NONFATAL_FAILURE(run(*writer, of_writer), "leaves its organization");
  run(harness_.unchecked_reader(), of_reader);
}

}  // namespace
}  // namespace perseat::store
