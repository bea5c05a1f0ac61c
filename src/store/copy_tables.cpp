// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "store/copy_tables.h"

#include <fmt/format.h>

#include <deque>
#include <map>
#include <set>
#include <span>
#include <variant>

#include "base/hash.h"
#include "base/text.h"
#include "store/rows_by_key.h"
#include "store/state.h"

namespace perseat::store {
namespace {

// A row as it is, without a meaning: null, integer, text or id.
using Cell = std::variant<std::monostate, std::int64_t, std::string, Uuid>;
using Cells = std::vector<Cell>;

std::string key_list(const TableNames& names) {
  std::string text;
  for (std::size_t i = 0; i < names.key_columns; ++i)
    text += fmt::format("{}{}", i == 0 ? "" : ", ", names.columns[i]);
  return text;
}

// The first rows, or those after a key; the last parameter is how many.
std::string page_text(const TableNames& names, bool is_first) {
  std::string condition = "true";
  if (!is_first) {
    std::string places;
    for (std::size_t i = 1; i <= names.key_columns; ++i)
      places += fmt::format("{}${}", i == 1 ? "" : ", ", i);
    condition = fmt::format("({}) > ({})", key_list(names), places);
  }
  return select_texts(names, fmt::format("{} order by {} limit ${}", condition, key_list(names),
                                         is_first ? 1 : names.key_columns + 1))
      .text;
}

struct CopiedTable {
  explicit CopiedTable(const TableNames& of)
      : names(of),
        insert(insert_texts(of)),
        by_key(select_by_key_texts(of)),
        first_page(page_text(of, true)),
        next_page(page_text(of, false)),
        count(fmt::format("select count(*) from {}", of.table)) {}

  TableNames names;
  OwnedSql insert;
  OwnedSql by_key;
  OwnedSql first_page;
  OwnedSql next_page;
  OwnedSql count;
};

template <class Row>
void add_table(std::deque<CopiedTable>& tables, const Collection<Row>&) {
  tables.emplace_back(table_names<Row>());
}

// Parents first. Their statements are made from the same lists of columns as those of commands.
const std::deque<CopiedTable>& all_tables() {
  static const std::deque<CopiedTable> tables = [] {
    std::deque<CopiedTable> made;
    State state;
    state.each_table([&](const auto& table) { add_table(made, table); });
    return made;
  }();
  return tables;
}

Cells fetch_cells(const TableNames& names, const ports::Row& row) {
  Cells cells;
  cells.reserve(names.columns.size());
  for (std::size_t i = 0; i < names.columns.size(); ++i) {
    const int at = static_cast<int>(i);
    if (row.is_null(at))
      cells.emplace_back();
    else if (names.types[i] == ColumnType<std::int64_t>::name)
      cells.emplace_back(row.integer(at));
    else if (names.types[i] == ColumnType<Uuid>::name)
      cells.emplace_back(row.uuid(at));
    else
      cells.emplace_back(std::string(row.text(at)));
  }
  return cells;
}

ports::Value bind_cell(const Cell& cell) {
  if (const auto* number = std::get_if<std::int64_t>(&cell)) return bind(*number);
  if (const auto* text = std::get_if<std::string>(&cell)) return bind(*text);
  if (const auto* id = std::get_if<Uuid>(&cell)) return bind(*id);
  return ports::Value::of_null();
}

std::span<const Cell> key_of(const CopiedTable& table, const Cells& row) {
  return std::span(row).first(table.names.key_columns);
}

void append(std::vector<ports::Value>& values, std::span<const Cell> cells) {
  for (const Cell& cell : cells) values.push_back(bind_cell(cell));
}

Result<std::vector<Cells>> read_page(ports::Connection& connection, const CopiedTable& table,
                                     const Cells& after, std::int64_t rows) {
  std::vector<ports::Value> parameters;
  if (!after.empty()) append(parameters, key_of(table, after));
  parameters.push_back(bind(rows));
  std::vector<Cells> page;
  const OwnedSql& sql = after.empty() ? table.first_page : table.next_page;
  TRY(connection.query(sql.sql(), parameters, [&](const ports::Row& row) {
    page.push_back(fetch_cells(table.names, row));
  }));
  return page;
}

// Those of the page's rows that the other database has too, by their keys.
Result<std::map<Cells, Cells>> find_same_keys(ports::Connection& connection,
                                              const CopiedTable& table,
                                              const std::vector<Cells>& page) {
  ports::Rows keys{table.names.key_columns, {}};
  for (const Cells& row : page) append(keys.cells, key_of(table, row));
  std::map<Cells, Cells> found;
  TRY(connection.read(table.by_key.sql(), keys, [&](const ports::Row& source) {
    Cells row = fetch_cells(table.names, source);
    const auto key = key_of(table, row);
    found.emplace(Cells(key.begin(), key.end()), std::move(row));
  }));
  TRY(connection.deliver());
  return found;
}

bool is_among(const CopiedTable& table, const std::map<Cells, Cells>& rows, const Cells& row) {
  const auto key = key_of(table, row);
  return rows.contains(Cells(key.begin(), key.end()));
}

// Counts what is gone through in one connection's tables, and tells it.
class Progress {
 public:
  static Result<Progress> start(ports::Connection& connection, const CopyOptions& options) {
    Progress progress(options);
    for (const CopiedTable& table : all_tables()) {
      std::int64_t& rows = progress.rows_.emplace_back();
      TRY(connection.query(table.count.sql(), {},
                           [&](const ports::Row& row) { rows = row.integer(0); }));
      progress.at_.all_total += rows;
    }
    return progress;
  }
  // The tables come in their order, each with its pages and an empty one behind them.
  void begin_table(const CopiedTable& table) {
    at_.table = table.names.table;
    at_.done = 0;
    at_.total = rows_[next_++];
    if (at_.total == 0) add(0);
  }
  void add(std::size_t rows) {
    at_.done += static_cast<std::int64_t>(rows);
    at_.all_done += static_cast<std::int64_t>(rows);
    if (options_->on_progress) options_->on_progress(at_);
  }

