// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What every engine does behind ports/database, on the one under test.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "support/harness.h"

namespace perseat::store {
namespace {

using ports::Value;

const ports::Visibility everything = ports::Visibility::of_everything();

const ports::Sql create_things{
    "create table parent (id {int} not null primary key) {table};"
    "create table thing (id {int} not null primary key, count {int} unique check (count > 0),"
    " name {text} not null, body {bytes}, parent {int} references parent (id)) {table}"};
const ports::Sql insert_things{
    "insert into thing (id, count, name, body, parent) values ($1, $2, $3, $4, $5)",
    "insert into thing (id, count, name, body, parent) select v.* from unnest("
    "$1::bigint[], $2::bigint[], $3::text[], $4::bytea[], $5::bigint[]) as v"};
const ports::Sql read_things{
    "select id, count, name, body from thing where id = $1",
    "select t.id, t.count, t.name, t.body from unnest($1::bigint[]) as v (id) "
    "join thing t on t.id = v.id"};
const ports::Sql things_between{
    "select id, count from thing where count between $2 and $1 order by id"};
const ports::Sql things_by_name{"select id from thing order by name, id"};

Value number(std::int64_t value) { return Value::of(value); }

class Contract : public testing::Test {
 protected:
  Contract() : writer_(*harness_.database().connect_writer()) {
    EXPECT_TRUE(writer_->run_script(harness_.database().spell(create_things)).has_value());
  }

  // Writes rows of (id, count) in one transaction, and says why not.
  std::string insert(const std::vector<std::pair<std::int64_t, Value>>& things) {
    ports::Rows rows{5, {}};
    for (const auto& [id, count] : things)
      for (const Value& cell :
           {number(id), count, Value::of(std::string_view("thing")), Value{}, Value{}})
        rows.cells.push_back(cell);
    return write(rows);
  }
  std::string write(const ports::Rows& rows) {
    EXPECT_TRUE(writer_->begin(everything).has_value());
    auto done = writer_->write(insert_things, rows);
    if (done) done = writer_->commit();
    if (!done) writer_->rollback();
    return done ? "" : done.error().reason;
  }
  std::vector<std::int64_t> ids_between(std::int64_t high, std::int64_t low) {
    std::vector<std::int64_t> found;
    const Value limits[] = {number(high), number(low)};
    EXPECT_TRUE(writer_
                    ->query(things_between, limits,
                            [&](const ports::Row& row) { found.push_back(row.integer(0)); })
                    .has_value());
    return found;
  }

