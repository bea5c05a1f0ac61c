// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "support/plan_check.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <mutex>
#include <regex>
#include <set>
#include <utility>

#include "support/forwarding.h"

namespace perseat::test {
namespace {

// Made for work over all organizations: what is open, due or old.
const std::set<std::string, std::less<>> global_indexes{
    "payment_attempt_open",  "job_open",       "subscription_renews", "subscription_lifecycle",
    "payment_method_detach", "idempotency_age"};

// Tables with an organization, and the first column of their key.
using FirstKeys = std::map<std::string, std::string, std::less<>>;

FirstKeys read_first_keys(ports::Connection& connection) {
  static const ports::Sql sql{
      "select m.name, c.name from sqlite_schema m join pragma_table_info(m.name) c on c.pk = 1 "
      "where m.type = 'table' and exists ("
      "  select 1 from pragma_table_info(m.name) where name = 'org_id')"};
  FirstKeys first_keys;
  const auto done = connection.query(
      sql, {}, [&](const ports::Row& row) { first_keys.emplace(row.text(0), row.text(1)); });
  EXPECT_TRUE(done.has_value());
  return first_keys;
}

// Table names by what the statement calls them; two parts of it may use one alias differently.
std::multimap<std::string, std::string> aliases_of(std::string_view text) {
  static const std::regex mention(
      R"((?:\b(?:from|join|update|into)|,)\s+(\w+)(?:\s+(?:as\s+)?(\w+))?)");
  const std::string copy(text);
  std::multimap<std::string, std::string> aliases;
  for (std::sregex_iterator at(copy.begin(), copy.end(), mention), end; at != end; ++at) {
    aliases.emplace((*at)[1], (*at)[1]);
    if ((*at)[2].matched) aliases.emplace((*at)[2], (*at)[1]);
  }
  return aliases;
}

bool is_allowed(const std::string& step, const std::string& first_key) {
  static const std::regex access(
      R"(^(?:SCAN|SEARCH) \w+ USING )"
      R"((?:(AUTOMATIC )?(?:PARTIAL )?(?:COVERING )?INDEX (\w+)|PRIMARY KEY)?.*)");
  std::smatch found;
  if (!std::regex_match(step, found, access) || found[1].matched) return false;
  if (found[2].matched && global_indexes.contains(found[2].str())) return true;
  return step.find("(" + first_key + "=?") != std::string::npos ||
         step.find("(org_id=?") != std::string::npos;
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
  static const std::regex step_name(R"(^(?:SCAN|SEARCH) (\w+).*)");
  const FirstKeys first_keys = read_first_keys(connection);
  const auto aliases = aliases_of(sql.text);
  const auto steps = connection.explain(sql);
  // A statement that cannot be prepared is told where it is run.
  if (!steps) return {};
  std::vector<std::string> violations;
  for (const std::string& step : *steps) {
    std::smatch found;
    if (!std::regex_match(step, found, step_name)) continue;
    const auto [first, last] = aliases.equal_range(found[1].str());
    for (auto at = first; at != last; ++at) {
      const auto table = first_keys.find(at->second);
      if (table == first_keys.end() || is_allowed(step, table->second)) continue;
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
