// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/sqlite/statistics.h"

#include <fmt/format.h>

#include <string>
#include <vector>

namespace perseat::sqlite {
namespace {

struct Index {
  std::string table;
  std::string name;
  bool is_unique = false;
  std::int64_t columns = 0;
  bool is_reference = false;  // of a table without organizations: the catalog
};

const ports::Sql list_indexes{
    "select t.name, i.name, i.\"unique\", (select count(*) from pragma_index_info(i.name)), "
    "not exists (select 1 from pragma_table_info(t.name) where name = 'org_id') "
    "from sqlite_schema t join pragma_index_list(t.name) i "
    "where t.type = 'table' and t.name not like 'sqlite_%'"};

// A guess at the shape of every index: a million rows, ten thousand for the first column (an
// organization), ten for the second of a longer index, one for a whole unique key. Of reference
// data a thousand rows and ten for the first column: were the catalog thought to be large, a join
// from it would first read all of the table that it joins, for a Bloom filter.
std::string guessed_shape(const Index& index) {
  std::string shape = index.is_reference ? "1000" : "1000000";
  std::int64_t rows = index.is_reference ? 10 : 10'000;
  for (std::int64_t column = 1; column <= index.columns; ++column) {
    const bool is_last = column == index.columns;
    shape += fmt::format(" {}", is_last && index.is_unique ? 1 : rows);
    rows = rows > 10 ? 10 : 2;
  }
  return shape;
}

}  // namespace

Result<void> seed_statistics(ports::Connection& writer) {
  std::vector<Index> indexes;
  TRY(writer.query(list_indexes, {}, [&](const ports::Row& row) {
    indexes.push_back({std::string(row.text(0)), std::string(row.text(1)), row.integer(2) != 0,
                       row.integer(3), row.integer(4) != 0});
  }));
  static const ports::Sql insert{"insert into sqlite_stat1 (tbl, idx, stat) values ($1, $2, $3)"};
  TRY(writer.run_script("analyze; delete from sqlite_stat1;"));
  for (const Index& index : indexes) {
    const std::string shape = guessed_shape(index);
    // A table without rowid knows its primary key by the table's own name.
    const bool is_primary = index.name.starts_with("sqlite_autoindex_" + index.table + "_1");
    const ports::Value values[] = {ports::Value::of(index.table),
                                   ports::Value::of(is_primary ? index.table : index.name),
                                   ports::Value::of(shape)};
    TRY(writer.query(insert, values, [](const ports::Row&) {}));
  }
  return writer.run_script("analyze sqlite_schema");
}

}  // namespace perseat::sqlite
