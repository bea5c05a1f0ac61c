// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What only PostgreSQL does: row security, lost connections, commits of unknown outcome. Runs where
// a server is given.
#include "adapters/postgres/postgres_database.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <string>
#include <thread>

#include "store/load.h"

#include "support/postgres_server.h"
#include "support/samples.h"

namespace perseat::postgres {
namespace {

using std::chrono::milliseconds;

const ports::Visibility everything = ports::Visibility::of_everything();
const ports::Sql count_users{"select count(*) from user_account"};
const ports::Sql own_process{"select pg_backend_pid()"};

std::int64_t number(ports::Connection& connection, const ports::Sql& sql) {
  std::int64_t found = -1;
  const auto done =
      connection.query(sql, {}, [&](const ports::Row& row) { found = row.integer(0); });
  EXPECT_TRUE(done.has_value()) << done.error().detail;
  return found;
}

// Takes connections on the loopback address and says nothing, as a machine does that is stopped but
// not dead.
class SilentHost {
 public:
  SilentHost() {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* any = reinterpret_cast<sockaddr*>(&address);
    EXPECT_EQ(bind(socket_, any, size), 0);
    EXPECT_EQ(listen(socket_, 8), 0);
    EXPECT_EQ(getsockname(socket_, any, &size), 0);
    port_ = ntohs(address.sin_port);
  }
  ~SilentHost() { close(socket_); }
  SilentHost(const SilentHost&) = delete;
  SilentHost& operator=(const SilentHost&) = delete;
  [[nodiscard]] int port() const { return port_; }

 private:
  int socket_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  int port_ = 0;
};

class Postgres : public testing::Test {
 protected:
  Postgres() : name_(test::make_postgres_database()) {}
  ~Postgres() override { test::drop_postgres_database(name_); }

  [[nodiscard]] std::unique_ptr<ports::Connection> connect(milliseconds deadline,
                                                           bool is_reader = false) const {
    const auto database = open({test::postgres_connection_string(name_), deadline});
    EXPECT_TRUE(database.has_value());
    auto made = is_reader ? (*database)->connect_reader() : (*database)->connect_writer();
    EXPECT_TRUE(made.has_value());
    return std::move(*made);
  }
  static std::string reason(const Result<void>& result) {
    return result ? "" : result.error().reason;
  }

