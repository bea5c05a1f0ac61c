// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// A real database and its connections with something in between: tests derive from these and
// override what they look at or disturb.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "ports/database.h"

namespace perseat::test {

class ForwardingConnection : public ports::Connection {
 public:
  explicit ForwardingConnection(std::unique_ptr<ports::Connection> real) : real_(std::move(real)) {}

  Result<void> begin(const ports::Visibility& whose) override { return real_->begin(whose); }
  Result<void> commit() override { return real_->commit(); }
  void rollback() override { real_->rollback(); }
  Result<void> write(const ports::Sql& sql, const ports::Rows& rows) override {
    return real_->write(sql, rows);
  }
  Result<void> read(const ports::Sql& sql, const ports::Rows& keys, ports::OnRow on_row) override {
    return real_->read(sql, keys, std::move(on_row));
  }
  Result<void> deliver() override { return real_->deliver(); }
  Result<void> query(const ports::Sql& sql, std::span<const ports::Value> parameters,
                     const ports::OnRow& on_row) override {
    return real_->query(sql, parameters, on_row);
  }
  Result<void> run_script(std::string_view script) override { return real_->run_script(script); }
  Result<std::vector<std::string>> explain(const ports::Sql& sql) override {
    return real_->explain(sql);
  }

 protected:
  [[nodiscard]] ports::Connection& real() { return *real_; }

 private:
  std::unique_ptr<ports::Connection> real_;
};

class ForwardingDatabase : public ports::Database {
 public:
  explicit ForwardingDatabase(ports::Database& real) : real_(real) {}

  Result<std::unique_ptr<ports::Connection>> connect_writer() override {
    return real_.connect_writer();
  }
  Result<std::unique_ptr<ports::Connection>> connect_reader() override {
    return real_.connect_reader();
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

}  // namespace perseat::test
