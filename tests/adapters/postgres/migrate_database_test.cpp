// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// A data folder's file copied into PostgreSQL: broken off, started again, refused, proven.
#include "main/migrate_database.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "adapters/postgres/postgres_database.h"
#include "adapters/sqlite/sqlite_database.h"
#include "main/folder_lock.h"
#include "store/copy_tables.h"

#include "support/buying.h"
#include "support/failing_database.h"
#include "support/postgres_server.h"

namespace perseat {
namespace {

const ports::Visibility everything = ports::Visibility::of_everything();

// Looks at the plans of pages.
class PlanReader final : public test::ForwardingConnection {
 public:
  using ForwardingConnection::ForwardingConnection;

  std::vector<std::string> wrong;
  int looked_at = 0;

  Result<void> query(const ports::Sql& sql, std::span<const ports::Value> parameters,
                     const ports::OnRow& on_row) override {
    if (sql.text.find("order by") != std::string_view::npos) {
      ++looked_at;
      const auto steps = real().explain(sql);
      for (const std::string& step : *steps) {
        if (step.find("TEMP B-TREE") != std::string::npos || step.find("Sort") != std::string::npos)
          wrong.push_back(std::string(sql.text) + ": " + step);
      }
    }
    return ForwardingConnection::query(sql, parameters, on_row);
  }
};

class MigrateDatabase : public testing::Test {
 protected:
  MigrateDatabase() : name_(test::make_postgres_database()), out_(std::tmpfile()) {
    const SubscriptionId subscription = shop_.buy(5);
    shop_.assign(subscription, 3);
    shop_.change_to(subscription, 9);
    options_.storage.data_folder =
        std::filesystem::path(harness_.database_file()).parent_path().string();
    options_.storage.database = test::postgres_connection_string(name_);
    options_.out = out_;
  }
  ~MigrateDatabase() override {
    std::fclose(out_);
    test::drop_postgres_database(name_);
  }

