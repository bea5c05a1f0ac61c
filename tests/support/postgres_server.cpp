// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "support/postgres_server.h"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include <atomic>

#include "adapters/postgres/postgres_database.h"

namespace perseat::test {
namespace {

std::string server() {
  const char* given = getenv("PERSEAT_TEST_POSTGRES");
  return given == nullptr ? "" : given;
}

void run_on_server(const std::string& script) {
  const auto database = postgres::open({postgres_connection_string("perseat_admin")});
  const auto done = database ? (**(*database)->connect_writer()).run_script(script)
                             : Result<void>(database.error());
  EXPECT_TRUE(done.has_value()) << done.error().detail;
}

std::string make(const std::string& source) {
  static std::atomic<int> made = 0;
  const std::string name = "t_" + std::to_string(getpid()) + "_" + std::to_string(++made);
  run_on_server("create database " + name + " template " + source);
  return name;
}

class SeeingEverything final : public ports::Connection {
 public:
  explicit SeeingEverything(std::unique_ptr<ports::Connection> real) : real_(std::move(real)) {}

  Result<void> begin(const ports::Visibility& whose) override {
    is_open_ = true;
    return real_->begin(whose);
  }
  Result<void> commit() override {
    is_open_ = false;
    return real_->commit();
  }
  void rollback() override {
    is_open_ = false;
    real_->rollback();
  }
  Result<void> write(const ports::Sql& sql, const ports::Rows& rows) override {
    if (is_open_) return real_->write(sql, rows);
    TRY(real_->begin(ports::Visibility::of_everything()));
    auto done = real_->write(sql, rows);
    if (done) return real_->commit();
    real_->rollback();
    return done;
  }
  Result<void> read(const ports::Sql& sql, const ports::Rows& keys, ports::OnRow on_row) override {
    if (is_open_) return real_->read(sql, keys, std::move(on_row));
    const auto snapshot = TRY(ports::Snapshot::take(*real_, ports::Visibility::of_everything()));
    TRY(real_->read(sql, keys, std::move(on_row)));
    return real_->deliver();
  }
  Result<void> deliver() override { return is_open_ ? real_->deliver() : Result<void>(); }
  Result<void> query(const ports::Sql& sql, std::span<const ports::Value> parameters,
                     const ports::OnRow& on_row) override {
    if (is_open_) return real_->query(sql, parameters, on_row);
    const auto snapshot = TRY(ports::Snapshot::take(*real_, ports::Visibility::of_everything()));
    return real_->query(sql, parameters, on_row);
  }
  Result<void> run_script(std::string_view script) override { return real_->run_script(script); }
  Result<std::vector<std::string>> explain(const ports::Sql& sql) override {
    return real_->explain(sql);
  }

 private:
  std::unique_ptr<ports::Connection> real_;
  bool is_open_ = false;
};

}  // namespace

bool has_postgres() { return !server().empty(); }

std::string postgres_connection_string(const std::string& name) {
  return server() + " dbname=" + name;
}

std::string make_postgres_database() { return make("perseat_template"); }
std::string make_empty_postgres_database() { return make("template0"); }

void drop_postgres_database(const std::string& name) {
  run_on_server("drop database " + name + " with (force)");
}

std::unique_ptr<ports::Connection> seeing_everything(std::unique_ptr<ports::Connection> real) {
  return std::make_unique<SeeingEverything>(std::move(real));
}

}  // namespace perseat::test
