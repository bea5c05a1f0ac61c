// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "support/plan_check.h"

#include <gtest/gtest.h>

#include <map>
#include <mutex>
#include <regex>
#include <set>
#include <utility>

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
  static const std::regex mention(R"((?:from|join|update|into)\s+(\w+)(?:\s+(?:as\s+)?(\w+))?)");
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

class CheckedConnection final : public ports::Connection {
 public:
  explicit CheckedConnection(std::unique_ptr<ports::Connection> real) : real_(std::move(real)) {}

  Result<void> begin(const ports::Visibility& whose) override { return real_->begin(whose); }
  Result<void> commit() override { return real_->commit(); }
  void rollback() override { real_->rollback(); }
  Result<void> write(const ports::Sql& sql, const ports::Rows& rows) override {
    check(sql);
    return real_->write(sql, rows);
  }
  Result<void> read(const ports::Sql& sql, const ports::Rows& keys, ports::OnRow on_row) override {
    check(sql);
    return real_->read(sql, keys, std::move(on_row));
  }
  Result<void> deliver() override { return real_->deliver(); }
  Result<void> query(const ports::Sql& sql, std::span<const ports::Value> parameters,
                     const ports::OnRow& on_row) override {
    check(sql);
    return real_->query(sql, parameters, on_row);
  }
  Result<void> run_script(std::string_view script) override { return real_->run_script(script); }
  Result<std::vector<std::string>> explain(const ports::Sql& sql) override {
    return real_->explain(sql);
  }

 private:
  void check(const ports::Sql& sql) {
    static std::mutex mutex;
    static std::set<std::string, std::less<>> checked;
    {
      const std::lock_guard lock(mutex);
      if (!checked.emplace(sql.text).second) return;
    }
    for (const std::string& step : plan_violations(*real_, sql))
      ADD_FAILURE() << "this statement leaves its organization or its indexes: " << step << "\n"
                    << sql.text;
  }

  std::unique_ptr<ports::Connection> real_;
};

class CheckedDatabase final : public ports::Database {
 public:
  explicit CheckedDatabase(ports::Database& real) : real_(real) {}

  Result<std::unique_ptr<ports::Connection>> connect_writer() override {
    return with_plan_check(TRY(real_.connect_writer()));
  }
  Result<std::unique_ptr<ports::Connection>> connect_reader() override {
    return with_plan_check(TRY(real_.connect_reader()));
  }
  std::string spell(const ports::Sql& migration) const override { return real_.spell(migration); }
  Result<void> learn_schema(ports::Connection& writer) override {
    return real_.learn_schema(writer);
  }
  Result<void> quick_check(ports::Connection& connection) override {
    return real_.quick_check(connection);
  }
  Result<std::vector<ports::BrokenReference>> broken_references(
      ports::Connection& connection) override {
    return real_.broken_references(connection);
  }
  void when_idle(ports::Connection& writer) override { real_.when_idle(writer); }
  Result<void> backup(const std::string& file) override { return real_.backup(file); }

 private:
  ports::Database& real_;
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
