// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The ceiling for the server's changes: replays a recording of what its writer ran (recording.h)
// on SQLite alone, with the same settings and nothing else around. Same texts, same rows, same
// loads, same batches.
// usage: limit_sqlite DATABASE RECORDING
//   DATABASE is the file as it was when the recording began. Prints one line of JSON.
#include <sqlite3.h>

#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "replay.h"

namespace {

using perseat::bench::Recording;
using perseat::bench::Step;
using perseat::bench::Value;

// As src/adapters/sqlite/sqlite_database.cpp opens the writer.
constexpr const char* settings =
    "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;"
    "pragma cache_size = -65536; pragma wal_autocheckpoint = 16000; pragma trusted_schema = off;";

sqlite3* database = nullptr;

[[noreturn]] void fail(std::string_view what) {
  std::fprintf(stderr, "%.*s: %s\n", static_cast<int>(what.size()), what.data(),
               sqlite3_errmsg(database));
  std::exit(1);
}

std::vector<sqlite3_stmt*> prepare(const Recording& recording) {
  std::vector<sqlite3_stmt*> statements;
  for (const std::string_view text : recording.texts) {
    sqlite3_stmt* made = nullptr;
    if (sqlite3_prepare_v3(database, text.data(), static_cast<int>(text.size()),
                           SQLITE_PREPARE_PERSISTENT, &made, nullptr) != SQLITE_OK)
      fail(text);
    statements.push_back(made);
  }
  return statements;
}

void bind(sqlite3_stmt* statement, int place, const Value& value) {
  const auto size = static_cast<int>(value.bytes.size());
  if (value.kind == 'n') sqlite3_bind_null(statement, place);
  if (value.kind == 'i') sqlite3_bind_int64(statement, place, value.integer);
  if (value.kind == 't')
    sqlite3_bind_text(statement, place, value.bytes.data(), size, SQLITE_STATIC);
  if (value.kind == 'b')
    sqlite3_bind_blob(statement, place, value.bytes.data(), size, SQLITE_STATIC);
}

// Takes every column, as a program that loads the row must.
std::int64_t read_row(sqlite3_stmt* statement) {
  std::int64_t sum = 0;
  const int count = sqlite3_column_count(statement);
  for (int column = 0; column < count; ++column) {
    const int type = sqlite3_column_type(statement, column);
    if (type == SQLITE_INTEGER) sum += sqlite3_column_int64(statement, column);
    if (type == SQLITE_TEXT) sum += sqlite3_column_text(statement, column)[0];
    if (type == SQLITE_BLOB) sum += sqlite3_column_bytes(statement, column);
  }
  return sum;
}

class Replay {
 public:
  explicit Replay(const Recording& recording)
      : recording_(recording), statements_(prepare(recording)) {}
  ~Replay() {
    for (sqlite3_stmt* statement : statements_) sqlite3_finalize(statement);
  }
  Replay(const Replay&) = delete;
  Replay& operator=(const Replay&) = delete;

  perseat::bench::Outcome run() {
    const double cpu_before = perseat::bench::cpu_seconds();
    const perseat::bench::Stopwatch all;
    for (const Step& step : recording_.steps) run_one(step);
    outcome_.seconds = all.us() / 1e6;
    // As the server's writer does when it is idle: it is part of what the changes cost.
    if (sqlite3_exec(database, "pragma wal_checkpoint(passive)", nullptr, nullptr, nullptr) !=
        SQLITE_OK)
      fail("checkpoint");
    outcome_.cpu_seconds = perseat::bench::cpu_seconds() - cpu_before;
    outcome_.statements = recording_.steps.size();
    return outcome_;
  }

 private:
  void run_one(const Step& step) {
    const std::string_view text = recording_.texts[step.statement];
    if (text.starts_with("begin")) transaction_.start();
    sqlite3_stmt* statement = statements_[step.statement];
    for (std::uint32_t i = 0; i < step.value_count; ++i)
      bind(statement, static_cast<int>(i + 1), recording_.values[step.value_begin + i]);
    int code = sqlite3_step(statement);
    for (; code == SQLITE_ROW; code = sqlite3_step(statement)) {
      sum_ += read_row(statement);
      ++outcome_.rows_read;
    }
    if (code != SQLITE_DONE) fail(text);
    sqlite3_reset(statement);
    if (text == "commit") outcome_.transactions_us.push_back(transaction_.us());
  }

  const Recording& recording_;
  std::vector<sqlite3_stmt*> statements_;
  perseat::bench::Stopwatch transaction_;
  perseat::bench::Outcome outcome_;
  std::int64_t sum_ = 0;
};

}  // namespace

int main(int count, char** values) {
  if (count != 3) {
    std::fputs("usage: limit_sqlite DATABASE RECORDING\n", stderr);
    return 2;
  }
  Recording recording;
  perseat::bench::read_recording(values[2], recording);
  sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  if (sqlite3_open_v2(values[1], &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr) !=
          SQLITE_OK ||
      sqlite3_exec(database, settings, nullptr, nullptr, nullptr) != SQLITE_OK)
    fail(values[1]);
  Replay(recording).run().print();
  sqlite3_close(database);
}