  [[nodiscard]] std::unique_ptr<ports::Connection> target_writer() const {
    return *(*postgres::open({options_.storage.database}))->connect_writer();
  }
  // The reason why copying into the connection ended.
  std::string copy(ports::Connection& target, std::map<std::string, std::int64_t>& done) {
    const auto snapshot = ports::Snapshot::take(harness_.unchecked_reader(), everything);
    store::CopyOptions options;
    options.rows_per_page = 2;
    options.on_progress = [&](const store::CopyProgress& progress) {
      done[std::string(progress.table)] = progress.done;
    };
    const auto copied = store::copy_tables(harness_.unchecked_reader(), target, options);
    return copied ? "" : copied.error().reason;
  }
  std::string migrate() {
    const auto ended = migrate_database(options_, harness_.clock);
    return ended ? std::to_string(*ended) : ended.error().reason;
  }
  void write_job_with(const std::vector<std::string>& inputs) {
    harness_.insert([&](store::State& state) {
      Job job;
      job.org = shop_.world().org;
      job.id = harness_.new_id<JobId>();
      job.kind = "assignLicenses";
      job.rows_total = static_cast<std::int64_t>(inputs.size());
      state.jobs.add(job);
      for (std::int64_t row = 1; row <= job.rows_total; ++row)
        state.job_rows.add(
            {job.org, job.id, row, inputs[static_cast<std::size_t>(row - 1)], {}, ""});
    });
  }
  // Changes the target without any rule.
  void damage(const ports::Sql& sql) {
    const auto writer = target_writer();
    ASSERT_TRUE(writer->begin(everything).has_value());
    ASSERT_TRUE(writer->query(sql, {}, [](const ports::Row&) {}).has_value());
    ASSERT_TRUE(writer->commit().has_value());
  }
  std::vector<store::TableDigest> digests(ports::Connection& connection) {
    const auto snapshot = ports::Snapshot::take(connection, everything);
    store::CopyOptions options;
    options.rows_per_page = 2;
    return *store::digest_tables(connection, options);
  }
  std::string printed() {
    std::rewind(out_);
    std::string text(10'000, '\0');
    text.resize(std::fread(text.data(), 1, text.size(), out_));
    return text;
  }

  test::Harness harness_{test::Engine::sqlite};
  test::Shop shop_{harness_};
  std::string name_;
  std::FILE* out_;
  MaintenanceOptions options_;
};

TEST_F(MigrateDatabase, CopiesAllRowsAndProvesThem) {
  ASSERT_EQ(migrate(), "0") << printed();
  const std::string text = printed();
  EXPECT_NE(text.find("copy subscription: 1 of 1 rows\n"), std::string::npos) << text;
  EXPECT_NE(text.find("32 tables are the same"), std::string::npos) << text;
  const auto writer = target_writer();
  EXPECT_EQ(digests(*writer), digests(harness_.unchecked_reader()));
}

TEST_F(MigrateDatabase, GoesOnWhereItWasBrokenOff) {
  test::FailingConnection target(target_writer());
  target.commits.assign(12, std::nullopt);
  target.commits.emplace_back(unavailable("databaseAway", "Gone."));
  std::map<std::string, std::int64_t> done;
  ASSERT_EQ(copy(target, done), "databaseAway");
  EXPECT_EQ(target.commits_seen, 13);
  EXPECT_FALSE(done.contains("job_row"));
  const int before = std::exchange(target.commits_seen, 0);
  ASSERT_EQ(copy(target, done), "");
  EXPECT_TRUE(done.contains("job_row"));
  const int rest = std::exchange(target.commits_seen, 0);
  EXPECT_GT(rest, 0);
  ASSERT_EQ(copy(target, done), "");
  EXPECT_EQ(target.commits_seen, 0) << "what is there is not written again, after " << before;
  EXPECT_EQ(migrate(), "0") << printed();
}

TEST_F(MigrateDatabase, RefusesATargetWithRowsThatTheSourceDoesNotHave) {
  static const ports::Sql add{
      "insert into login (email_folded, org_id, user_id, password_hash, failures, blocked_until_ms)"
      " values ('a@other.test', '01890000-0000-7000-8000-000000000001',"
      " '01890000-0000-7000-8000-000000000002', '', 0, 0)"};
  damage(add);
  EXPECT_EQ(migrate(), "targetHoldsOther");
  static const ports::Sql none{"select count(*) from organization"};
  const auto writer = target_writer();
  ASSERT_TRUE(writer->begin(everything).has_value());
  std::int64_t organizations = -1;
  ASSERT_TRUE(
      writer->query(none, {}, [&](const ports::Row& row) { organizations = row.integer(0); })
          .has_value());
  EXPECT_EQ(organizations, 0) << "nothing is written before";
}

TEST_F(MigrateDatabase, RefusesATargetWhoseRowsBecameOthers) {
  ASSERT_EQ(migrate(), "0");
  static const ports::Sql rename{"update user_account set display_name = 'Somebody'"};
  damage(rename);
  EXPECT_EQ(migrate(), "targetHoldsOther");
}

TEST_F(MigrateDatabase, TellsRulesThatTheDataBreaks) {
  harness_.leaves_damage();
  const auto writer = *harness_.database().connect_writer();
  ASSERT_TRUE(writer->run_script("update license_pool set assigned = 0").has_value());
  EXPECT_EQ(migrate(), "6");
}

TEST_F(MigrateDatabase, RefusesAFolderThatAServerWorksIn) {
  const auto lock = FolderLock::take(options_.storage.data_folder);
  ASSERT_TRUE(lock.has_value());
  EXPECT_EQ(migrate(), "folderInUse");
}

TEST_F(MigrateDatabase, RefusesATargetWithTablesThatAreNotOurs) {
  const std::string other = test::make_empty_postgres_database();
  options_.storage.database = test::postgres_connection_string(other);
  {
    const auto writer = target_writer();
    ASSERT_TRUE(writer->run_script("create table shopping_list (id bigint)").has_value());
    EXPECT_EQ(migrate(), "targetHoldsOther");
    static const ports::Sql ours{"select count(*) from pg_class where relname = 'organization'"};
    std::int64_t tables = -1;
    ASSERT_TRUE(writer->query(ours, {}, [&](const ports::Row& row) { tables = row.integer(0); })
                    .has_value());
    EXPECT_EQ(tables, 0) << "no schema is made beside it";
    ASSERT_TRUE(writer->run_script("drop table shopping_list").has_value());
  }
  EXPECT_EQ(migrate(), "0") << "an empty database gets its schema";
  test::drop_postgres_database(other);
}

TEST_F(MigrateDatabase, KeepsEveryTextAsItIs) {
  harness_.leaves_damage();
  const std::vector<std::string> texts = {
      "",          " ",    "'\"\\;--$1{}[]",           "\xed\x95\x9c\xea\xb8\x80 \xf0\x9f\xaa\x91",
      "a\tb\r\nc", "NULL", std::string(3'000'000, 'x')};
  write_job_with(texts);
  ASSERT_EQ(migrate(), "0") << printed();
  const auto target = target_writer();
  ASSERT_TRUE(target->begin(everything).has_value());
  static const ports::Sql read{"select input from job_row order by row_number"};
  std::vector<std::string> found;
  ASSERT_TRUE(
      target->query(read, {}, [&](const ports::Row& row) { found.emplace_back(row.text(0)); })
          .has_value());
  EXPECT_EQ(found, texts);
}

TEST_F(MigrateDatabase, RefusesTextsThatPostgresqlDoesNotTake) {
  harness_.leaves_damage();
  write_job_with({"a"});
  const auto writer = *harness_.database().connect_writer();
  for (const std::string_view unfit : {"cast(x'610062' as text)", "cast(x'c328' as text)"}) {
    ASSERT_TRUE(
        writer->run_script(fmt::format("update job_row set input = {}", unfit)).has_value());
    const auto refused = migrate_database(options_, harness_.clock);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().reason, "textUnfit");
    EXPECT_NE(refused.error().detail.find("job_row.input"), std::string::npos);
  }
  ASSERT_TRUE(writer->run_script("update job_row set input = ''").has_value());
  EXPECT_EQ(migrate(), "0") << "it goes on once that is put right";
}

TEST_F(MigrateDatabase, ReadsPagesInTheOrderOfTheKeysWithoutSorting) {
  PlanReader reader(*(*sqlite::open(harness_.database_file()))->connect_reader());
  PlanReader target(target_writer());
  for (PlanReader* connection : {&reader, &target}) {
    const auto snapshot = ports::Snapshot::take(*connection, everything);
    store::CopyOptions options;
    options.rows_per_page = 1;
    ASSERT_TRUE(store::digest_tables(*connection, options).has_value());
    EXPECT_GE(connection->looked_at, 31);
    EXPECT_EQ(connection->wrong, std::vector<std::string>{});
  }
}

TEST_F(MigrateDatabase, NeedsAFileAndADatabase) {
  MaintenanceOptions options = options_;
  options.storage.database.clear();
  EXPECT_EQ(migrate_database(options, harness_.clock).error().reason, "databaseMissing");
  options = options_;
  options.storage.data_folder += "/none";
  EXPECT_EQ(migrate_database(options, harness_.clock).error().reason, "storageFailed");
}

TEST_F(MigrateDatabase, DigestsTellOneChangedCell) {
  ASSERT_EQ(migrate(), "0");
  static const ports::Sql change{"update invoice_line set description = description || ' '"};
  damage(change);
  const auto writer = target_writer();
  const auto before = digests(harness_.unchecked_reader());
  const auto after = digests(*writer);
  for (std::size_t i = 0; i < before.size(); ++i)
    EXPECT_EQ(before[i] != after[i], before[i].table == "invoice_line") << before[i].table;
}

}  // namespace
}  // namespace perseat
