// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// A real connection whose writes and commits can be made to fail, as a full disk or another server
// would do.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <utility>

#include "ports/database.h"

namespace perseat::test {

class FailingConnection final : public ports::Connection {
 public:
  explicit FailingConnection(std::unique_ptr<ports::Connection> real) : real_(std::move(real)) {}

  // How the next commits end, one after the other; nothing: as they do.
  std::deque<std::optional<Error>> commits;
  // Commits that were asked for.
  int commits_seen = 0;

  Result<void> begin(const ports::Visibility& whose) override { return real_->begin(whose); }
  Result<void> commit() override {
    ++commits_seen;
    if (commits.empty()) return real_->commit();
    const auto planned = commits.front();
    commits.pop_front();
    if (planned) return *planned;
    return real_->commit();
  }
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

 private:
  std::unique_ptr<ports::Connection> real_;
};

}  // namespace perseat::test
