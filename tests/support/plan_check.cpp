// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "support/plan_check.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <initializer_list>
#include <map>
#include <mutex>
#include <regex>
#include <set>
#include <tuple>
#include <utility>

#include "support/forwarding.h"

namespace perseat::test {
namespace {

// Made for work over all organizations: what is open, due or old.
const std::set<std::string, std::less<>> global_indexes{
    "payment_attempt_open", "job_open",         "subscription_renews", "subscription_lifecycle",
    "invoice_next_charge",  "billing_run_open", "subscription_parked", "payment_method_detach",
    "idempotency_age"};

// A price that nobody has bought for yet is taken back: its foreign key is looked for in all
// subscriptions, since an index of its own would cost every purchase for what is that rare.
constexpr std::string_view takes_price_back = "delete from price where id = $1";
// Reads all of an organization, as what it is for.
constexpr std::string_view export_of_all = "queries/oversight/export_license_holders.cpp";

struct Table {
  bool has_organization = false;
  std::vector<std::string> key;
  std::set<std::string> next_keys;  // what its indexes have behind the organization
};
using Tables = std::map<std::string, Table, std::less<>>;

Tables read_tables(ports::Connection& connection) {
  static const ports::Sql sql{
      "select m.name, c.name, i.origin = 'pk', f.name = 'org_id' and c.seqno = 1, "
      "exists (select 1 from pragma_table_info(m.name) where name = 'org_id') "
      "from sqlite_schema m join pragma_index_list(m.name) i join pragma_index_info(i.name) c "
      "join pragma_index_info(i.name) f on f.seqno = 0 where m.type = 'table' order by c.seqno"};
  Tables tables;
  const auto done = connection.query(sql, {}, [&](const ports::Row& row) {
    Table& table = tables[std::string(row.text(0))];
    if (row.integer(2) != 0) table.key.emplace_back(row.text(1));
    if (row.integer(3) != 0) table.next_keys.emplace(row.text(1));
    table.has_organization = row.integer(4) != 0;
  });
  EXPECT_TRUE(done.has_value());
  return tables;
}

// Table names by what the statement calls them; two parts of it may use one alias differently.
// What stands between parentheses is called by its own name.
std::multimap<std::string, std::string> aliases_of(std::string_view text) {
  static const std::regex mention(
      R"((?:\b(?:from|join|update|into)|,)\s+(\w+)(?:\s+(?:as\s+)?(?!from\b|join\b)(\w+))?)"
      R"(|\)\s+(?:as\s+)?(?!from\b|join\b)(\w+)|\bwith\s+(\w+))");
  const std::string copy(text);
  std::multimap<std::string, std::string> aliases;
  for (std::sregex_iterator at(copy.begin(), copy.end(), mention), end; at != end; ++at) {
    for (const std::size_t name : std::initializer_list<std::size_t>{1, 3, 4})
      if ((*at)[name].matched) aliases.emplace((*at)[name], (*at)[name]);
    if ((*at)[2].matched) aliases.emplace((*at)[2], (*at)[1]);
  }
  return aliases;
}

// A Bloom filter is made by reading all of its table, so that it does not stay inside.
bool stays_inside(const std::string& step, const Table& table) {
  static const std::regex access(
      R"(^(?:SCAN|SEARCH) \w+ USING )"
      R"((?:(AUTOMATIC )?(?:PARTIAL )?(?:COVERING )?INDEX (\w+)|PRIMARY KEY)?.*)");
  std::smatch found;
  if (!std::regex_match(step, found, access) || found[1].matched) return false;
  if (found[2].matched && global_indexes.contains(found[2].str())) return true;
  return step.find("(" + table.key.front() + "=?") != std::string::npos ||
         step.find("(org_id=?") != std::string::npos;
}

// Whether the step goes through the organization's rows, from the first or from some place on:
// neither a value nor a range with two ends comes behind the organization.
bool walks(const std::string& step, const Table& table) {
  static const std::regex narrow(R"(\(org_id=\? AND (?:(?:\w+|<expr>)=\?|(\w+)>\? AND \1<\?))");
  const bool is_one_row = table.key == std::vector<std::string>{"org_id"};
  return !is_one_row && step.find("(org_id=?") != std::string::npos &&
         !std::regex_search(step, narrow);
}

// Whether the statement names a value for a column that an index has behind the organization.
bool knows_better(std::string_view text, std::string_view alias, const Table& table) {
  for (const std::string& column : table.next_keys) {
    const std::string value = column + " = $";
    for (std::size_t at = text.find(value); at != std::string_view::npos;
         at = text.find(value, at + 1)) {
      const std::string_view before = text.substr(0, at);
      if (before.ends_with(' ') || before.ends_with('(') ||
          before.ends_with(std::string(alias) + "."))
        return true;
    }
  }
  return false;
}

// A walk is for a page along an index: it stops when the page is full.
bool is_page(const std::vector<std::string>& steps, std::string_view text) {
  for (const std::string& step : steps) {
    if (step == "USE TEMP B-TREE FOR ORDER BY" || step == "USE TEMP B-TREE FOR GROUP BY")
      return false;
  }
  return text.find(" limit ") != std::string_view::npos;
}

// Adds the place of a statement to the file that ./dev test looks through for those never seen.
void record(const ports::Sql& sql) {
  const char* const file = std::getenv("PERSEAT_STATEMENTS");
  if (file == nullptr) return;
  // In one write each: the tests of other programs add theirs meanwhile.
  std::ofstream(file, std::ios::app)
      << std::string(sql.where.file_name()) + ":" + std::to_string(sql.where.line()) + "\n";
}

class CheckedConnection final : public ForwardingConnection {
 public:
  using ForwardingConnection::ForwardingConnection;

