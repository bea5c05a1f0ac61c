// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Every table's list of columns against the schema, and a row of each with a value of its own in
// every column: written, read by its key, changed, removed.
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "adapters/sqlite/sqlite_database.h"
#include "store/load.h"
#include "store/rows_by_key.h"
#include "support/harness.h"
#include "support/postgres_server.h"

namespace perseat::store {
namespace {

// Values that no other column of the row has.
class Distinct {
 public:
  void set(std::int64_t& value) { value = next(); }
  void set(bool& value) { value = true; }
  void set(std::string& value) { value = "text " + std::to_string(next()); }
  void set(Uuid& value) { value.bytes[15] = static_cast<std::uint8_t>(next()); }
  void set(Instant& value) { value.ms = 1'700'000'000'000 + next(); }
  void set(Date& value) { value.days = static_cast<std::int32_t>(20'000 + next()); }
  void set(Currency& value) { value = Currency("KRW"); }
  template <class Kind>
  void set(Id<Kind>& value) {
    set(value.uuid);
  }
  template <NamedEnum Enum>
  void set(Enum& value) {
    value = EnumText<Enum>::table.back().first;
  }
  template <class T>
  void set(std::optional<T>& value) {
    set(value.emplace());
  }

 private:
  std::int64_t next() { return ++last_; }
  std::int64_t last_ = 1;
};

template <class Row>
Row distinct_row() {
  Row row;
  Distinct values;
  std::apply([&](const auto&... columns) { (values.set(columns.of(row)), ...); },
             Table<Row>::columns);
  return row;
}

// Only the key has the values of distinct_row.
template <class Row>
Row bare_row() {
  const Row row = distinct_row<Row>();
  Row bare;
  std::size_t at = 0;
  std::apply(
      [&](const auto&... columns) {
        ((at++ < Table<Row>::key_columns ? void(columns.of(bare) = columns.of(row)) : void()), ...);
      },
      Table<Row>::columns);
  return bare;
}

Organization organization_of(std::string name, std::string country) {
  Organization made = distinct_row<Organization>();
  made.name = std::move(name);
  made.country = std::move(country);
  return made;
}

template <class Row>
std::vector<std::string> cells_of(const Row& row) {
  std::vector<ports::Value> cells;
  append_cells(row, cells);
  std::vector<std::string> texts;
  for (const ports::Value& cell : cells)
    texts.push_back(std::to_string(static_cast<int>(cell.kind)) + ":" +
                    std::to_string(cell.integer) + ":" + std::string(cell.data));
  return texts;
}

const ports::Sql hold_to_nothing{
    "pragma foreign_keys = off; pragma ignore_check_constraints = on",
    "do $$ declare c record; begin "
    "for c in select conrelid::regclass as holder, conname from pg_constraint "
    "where contype in ('f', 'c') and connamespace = 'public'::regnamespace "
    "loop execute format('alter table %s drop constraint %I', c.holder, c.conname); "
    "end loop; end $$"};

class Tables : public testing::Test {
 protected:
  // Rows without the rows that they refer to.
  Tables() : writer_(test::seeing_everything(*harness_.database().connect_writer())) {
    harness_.leaves_damage();
    EXPECT_TRUE(writer_->run_script(harness_.database().spell(hold_to_nothing)).has_value());
  }

  std::vector<std::string> schema_columns(std::string_view table, bool only_key) {
    static const ports::Sql sql{
        "select name, pk from pragma_table_info($1) where $2 = 0 or pk > 0 "
        "order by case when $2 = 0 then cid else pk end",
        "select a.attname from pg_attribute a left join pg_index i "
        "on i.indrelid = a.attrelid and i.indisprimary "
        "where a.attrelid = ($1::text)::regclass and a.attnum > 0 "
        "and ($2::bigint = 0 or a.attnum = any(i.indkey)) "
        "order by case when $2 = 0 then a.attnum "
        "else array_position(i.indkey::int2[], a.attnum) end"};
    const ports::Value values[] = {ports::Value::of(table),
                                   ports::Value::of(std::int64_t{only_key ? 1 : 0})};
    std::vector<std::string> names;
    EXPECT_TRUE(
        harness_.unchecked_reader()
            .query(sql, values, [&](const ports::Row& row) { names.emplace_back(row.text(0)); })
            .has_value());
    return names;
  }

  void save_state(State& state) {
    state.merge();
    ASSERT_TRUE(writer_->begin(ports::Visibility::of_everything()).has_value());
    const auto saved = save(*writer_, state);
    ASSERT_TRUE(saved.has_value()) << saved.error().detail;
    const auto committed = writer_->commit();
    ASSERT_TRUE(committed.has_value()) << committed.error().detail;
  }

  // The row by its key, as the database has it.
  template <class Row>
  std::optional<Row> loaded(const Row& row) {
    Needs needs;
    State state;
    std::optional<Row> found;
    State::zip(needs, state, [&](auto& wanted, auto& table) {
      if constexpr (std::is_same_v<typename std::decay_t<decltype(table)>::Row, Row>)
        wanted.add(row.key());
    });
    EXPECT_TRUE(load(*writer_, needs, Date{0}, state).has_value());
    state.each_table([&](auto& table) {
      if constexpr (std::is_same_v<typename std::decay_t<decltype(table)>::Row, Row>) {
        if (const Row* row_found = table.find(row.key())) found = *row_found;
      }
    });
    return found;
  }

  test::Harness harness_;
  std::unique_ptr<ports::Connection> writer_;
};

TEST_F(Tables, NameTheColumnsOfTheSchemaInItsOrder) {
  State state;
  state.each_table([&](auto& table) {
    using Row = typename std::decay_t<decltype(table)>::Row;
    const auto names = column_names<Row>();
    const std::vector<std::string> columns(names.begin(), names.end());
    EXPECT_EQ(columns, schema_columns(Table<Row>::name, false)) << Table<Row>::name;
    const std::vector<std::string> key(columns.begin(), columns.begin() + Table<Row>::key_columns);
    EXPECT_EQ(key, schema_columns(Table<Row>::name, true)) << Table<Row>::name;
  });
}

TEST_F(Tables, AreAllOfTheSchema) {
  static const ports::Sql sql{
      "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'",
      "select relname from pg_class where relkind = 'r' "
      "and relnamespace = 'public'::regnamespace"};
  std::set<std::string> in_schema;
  ASSERT_TRUE(harness_.unchecked_reader()
                  .query(sql, {}, [&](const ports::Row& row) { in_schema.emplace(row.text(0)); })
                  .has_value());
  std::set<std::string> mapped{"schema_migration"};
  State state;
  state.each_table([&](auto& table) {
    mapped.emplace(Table<typename std::decay_t<decltype(table)>::Row>::name);
  });
  EXPECT_EQ(mapped, in_schema);
}

TEST_F(Tables, GiveBackEveryColumnOfARow) {
  State state;
  state.each_table(
      [](auto& table) { table.add(distinct_row<typename std::decay_t<decltype(table)>::Row>()); });
  save_state(state);
  state.each_table([&](auto& table) {
    using Row = typename std::decay_t<decltype(table)>::Row;
    const Row row = distinct_row<Row>();
    const auto found = loaded(row);
    ASSERT_TRUE(found.has_value()) << Table<Row>::name;
    EXPECT_EQ(cells_of(*found), cells_of(row)) << Table<Row>::name;
  });
}

TEST_F(Tables, WriteEveryColumnOfAChangedRow) {
  State state;
  state.each_table(
      [](auto& table) { table.add(bare_row<typename std::decay_t<decltype(table)>::Row>()); });
  save_state(state);
  State changed;
  changed.each_table([](auto& table) {
    using Row = typename std::decay_t<decltype(table)>::Row;
    const Row bare = bare_row<Row>();
    table.expect(bare.key());
    table.put_loaded(bare);
    table.change(bare.key()) = distinct_row<Row>();
  });
  save_state(changed);
  changed.each_table([&](auto& table) {
    using Row = typename std::decay_t<decltype(table)>::Row;
    const Row row = distinct_row<Row>();
    const auto found = loaded(row);
    ASSERT_TRUE(found.has_value()) << Table<Row>::name;
    EXPECT_EQ(cells_of(*found), cells_of(row)) << Table<Row>::name;
  });
}

TEST_F(Tables, KeepTheColumnsThatWereNotChanged) {
  const Organization old = organization_of("Linde", "DE");
  State state;
  state.organizations.add(organization_of("Eiche", "DE"));
  save_state(state);
  State changed;
  changed.organizations.expect(old.key());
  changed.organizations.put_loaded(old);  // has another name than the database
  changed.organizations.change(old.key()).country = "FR";
  save_state(changed);
  const auto found = loaded(old);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->name, "Eiche");
  EXPECT_EQ(found->country, "FR");
}

TEST_F(Tables, WriteWhatEachCommandOfABatchChanged) {
  const Organization old = organization_of("Linde", "DE");
  State state;
  state.organizations.add(old);
  save_state(state);
  State changed;
  changed.organizations.expect(old.key());
  changed.organizations.put_loaded(old);
  changed.organizations.change(old.key()).country = "FR";
  changed.merge();
  changed.organizations.change(old.key()).name = "Refused";
  changed.drop();
  changed.organizations.change(old.key()).name = "Eiche";
  save_state(changed);
  const auto found = loaded(old);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->name, "Eiche");
  EXPECT_EQ(found->country, "FR");
}

TEST_F(Tables, ReplaceARowThatIsRemovedAndAddedInOneBatch) {
  const Organization old = organization_of("Linde", "DE");
  State state;
  state.organizations.add(old);
  save_state(state);
  State changed;
  changed.organizations.expect(old.key());
  changed.organizations.put_loaded(old);
  changed.organizations.remove(old.key());
  changed.merge();
  changed.organizations.add(organization_of("Eiche", "DE"));
  changed.merge();
  changed.organizations.change(old.key()).country = "FR";
  save_state(changed);
  const auto found = loaded(old);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->name, "Eiche");
  EXPECT_EQ(found->country, "FR");
}

TEST_F(Tables, WriteRowsThatChangedInDifferentColumns) {
  Organization first = organization_of("Linde", "DE");
  Organization second = organization_of("Eiche", "DE");
  second.org.uuid.bytes[0] = 1;
  State state;
  state.organizations.add(first);
  state.organizations.add(second);
  save_state(state);
  State changed;
  for (const Organization& row : {first, second}) {
    changed.organizations.expect(row.key());
    changed.organizations.put_loaded(row);
  }
  changed.organizations.change(first.key()).name = "Ahorn";
  changed.organizations.change(second.key()).country = "FR";
  save_state(changed);
  EXPECT_EQ(loaded(first)->name, "Ahorn");
  EXPECT_EQ(loaded(first)->country, "DE");
  EXPECT_EQ(loaded(second)->name, "Eiche");
  EXPECT_EQ(loaded(second)->country, "FR");
}

TEST_F(Tables, RemoveByTheWholeKey) {
  State state;
  state.each_table(
      [](auto& table) { table.add(distinct_row<typename std::decay_t<decltype(table)>::Row>()); });
  save_state(state);
  State removed;
  removed.each_table([](auto& table) {
    const auto row = distinct_row<typename std::decay_t<decltype(table)>::Row>();
    table.expect(row.key());
    table.put_loaded(row);
    table.remove(row.key());
  });
  save_state(removed);
  removed.each_table([&](auto& table) {
    using Row = typename std::decay_t<decltype(table)>::Row;
    EXPECT_FALSE(loaded(distinct_row<Row>()).has_value()) << Table<Row>::name;
  });
}

}  // namespace
}  // namespace perseat::store
