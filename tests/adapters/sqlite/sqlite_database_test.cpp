// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/sqlite/sqlite_database.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "engine/command.h"
#include "support/leave_event.h"
#include "support/samples.h"

namespace perseat::sqlite {
namespace {

const ports::Visibility everything = ports::Visibility::of_everything();

const ports::Sql insert_thing{"insert into thing (id, count, parent) values ($1, $2, $3)"};
const ports::Sql read_things{
    "select id, count from thing where count between $2 and $1 order by id"};

class SqliteDatabase : public testing::Test {
 protected:
  SqliteDatabase()
      : file_(harness_.database_file() + ".things"),
        database_(*open(file_)),
        writer_(*database_->connect_writer()) {
    EXPECT_TRUE(writer_
                    ->run_script("create table thing (id integer not null primary key,"
                                 " count integer not null unique check (count > 0),"
                                 " parent integer references thing (id)) strict, without rowid")
                    .has_value());
  }

  static Result<void> insert(ports::Connection& connection, ports::Value id, ports::Value count,
                             ports::Value parent = ports::Value::of_null()) {
    return connection.write(insert_thing, {3, {id, count, parent}});
  }
  Result<void> insert(std::int64_t id, std::int64_t count) {
    return insert(*writer_, ports::Value::of(id), ports::Value::of(count));
  }
  static std::string reason(const Result<void>& result) {
    return result ? "" : result.error().reason;
  }

  test::Harness harness_{test::Engine::sqlite};
  std::string file_;
  std::unique_ptr<ports::Database> database_;
  std::unique_ptr<ports::Connection> writer_;
};

TEST_F(SqliteDatabase, NamesEachKindOfConstraint) {
  using ports::Value;
  ASSERT_TRUE(insert(1, 10).has_value());
  const Value two = Value::of(std::int64_t{2});
  const Value twenty = Value::of(std::int64_t{20});
  EXPECT_EQ(reason(insert(1, 11)), "uniqueViolation") << "primary key";
  EXPECT_EQ(reason(insert(2, 10)), "uniqueViolation") << "unique column";
  EXPECT_EQ(reason(insert(2, 0)), "checkViolation") << "check";
  EXPECT_EQ(reason(insert(*writer_, two, Value::of_null())), "checkViolation") << "not null";
  EXPECT_EQ(reason(insert(*writer_, two, Value::of("many"))), "checkViolation") << "type";
  EXPECT_EQ(reason(insert(*writer_, two, twenty, Value::of(std::int64_t{9}))),
            "foreignKeyViolation");
  EXPECT_EQ(insert(1, 11).error().code, ErrorCode::conflict);
}

TEST_F(SqliteDatabase, TakesParametersByTheirNumbers) {
  for (std::int64_t id = 1; id <= 3; ++id) ASSERT_TRUE(insert(id, id * 10).has_value());
  const ports::Value high_then_low[] = {ports::Value::of(std::int64_t{25}),
                                        ports::Value::of(std::int64_t{15})};
  std::vector<std::int64_t> found;
  ASSERT_TRUE(writer_
                  ->query(read_things, high_then_low,
                          [&](const ports::Row& row) { found.push_back(row.integer(0)); })
                  .has_value());
  EXPECT_EQ(found, std::vector<std::int64_t>{2});
}

TEST_F(SqliteDatabase, TakesNoUnknownNameForAText) {
  static const ports::Sql misspelled{"select \"cuont\" from thing"};
  EXPECT_FALSE(writer_->query(misspelled, {}, [](const ports::Row&) {}).has_value());
}

TEST_F(SqliteDatabase, ReadersCannotWrite) {
  const auto reader = *database_->connect_reader();
  const ports::Value one = ports::Value::of(std::int64_t{1});
  EXPECT_EQ(reason(insert(*reader, one, one)), "storageFailed");
  EXPECT_FALSE(reader->run_script("pragma query_only = off; delete from thing").has_value());
}

TEST_F(SqliteDatabase, AReadersTransactionIsOneSnapshot) {
  const auto reader = *database_->connect_reader();
  static const ports::Sql count{"select count(*) from thing"};
  std::int64_t things = -1;
  const ports::OnRow keep = [&](const ports::Row& row) { things = row.integer(0); };
  ASSERT_TRUE(reader->begin(everything).has_value());
  ASSERT_TRUE(reader->query(count, {}, keep).has_value());
  ASSERT_TRUE(insert(1, 10).has_value());
  ASSERT_TRUE(reader->query(count, {}, keep).has_value());
  EXPECT_EQ(things, 0);
  reader->rollback();
  ASSERT_TRUE(reader->query(count, {}, keep).has_value());
  EXPECT_EQ(things, 1);
}

TEST_F(SqliteDatabase, ASecondWriterIsTold) {
  const auto second = *database_->connect_writer();
  ASSERT_TRUE(second->run_script("pragma busy_timeout = 1").has_value());
  ASSERT_TRUE(writer_->begin(everything).has_value());
  EXPECT_EQ(reason(second->begin(everything)), "busy");
  writer_->rollback();
  EXPECT_EQ(reason(second->begin(everything)), "");
}

TEST_F(SqliteDatabase, RollsBackWhatWasNotCommitted) {
  ASSERT_TRUE(writer_->begin(everything).has_value());
  ASSERT_TRUE(insert(1, 10).has_value());
  writer_->rollback();
  EXPECT_TRUE(insert(1, 10).has_value());
}

// What the files hold, as somebody would find them who starts after a crash at this moment.
class AfterCrash {
 public:
  explicit AfterCrash(const std::string& file) {
    const std::string copy = file + ".crashed";
    for (const std::string_view beside : {"", "-wal"})
      std::filesystem::copy_file(file + std::string(beside), copy + std::string(beside),
                                 std::filesystem::copy_options::overwrite_existing);
    std::filesystem::remove(copy + "-shm");
    database_ = *open(copy);
    connection_ = *database_->connect_writer();
  }