  Result<void> write(const ports::Sql& sql, const ports::Rows& rows) override {
    check(sql);
    return ForwardingConnection::write(sql, rows);
  }
  Result<void> read(const ports::Sql& sql, const ports::Rows& keys, ports::OnRow on_row) override {
    check(sql);
    return ForwardingConnection::read(sql, keys, std::move(on_row));
  }
  Result<void> query(const ports::Sql& sql, std::span<const ports::Value> parameters,
                     const ports::OnRow& on_row) override {
    check(sql);
    return ForwardingConnection::query(sql, parameters, on_row);
  }

 private:
  void check(const ports::Sql& sql) {
    static std::mutex mutex;
    static std::set<const ports::Sql*> checked;
    {
      const std::lock_guard lock(mutex);
      if (!checked.insert(&sql).second) return;
    }
    record(sql);
    for (const std::string& step : plan_violations(real(), sql))
      ADD_FAILURE() << "this statement leaves its organization or its indexes: " << step << "\n"
                    << sql.text;
  }
};

class CheckedDatabase final : public ForwardingDatabase {
 public:
  using ForwardingDatabase::ForwardingDatabase;

  Result<std::unique_ptr<ports::Connection>> connect_writer() override {
    return with_plan_check(TRY(ForwardingDatabase::connect_writer()));
  }
  Result<std::unique_ptr<ports::Connection>> connect_reader() override {
    return with_plan_check(TRY(ForwardingDatabase::connect_reader()));
  }
};

}  // namespace

std::vector<std::string> plan_violations(ports::Connection& connection, const ports::Sql& sql) {
  static const std::regex step_name(R"(^(?:SCAN|SEARCH|BLOOM FILTER ON) (\w+).*)");
  const Tables tables = read_tables(connection);
  const auto aliases = aliases_of(sql.text);
  const auto steps = connection.explain(sql);
  // A statement that cannot be prepared is told where it is run.
  if (!steps || sql.text == takes_price_back) return {};
  const bool may_walk =
      is_page(*steps, sql.text) || std::string_view(sql.where.file_name()).ends_with(export_of_all);
  std::vector<std::string> violations;
  for (const std::string& step : *steps) {
    std::smatch found;
    if (!std::regex_match(step, found, step_name)) continue;
    const std::string alias = found[1];
    auto [first, last] = aliases.equal_range(alias);
    // A table that is not in the text is looked through for a foreign key.
    const std::multimap<std::string, std::string> itself{{alias, alias}};
    if (first == last && tables.contains(alias)) std::tie(first, last) = itself.equal_range(alias);
    if (first == last) violations.push_back(step + " (which table is this?)");
    for (auto at = first; at != last; ++at) {
      const auto table = tables.find(at->second);
      if (table == tables.end() || !table->second.has_organization) continue;
      const bool is_right = stays_inside(step, table->second) &&
                            (!walks(step, table->second) ||
                             (may_walk && !knows_better(sql.text, alias, table->second)));
      if (is_right) continue;
      violations.push_back(step);
      break;
    }
  }
  return violations;
}

std::unique_ptr<ports::Connection> with_plan_check(std::unique_ptr<ports::Connection> connection) {
  return std::make_unique<CheckedConnection>(std::move(connection));
}

std::unique_ptr<ports::Database> with_plan_check(ports::Database& database) {
  return std::make_unique<CheckedDatabase>(database);
}

}  // namespace perseat::test
