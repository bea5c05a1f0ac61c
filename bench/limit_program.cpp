// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The ceiling for the server's changes: replays a recording of what its writer ran (recording.h)
// on SQLite alone, with the same settings and nothing else around. Same texts, same rows, same
// loads, same batches.
// usage: limit_program DATABASE RECORDING
//   DATABASE is the file as it was when the recording began. Prints one line of JSON.
#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "recording.h"

namespace {

using Clock = std::chrono::steady_clock;
using perseat::bench::Reader;

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

double cpu_seconds() {
  timespec used{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) * 1e-9;
}

struct Value {
  char kind = 'n';
  std::int64_t integer = 0;
  std::string_view bytes;
};

struct Run {
  std::uint32_t statement = 0;
  std::uint32_t value_begin = 0;
  std::uint32_t value_count = 0;
};

struct Recording {
  std::string data;
  std::vector<std::string_view> texts;
  std::vector<Run> runs;
  std::vector<Value> values;
};

Value take_value(Reader& reader) {
  Value value{reader.take_kind(), 0, {}};
  if (value.kind == 'i') value.integer = reader.take_number<std::int64_t>();
  if (value.kind == 't' || value.kind == 'b') value.bytes = reader.take_sized();
  return value;
}

Recording read_recording(const char* file) {
  Recording recording;
  std::ifstream stream(file, std::ios::binary);
  recording.data.assign(std::istreambuf_iterator<char>(stream), {});
  Reader reader(recording.data);
  while (!reader.is_at_end()) {
    const char kind = reader.take_kind();
    const auto number = reader.take_number<std::uint32_t>();
    if (kind == 'T') {
      recording.texts.resize(number + 1);
      recording.texts[number] = reader.take_sized();
      continue;
    }
    const auto count = reader.take_number<std::uint32_t>();
    recording.runs.push_back({number, static_cast<std::uint32_t>(recording.values.size()), count});
    for (std::uint32_t i = 0; i < count; ++i) recording.values.push_back(take_value(reader));
  }
  return recording;
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

  void run() {
    const double cpu_before = cpu_seconds();
    const auto started = Clock::now();
    for (const Run& run : recording_.runs) run_one(run);
    seconds_ = std::chrono::duration<double>(Clock::now() - started).count();
    cpu_ = cpu_seconds() - cpu_before;
  }

  void report() {
    std::sort(commits_us_.begin(), commits_us_.end());
    const auto at = [&](std::size_t percent) {
      return commits_us_.empty() ? 0.0 : commits_us_[(commits_us_.size() - 1) * percent / 100];
    };
    std::printf(
        "{\"statements\": %zu, \"rowsRead\": %zu, \"commits\": %zu, \"seconds\": %.4f, "
        "\"cpuSeconds\": %.4f, \"transactionP50Us\": %.1f, \"transactionP99Us\": %.1f}\n",
        recording_.runs.size(), rows_, commits_us_.size(), seconds_, cpu_, at(50), at(99));
  }

 private:
  void run_one(const Run& run) {
    const std::string_view text = recording_.texts[run.statement];
    if (text.starts_with("begin")) begun_ = Clock::now();
    sqlite3_stmt* statement = statements_[run.statement];
    for (std::uint32_t i = 0; i < run.value_count; ++i)
      bind(statement, static_cast<int>(i + 1), recording_.values[run.value_begin + i]);
    int code = sqlite3_step(statement);
    for (; code == SQLITE_ROW; code = sqlite3_step(statement)) {
      sum_ += read_row(statement);
      ++rows_;
    }
    if (code != SQLITE_DONE) fail(text);
    sqlite3_reset(statement);
    if (text == "commit")
      commits_us_.push_back(
          std::chrono::duration<double, std::micro>(Clock::now() - begun_).count());
  }

  const Recording& recording_;
  std::vector<sqlite3_stmt*> statements_;
  Clock::time_point begun_;
  std::vector<double> commits_us_;
  std::size_t rows_ = 0;
  std::int64_t sum_ = 0;
  double seconds_ = 0;
  double cpu_ = 0;
};

}  // namespace

int main(int count, char** values) {
  if (count != 3) {
    std::fputs("usage: limit_program DATABASE RECORDING\n", stderr);
    return 2;
  }
  const Recording recording = read_recording(values[2]);
  if (sqlite3_open_v2(values[1], &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr) !=
          SQLITE_OK ||
      sqlite3_exec(database, settings, nullptr, nullptr, nullptr) != SQLITE_OK)
    fail(values[1]);
  {
    Replay replay(recording);
    replay.run();
    replay.report();
  }
  sqlite3_close(database);
}