  [[nodiscard]] bool is_sound() { return database_->quick_check(*connection_).has_value(); }
  [[nodiscard]] std::int64_t things() {
    static const ports::Sql sum{"select coalesce(sum(count), 0) from thing"};
    std::int64_t found = -1;
    EXPECT_TRUE(connection_->query(sum, {}, [&](const ports::Row& row) { found = row.integer(0); })
                    .has_value());
    return found;
  }

 private:
  std::unique_ptr<ports::Database> database_;
  std::unique_ptr<ports::Connection> connection_;
};

// Transactions that are larger than SQLite's cache and than what is collected of the log.
TEST_F(SqliteDatabase, AfterACrashHasWhatWasCommittedAndNothingElse) {
  constexpr std::int64_t many = 40'000;
  ASSERT_TRUE(writer_->run_script("pragma cache_size = 10").has_value());
  ASSERT_TRUE(writer_->begin(everything).has_value());
  for (std::int64_t id = 1; id <= many; ++id) ASSERT_TRUE(insert(id, id * 7919 % 104'729 + 1));
  EXPECT_EQ(AfterCrash(file_).things(), 0);
  writer_->rollback();
  EXPECT_TRUE(AfterCrash(file_).is_sound());

  ASSERT_TRUE(insert(1, 3).has_value());
  EXPECT_EQ(AfterCrash(file_).things(), 3);
  ASSERT_TRUE(writer_->begin(everything).has_value());
  for (std::int64_t id = 2; id <= many; ++id) ASSERT_TRUE(insert(id, 10 + id));
  std::int64_t seen = 0;
  const ports::Value all[] = {ports::Value::of(10 + many), ports::Value::of(std::int64_t{1})};
  ASSERT_TRUE(writer_->query(read_things, all, [&](const ports::Row&) { ++seen; }).has_value());
  EXPECT_EQ(seen, many);
  EXPECT_EQ(AfterCrash(file_).things(), 3);
  ASSERT_TRUE(writer_->commit().has_value());
  AfterCrash crashed(file_);
  EXPECT_TRUE(crashed.is_sound());
  EXPECT_EQ(crashed.things(), 3 + 10 * (many - 1) + many * (many + 1) / 2 - 1);
}

TEST_F(SqliteDatabase, ARollbackLeavesNothingToWriteOverAnotherWriter) {
  const auto other = *database_->connect_writer();
  ASSERT_TRUE(writer_->run_script("pragma cache_size = 10").has_value());
  ASSERT_TRUE(writer_->begin(everything).has_value());
  for (std::int64_t id = 1; id <= 2'000; ++id) ASSERT_TRUE(insert(id, id).has_value());
  writer_->rollback();
  ASSERT_TRUE(other->run_script("insert into thing values (1, 3, null)").has_value());
  ASSERT_TRUE(insert(2, 4).has_value());
  AfterCrash crashed(file_);
  EXPECT_TRUE(crashed.is_sound());
  EXPECT_EQ(crashed.things(), 7);
}

TEST_F(SqliteDatabase, IsItsOwnersAlone) {
  for (const std::string_view beside : {"", "-wal", "-shm"}) {
    struct stat info{};
    ASSERT_EQ(stat((file_ + std::string(beside)).c_str(), &info), 0) << beside;
    EXPECT_EQ(info.st_mode & 0777U, 0600U) << beside;
  }
}

TEST_F(SqliteDatabase, TellsADamagedFile) {
  EXPECT_TRUE(database_->quick_check(*writer_).has_value());
  const std::string text = file_ + ".text";
  std::ofstream(text) << std::string(5'000, 'x');
  const auto opened = open(text);
  const bool is_usable = opened.has_value() && (*opened)->connect_writer().has_value();
  EXPECT_FALSE(is_usable);
}

// Files of this process can not grow any more, as on a full disk.
class NoRoom {
 public:
  NoRoom() {
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before_);
    rlimit none = before_;
    none.rlim_cur = 1'024;
    setrlimit(RLIMIT_FSIZE, &none);
  }
  ~NoRoom() { setrlimit(RLIMIT_FSIZE, &before_); }

 private:
  rlimit before_{};
};

TEST(SqliteStorage, FailureIsToldAndEndsAllWriting) {
  test::Harness harness(test::Engine::sqlite);
  const test::World world = test::make_world(harness);
  const Actor actor = world.actor(world.buyer);
  ASSERT_TRUE(harness.run(test::LeaveEvent{}, actor).has_value());
  {
    const NoRoom no_room;
    EXPECT_EQ(harness.run(test::LeaveEvent{}, actor).error().reason, "storageFailed");
  }
  EXPECT_FALSE(harness.queue().is_healthy());
  // There is room again, but what the file holds is not known.
  EXPECT_FALSE(harness.run(test::LeaveEvent{}, actor).has_value());
}

}  // namespace
}  // namespace perseat::sqlite