  test::Harness harness_;
  std::unique_ptr<ports::Connection> writer_;
};

TEST_F(Contract, NamesEachKindOfConstraint) {
  ASSERT_EQ(insert({{1, number(10)}}), "");
  EXPECT_EQ(insert({{1, number(11)}}), "uniqueViolation") << "primary key";
  EXPECT_EQ(insert({{2, number(10)}}), "uniqueViolation") << "unique column";
  EXPECT_EQ(insert({{2, number(0)}}), "checkViolation") << "check";
  EXPECT_EQ(write({5, {number(2), number(20), Value{}, Value{}, Value{}}}), "checkViolation")
      << "not null";
  EXPECT_EQ(
      write({5, {number(2), number(20), Value::of(std::string_view("b")), Value{}, number(9)}}),
      "foreignKeyViolation");
}

TEST_F(Contract, WritesAllRowsOfATransactionOrNone) {
  EXPECT_EQ(insert({{1, number(10)}, {2, number(20)}, {3, number(20)}}), "uniqueViolation");
  EXPECT_EQ(ids_between(100, 1), std::vector<std::int64_t>{});
  EXPECT_EQ(insert({{1, number(10)}, {2, number(20)}, {3, number(30)}}), "");
  EXPECT_EQ(ids_between(25, 15), std::vector<std::int64_t>{2}) << "parameters by their numbers";
}

TEST_F(Contract, GivesBackWhatWasWritten) {
  const std::string_view bytes("\0\x01\xff'{}\"", 7);
  const std::string_view text = "한글, 'quoted' {braces} \\ \"";
  ASSERT_EQ(write({5,
                   {number(-9'000'000'000), Value{}, Value::of(text), Value::of_bytes(bytes),
                    Value{}, number(7), number(1), Value::of(std::string_view()),
                    Value::of_bytes(std::string_view()), Value{}}}),
            "");
  std::vector<std::string> found;
  ASSERT_TRUE(writer_->begin(everything).has_value());
  const ports::Rows keys{1, {number(7), number(-9'000'000'000), number(12)}};
  ASSERT_TRUE(writer_
                  ->read(read_things, keys,
                         [&](const ports::Row& row) {
                           found.push_back(std::to_string(row.integer(0)) +
                                           (row.is_null(1) ? "|null|" : "|set|") +
                                           std::string(row.text(2)) + "|" +
                                           std::string(row.bytes(3)));
                         })
                  .has_value());
  ASSERT_TRUE(writer_->deliver().has_value());
  writer_->rollback();
  std::ranges::sort(found);
  EXPECT_EQ(found,
            (std::vector<std::string>{
                "-9000000000|null|" + std::string(text) + "|" + std::string(bytes), "7|set||"}));
}

TEST_F(Contract, OrdersTextsByTheirBytes) {
  const auto named = [](std::int64_t id, std::string_view name) {
    return std::vector<Value>{number(id), Value{}, Value::of(name), Value{}, Value{}};
  };
  ports::Rows rows{5, {}};
  for (const auto& [id, name] : {std::pair<std::int64_t, std::string_view>{1, "b"},
                                 {2, "\xc3\xa4"},
                                 {3, "B"},
                                 {4, "a b"},
                                 {5, "ab"}}) {
    const auto cells = named(id, name);
    rows.cells.insert(rows.cells.end(), cells.begin(), cells.end());
  }
  ASSERT_EQ(write(rows), "");
  std::vector<std::int64_t> order;
  ASSERT_TRUE(writer_
                  ->query(things_by_name, {},
                          [&](const ports::Row& row) { order.push_back(row.integer(0)); })
                  .has_value());
  EXPECT_EQ(order, (std::vector<std::int64_t>{3, 4, 5, 1, 2}));
}

TEST_F(Contract, AReadersTransactionIsOneSnapshot) {
  const auto reader = *harness_.database().connect_reader();
  static const ports::Sql count{"select count(*) from thing"};
  std::int64_t things = -1;
  const ports::OnRow keep = [&](const ports::Row& row) { things = row.integer(0); };
  {
    const auto snapshot = ports::Snapshot::take(*reader, everything);
    ASSERT_TRUE(snapshot.has_value());
    ASSERT_TRUE(reader->query(count, {}, keep).has_value());
    ASSERT_EQ(insert({{1, number(10)}}), "");
    ASSERT_TRUE(reader->query(count, {}, keep).has_value());
    EXPECT_EQ(things, 0);
  }
  const auto later = ports::Snapshot::take(*reader, everything);
  ASSERT_TRUE(reader->query(count, {}, keep).has_value());
  EXPECT_EQ(things, 1);
}

TEST_F(Contract, ReadersCannotWrite) {
  const auto reader = *harness_.database().connect_reader();
  const auto snapshot = ports::Snapshot::take(*reader, everything);
  const ports::Rows one{5,
                        {number(1), number(1), Value::of(std::string_view("a")), Value{}, Value{}}};
  auto done = reader->write(insert_things, one);
  if (done) done = reader->deliver();
  EXPECT_FALSE(done.has_value());
}

TEST_F(Contract, WorksOnAfterAnError) {
  static const ports::Sql nonsense{"select nothing from nowhere"};
  EXPECT_FALSE(writer_->query(nonsense, {}, [](const ports::Row&) {}).has_value());
  ASSERT_TRUE(writer_->begin(everything).has_value());
  EXPECT_FALSE(writer_->query(nonsense, {}, [](const ports::Row&) {}).has_value());
  writer_->rollback();
  EXPECT_EQ(insert({{1, number(10)}}), "");
}

TEST_F(Contract, RollsBackWhatWasNotCommitted) {
  ASSERT_TRUE(writer_->begin(everything).has_value());
  const ports::Rows one{5,
                        {number(1), number(1), Value::of(std::string_view("a")), Value{}, Value{}}};
  ASSERT_TRUE(writer_->write(insert_things, one).has_value());
  writer_->rollback();
  EXPECT_EQ(insert({{1, number(1)}}), "");
}

}  // namespace
}  // namespace perseat::store
