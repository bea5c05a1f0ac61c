// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// A connection to PostgreSQL that comes back by itself: a transaction that begins after a loss
// connects again.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "adapters/postgres/pipeline.h"
#include "adapters/postgres/postgres_database.h"
#include "ports/database.h"

namespace perseat::postgres {

class PostgresConnection final : public ports::Connection {
 public:
  PostgresConnection(std::shared_ptr<Hosts> hosts, std::chrono::milliseconds deadline,
                     bool is_reader);

  // Connects now. Errors: databaseAway.
  Result<void> connect();

  Result<void> begin(const ports::Visibility& whose) override;
  Result<void> commit() override;
  void rollback() override;
  Result<void> write(const ports::Sql& sql, const ports::Rows& rows) override;
  Result<void> read(const ports::Sql& sql, const ports::Rows& keys, ports::OnRow on_row) override;
  Result<void> deliver() override;
  Result<void> query(const ports::Sql& sql, std::span<const ports::Value> parameters,
                     const ports::OnRow& on_row) override;
  Result<void> run_script(std::string_view script) override;
  Result<std::vector<std::string>> explain(const ports::Sql& sql) override;

 private:
  // A statement that the server knows by name, and the types that it found for its parameters.
  struct Prepared {
    std::string name;
    std::vector<Oid> types;
    bool takes_columns = false;
  };

  Result<const Prepared*> prepared(const ports::Sql& sql);
  Result<void> execute(const ports::Sql& sql, std::span<const ports::Value> parameters);
  Result<void> execute_all(const ports::Sql& sql, const ports::Rows& rows, ports::OnRow on_row);
  // Outside a transaction each statement is one.
  Result<void> connect_unless_fit();

  Pipeline pipeline_;
  bool is_reader_;
  bool is_in_transaction_ = false;
  std::unordered_map<const ports::Sql*, Prepared> statements_;
  std::size_t statements_made_ = 0;
  // A plan is kept with its statement. One that was made while a table was nearly empty may go by
  // the wrong index, which is ruin when it has grown: plans are discarded when much was written and
  // from time to time, also where the server gathers no statistics or is about to.
  std::chrono::steady_clock::time_point planned_at_;
  std::size_t rows_written_ = 0;
  std::size_t rows_planned_ = 0;  // of them, when the plans were discarded
};

}  // namespace perseat::postgres