  std::string name_;
};

// PostgreSQL ends a session that is idle in a transaction for 15 s, and with it the locks of a
// program that stands still. One that is in the middle of a pipeline it takes for active.
TEST_F(Postgres, ATransactionThatDecidesIsIdleToTheServer) {
  const auto deciding = connect(milliseconds(5'000));
  const auto other = connect(milliseconds(5'000));
  static const ports::Sql state{"select state from pg_stat_activity where pid = $1"};
  const ports::Sql lock{"",
                        "select org_id from audit_head where org_id = any($1::uuid[]) "
                        "order by org_id for update"};
  ASSERT_TRUE(deciding->begin(everything).has_value());
  const ports::Value process[] = {ports::Value::of(number(*deciding, own_process))};
  const OrgId org;
  ASSERT_TRUE(deciding->read(lock, {1, {ports::Value::of(org)}}, [](const auto&) {}).has_value());
  ASSERT_TRUE(deciding->deliver().has_value());
  std::string found;
  ASSERT_TRUE(other->query(state, process, [&](const ports::Row& row) { found = row.text(0); })
                  .has_value());
  EXPECT_EQ(found, "idle in transaction");
  EXPECT_TRUE(deciding->commit().has_value());
}

TEST_F(Postgres, ATransactionSeesTheOrganizationsThatItNames) {
  test::Harness harness;
  const test::World world = test::make_world(harness);
  const auto reader = *harness.database().connect_reader();
  const auto seen = [&](const ports::Visibility& whose) {
    const auto snapshot = ports::Snapshot::take(*reader, whose);
    return number(*reader, count_users);
  };
  const std::int64_t own = seen(ports::Visibility::of(world.org));
  const std::int64_t others = seen(ports::Visibility::of(world.other_org));
  EXPECT_GT(own, 0);
  EXPECT_GT(others, 0);
  EXPECT_EQ(seen({{world.org, world.other_org}}), own + others);
  EXPECT_EQ(seen(everything), own + others);
  EXPECT_EQ(seen(ports::Visibility::of(harness.new_id<OrgId>())), 0);
  EXPECT_EQ(number(*reader, count_users), 0) << "outside of transactions nothing is seen";
}

TEST_F(Postgres, ATransactionChangesOnlyTheOrganizationsThatItNames) {
  test::Harness harness;
  const test::World world = test::make_world(harness);
  static const ports::Sql rename{"update user_account set display_name = 'gone'", ""};
  static const ports::Sql count_renamed{
      "select count(*) from user_account where display_name = 'gone'"};
  static const ports::Sql count_left{
      "select count(*) from user_account where display_name <> 'gone'"};
  const auto writer = *harness.database().connect_writer();
  ASSERT_TRUE(writer->begin(ports::Visibility::of(world.other_org)).has_value());
  ASSERT_TRUE(writer->query(rename, {}, [](const ports::Row&) {}).has_value());
  ASSERT_TRUE(writer->commit().has_value());
  EXPECT_EQ(number(harness.reader(), count_renamed), 1);
  EXPECT_GT(number(harness.reader(), count_left), 1);
}

TEST_F(Postgres, RefusesARowForAnotherOrganization) {
  test::Harness harness;
  const test::World world = test::make_world(harness);
  store::State state;
  state.organizations.add({harness.new_id<OrgId>(), "Intruder", "DE", OrganizationKind::commercial,
                           harness.clock.now(), 1});
  state.merge();
  const auto writer = *harness.database().connect_writer();
  ASSERT_TRUE(writer->begin(ports::Visibility::of(world.org)).has_value());
  auto saved = store::save(*writer, state);
  if (saved) saved = writer->commit();
  EXPECT_FALSE(saved.has_value());
}

TEST_F(Postgres, ConnectsAgainAfterALoss) {
  const auto writer = connect(milliseconds(5'000));
  const std::int64_t process = number(*writer, own_process);
  const auto other = connect(milliseconds(5'000));
  ASSERT_TRUE(writer->begin(everything).has_value());
  ASSERT_TRUE(other->run_script("select pg_terminate_backend(" + std::to_string(process) + ")")
                  .has_value());
  EXPECT_EQ(reason(writer->query(count_users, {}, [](const ports::Row&) {})), "databaseAway");
  writer->rollback();
  ASSERT_TRUE(writer->begin(everything).has_value());
  EXPECT_EQ(number(*writer, count_users), 0);
  EXPECT_TRUE(writer->commit().has_value());
}

TEST_F(Postgres, ReplacesAnIdleConnectionThatTheServerClosedBeforeItIsUsed) {
  static const ports::Sql count_processes{
      "select count(*) from pg_stat_activity where datname = current_database()"};
  const auto reader = connect(milliseconds(5'000), true);
  const std::int64_t process = number(*reader, own_process);
  const auto other = connect(milliseconds(5'000));
  ASSERT_TRUE(other->run_script("select pg_terminate_backend(" + std::to_string(process) + ")")
                  .has_value());
  while (number(*other, count_processes) > 1) std::this_thread::sleep_for(milliseconds(5));
  const auto snapshot = ports::Snapshot::take(*reader, everything);
  ASSERT_TRUE(snapshot.has_value());
  EXPECT_EQ(number(*reader, count_users), 0);
}

TEST_F(Postgres, WhatOneConnectionLearnsOfASilentServerAllOfTheDatabaseKnow) {
  constexpr milliseconds deadline(1'000);
  const auto database = *open({test::postgres_connection_string(name_), deadline});
  const auto first = *database->connect_writer();
  const auto second = *database->connect_reader();
  const auto processes = {static_cast<pid_t>(number(*first, own_process)),
                          static_cast<pid_t>(number(*second, own_process))};
  for (const pid_t process : processes) ASSERT_EQ(kill(process, SIGSTOP), 0);
  EXPECT_EQ(reason(first->query(count_users, {}, [](const ports::Row&) {})), "databaseAway");
  const auto before = std::chrono::steady_clock::now();
  {
    const auto snapshot = ports::Snapshot::take(*second, everything);
    EXPECT_TRUE(snapshot.has_value());
    EXPECT_EQ(number(*second, count_users), 0);
  }
  EXPECT_LT(std::chrono::steady_clock::now() - before, deadline);
  for (const pid_t process : processes) EXPECT_EQ(kill(process, SIGCONT), 0);
}

TEST_F(Postgres, BeginsWithTheHostWhereOthersAre) {
  const SilentHost silent;
  const std::string answers = test::postgres_connection_string(name_);
  const std::string host = answers.substr(5, answers.find(' ') - 5);
  const auto database = open(
      {answers + " host=127.0.0.1," + host + " port=" + std::to_string(silent.port()) + ",5432"});
  ASSERT_TRUE(database.has_value());
  const auto before = std::chrono::steady_clock::now();
  const auto writer = (*database)->connect_writer();
  ASSERT_TRUE(writer.has_value());
  EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(1));
}

TEST_F(Postgres, GivesUpAServerThatDoesNotAnswer) {
  const auto writer = connect(milliseconds(300));
  static const ports::Sql sleep{"select pg_sleep(5) is null"};
  const auto before = std::chrono::steady_clock::now();
  EXPECT_EQ(reason(writer->query(sleep, {}, [](const ports::Row&) {})), "databaseAway");
  EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(3));
  ASSERT_TRUE(writer->begin(everything).has_value());
  EXPECT_TRUE(writer->commit().has_value());
}

TEST_F(Postgres, ACommitThatIsNotAnsweredIsUnknown) {
  const auto owner = connect(milliseconds(5'000));
  // Its check runs at the commit, and takes long.
  ASSERT_TRUE(owner
                  ->run_script("create table slow (id bigint);"
                               "create function sleep_long() returns trigger language plpgsql as "
                               "$$ begin perform pg_sleep(3); return null; end $$;"
                               "create constraint trigger slowly after insert on slow "
                               "deferrable initially deferred for each row "
                               "execute function sleep_long()")
                  .has_value());
  static const ports::Sql insert{"insert into slow values (1)"};
  const auto writer = connect(milliseconds(500));
  ASSERT_TRUE(writer->begin(everything).has_value());
  ASSERT_TRUE(writer->query(insert, {}, [](const ports::Row&) {}).has_value());
  EXPECT_EQ(reason(writer->commit()), "outcomeUnknown");
  writer->rollback();
  EXPECT_TRUE(writer->begin(everything).has_value()) << "and it goes on";
  EXPECT_TRUE(writer->commit().has_value());
}

TEST_F(Postgres, ACommitThatWarnsIsUnknown) {
  const auto owner = connect(milliseconds(5'000));
  ASSERT_TRUE(owner
                  ->run_script("create table warned (id bigint);"
                               "create function warn() returns trigger language plpgsql as "
                               "$$ begin raise warning 'not everywhere'; return null; end $$;"
                               "create constraint trigger warning after insert on warned "
                               "deferrable initially deferred for each row "
                               "execute function warn()")
                  .has_value());
  static const ports::Sql insert{"insert into warned values (1)"};
  ASSERT_TRUE(owner->begin(everything).has_value());
  ASSERT_TRUE(owner->query(insert, {}, [](const ports::Row&) {}).has_value());
  EXPECT_EQ(reason(owner->commit()), "outcomeUnknown");
}

TEST_F(Postgres, TransactionsThatWaitForEachOtherInACircleMayBeTriedAgain) {
  const auto first = connect(milliseconds(10'000));
  const auto second = connect(milliseconds(10'000));
  ASSERT_TRUE(first
                  ->run_script("create table pair (id bigint primary key, n bigint);"
                               "insert into pair values (1, 0), (2, 0)")
                  .has_value());
  static const ports::Sql one{"update pair set n = 1 where id = 1", ""};
  static const ports::Sql two{"update pair set n = 1 where id = 2", ""};
  const auto nothing = [](const ports::Row&) {};
  ASSERT_TRUE(first->begin(everything).has_value());
  ASSERT_TRUE(second->begin(everything).has_value());
  ASSERT_TRUE(first->query(one, {}, nothing).has_value());
  ASSERT_TRUE(second->query(two, {}, nothing).has_value());
  std::string of_first;
  std::string of_second;
  {
    const std::jthread waits([&] { of_first = reason(first->query(two, {}, nothing)); });
    of_second = reason(second->query(one, {}, nothing));
    if (!of_second.empty()) second->rollback();
  }
  EXPECT_EQ(of_first + of_second, "serializationFailure") << "one of both, and only one";
}

TEST_F(Postgres, RefusesARoleThatPassesRowSecurityBy) {
  std::string super = test::postgres_connection_string(name_);
  super.replace(super.find("user=perseat"), 12, "user=postgres");
  const auto opened = open({super, milliseconds(5'000)});
  ASSERT_FALSE(opened.has_value());
  EXPECT_EQ(opened.error().reason, "databaseUnfit");
}

TEST_F(Postgres, TellsThatTheServerIsAway) {
  const auto opened = open({"host=/nowhere dbname=perseat", milliseconds(1'000)});
  ASSERT_FALSE(opened.has_value());
  EXPECT_EQ(opened.error().reason, "databaseAway");
}

}  // namespace
}  // namespace perseat::postgres