 private:
  explicit Progress(const CopyOptions& options) : options_(&options) {}

  const CopyOptions* options_;
  std::vector<std::int64_t> rows_;  // of each table
  std::size_t next_ = 0;
  CopyProgress at_;
};

// Visits pages until there are no more.
template <class Visit>
Result<void> each_page(ports::Connection& connection, const CopiedTable& table, std::int64_t rows,
                       Visit&& visit) {
  Cells last;
  for (;;) {
    std::vector<Cells> page = TRY(read_page(connection, table, last, rows));
    if (page.empty()) return {};
    TRY(visit(page));
    last = std::move(page.back());
  }
}

Error holds_other(std::string_view table) {
  return conflict("targetHoldsOther",
                  fmt::format("The table {} of the target is not the source's, or has rows that "
                              "are not: give an empty database.",
                              table));
}

Result<void> refuse_others(ports::Connection& source, ports::Connection& target,
                           const CopiedTable& table, std::int64_t rows) {
  return each_page(target, table, rows, [&](const std::vector<Cells>& page) -> Result<void> {
    const auto known = TRY(find_same_keys(source, table, page));
    for (const Cells& row : page) {
      const auto key = key_of(table, row);
      const auto same = known.find(Cells(key.begin(), key.end()));
      if (same == known.end() || same->second != row) return holds_other(table.names.table);
    }
    return {};
  });
}

Result<void> check_texts(const CopiedTable& table, const Cells& row) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    const auto* text = std::get_if<std::string>(&row[i]);
    if (text == nullptr || (is_valid_utf8(*text) && text->find('\0') == std::string::npos))
      continue;
    return invalid("data", "textUnfit",
                   fmt::format("PostgreSQL does not take a text of {}.{}: it has a zero byte or is "
                               "no UTF-8.",
                               table.names.table, table.names.columns[i]));
  }
  return {};
}

Result<void> write_missing(ports::Connection& target, const CopiedTable& table,
                           const std::vector<Cells>& page) {
  const auto there = TRY(find_same_keys(target, table, page));
  if (there.size() == page.size()) {
    target.rollback();
    return {};
  }
  ports::Rows missing{table.names.columns.size(), {}};
  for (const Cells& row : page) {
    if (is_among(table, there, row)) continue;
    TRY(check_texts(table, row));
    append(missing.cells, row);
  }
  TRY(target.write(table.insert.sql(), missing));
  return target.commit();
}

Result<void> copy_table(ports::Connection& source, ports::Connection& target,
                        const CopiedTable& table, const CopyOptions& options, Progress& progress) {
  return each_page(source, table, options.rows_per_page,
                   [&](const std::vector<Cells>& page) -> Result<void> {
                     TRY(target.begin(ports::Visibility::of_everything()));
                     const auto written = write_missing(target, table, page);
                     if (!written) {
                       target.rollback();
                       return written;
                     }
                     progress.add(page.size());
                     return {};
                   });
}

// So that no two different rows give one text.
void append_text(std::string& text, const Cells& row) {
  for (const Cell& cell : row) {
    std::string content;
    if (const auto* number = std::get_if<std::int64_t>(&cell)) content = fmt::format("{}", *number);
    if (const auto* given = std::get_if<std::string>(&cell)) content = *given;
    if (const auto* id = std::get_if<Uuid>(&cell)) content = std::string(id->view());
    text += fmt::format("{}:{}:", cell.index(), content.size());
    text += content;
  }
}

}  // namespace

Result<void> refuse_tables_of_others(ports::Connection& target) {
  static const ports::Sql select{
      "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'",
      "select relname from pg_class where relkind in ('r', 'p') "
      "and relnamespace = current_schema()::regnamespace"};
  std::set<std::string> found;
  TRY(target.query(select, {}, [&](const ports::Row& row) { found.emplace(row.text(0)); }));
  found.erase("schema_migration");
  for (const CopiedTable& table : all_tables()) found.erase(std::string(table.names.table));
  if (!found.empty()) return holds_other(*found.begin());
  return {};
}

Result<void> copy_tables(ports::Connection& source, ports::Connection& target,
                         const CopyOptions& options) {
  {
    const auto sight = TRY(ports::Snapshot::take(target, ports::Visibility::of_everything()));
    for (const CopiedTable& table : all_tables())
      TRY(refuse_others(source, target, table, options.rows_per_page));
  }
  Progress progress = TRY(Progress::start(source, options));
  for (const CopiedTable& table : all_tables()) {
    progress.begin_table(table);
    TRY(copy_table(source, target, table, options, progress));
  }
  return {};
}

Result<std::vector<TableDigest>> digest_tables(ports::Connection& connection,
                                               const CopyOptions& options) {
  std::vector<TableDigest> digests;
  Progress progress = TRY(Progress::start(connection, options));
  for (const CopiedTable& table : all_tables()) {
    TableDigest digest{std::string(table.names.table)};
    progress.begin_table(table);
    TRY(each_page(connection, table, options.rows_per_page,
                  [&](const std::vector<Cells>& page) -> Result<void> {
                    std::string text = digest.hash;
                    for (const Cells& row : page) append_text(text, row);
                    digest.hash = sha256_hex(text);
                    digest.rows += static_cast<std::int64_t>(page.size());
                    progress.add(page.size());
                    return {};
                  }));
    digests.push_back(std::move(digest));
  }
  return digests;
}

}  // namespace perseat::store
