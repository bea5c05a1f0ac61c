// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The ceiling for the server's changes on PostgreSQL: replays a recording of what its writer ran
// (recording.h) in libpq's pipeline mode, with the same settings and nothing else around. Same
// texts, same arrays of rows, same loads, same batches, same waits.
// usage: limit_postgres CONNECTION RECORDING
//   CONNECTION leads to the database as it was when the recording began, on this machine. Prints
//   one line of JSON; its processor time has all processes of the database server.
#include <libpq-fe.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "replay.h"

namespace {

using perseat::bench::Recording;
using perseat::bench::Step;
using perseat::bench::Value;

// As src/adapters/postgres/connection.cpp sets them for a writer.
constexpr const char* settings =
    "set lock_timeout = '5s'; set idle_in_transaction_session_timeout = '15s'; set jit = off; "
    "set client_min_messages = warning; "
    "set plan_cache_mode = force_generic_plan; set enable_seqscan = off; "
    "set enable_hashjoin = off; set enable_mergejoin = off; set enable_bitmapscan = off; "
    "set random_page_cost = 0.01; set seq_page_cost = 0.01;";

PGconn* session = nullptr;

[[noreturn]] void fail(std::string_view what) {
  std::fprintf(stderr, "%.*s: %s\n", static_cast<int>(what.size()), what.data(),
               PQerrorMessage(session));
  std::exit(1);
}

bool is_good(const PGresult* result) {
  const ExecStatusType status = PQresultStatus(result);
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

// All processes of the database server: they are children of one, as our session's is.
class ServerProcesses {
 public:
  explicit ServerProcesses(int one_of_them) {
    std::ifstream stat("/proc/" + std::to_string(one_of_them) + "/stat");
    std::string text;
    std::getline(stat, text);
    std::istringstream after_name(text.substr(text.rfind(')') + 1));
    char state = 0;
    int parent = 0;
    after_name >> state >> parent;
    const std::string master = std::to_string(parent);
    std::ifstream children("/proc/" + master + "/task/" + master + "/children");
    for (int child = 0; children >> child;) processes_.push_back(child);
    if (processes_.empty()) fail("the database server's processes");
  }

  [[nodiscard]] double cpu_seconds() const {
    double sum = 0;
    for (const int process : processes_) {
      std::ifstream stat("/proc/" + std::to_string(process) + "/schedstat");
      double nanoseconds = 0;
      stat >> nanoseconds;
      sum += nanoseconds * 1e-9;
    }
    return sum;
  }

 private:
  std::vector<int> processes_;
};

// Takes every column, as a program that loads the row must.
std::int64_t read_rows(const PGresult* result) {
  std::int64_t sum = 0;
  for (int row = 0; row < PQntuples(result); ++row) {
    for (int column = 0; column < PQnfields(result); ++column) {
      if (PQgetisnull(result, row, column) == 0)
        sum += PQgetlength(result, row, column) + *PQgetvalue(result, row, column);
    }
  }
  return sum;
}

class Replay {
 public:
  explicit Replay(const Recording& recording) : recording_(recording) {
    for (std::size_t i = 0; i < recording.texts.size(); ++i) {
      names_.push_back("s" + std::to_string(i));
      const std::string text(recording.texts[i]);
      PGresult* result = PQprepare(session, names_.back().c_str(), text.c_str(), 0, nullptr);
      if (!is_good(result)) fail(text);
      PQclear(result);
    }
    PQsetnonblocking(session, 1);
    PQenterPipelineMode(session);
  }

  perseat::bench::Outcome run() {
    const ServerProcesses server(PQbackendPID(session));
    const double cpu_before = perseat::bench::cpu_seconds() + server.cpu_seconds();
    const perseat::bench::Stopwatch all;
    for (const Step& step : recording_.steps) take(step);
    outcome_.seconds = all.us() / 1e6;
    outcome_.cpu_seconds = perseat::bench::cpu_seconds() + server.cpu_seconds() - cpu_before;
    return outcome_;
  }

 private:
  void take(const Step& step) {
    if (step.kind == 'R') return send(step);
    if (step.kind == 'S') {
      PQpipelineSync(session);
      ++expected_;
    } else {
      PQsendFlushRequest(session);
    }
    while (expected_ > 0) take_result();
    if (is_committing_) outcome_.transactions_us.push_back(transaction_.us());
    is_committing_ = false;
  }

  void send(const Step& step) {
    const std::string_view text = recording_.texts[step.statement];
    if (text.starts_with("begin")) transaction_.start();
    is_committing_ = text == "commit";
    values_.clear(), lengths_.clear();
    for (std::uint32_t i = 0; i < step.value_count; ++i) {
      const Value& value = recording_.values[step.value_begin + i];
      values_.push_back(value.kind == 'n' ? nullptr : value.bytes.data());
      lengths_.push_back(static_cast<int>(value.bytes.size()));
    }
    const std::vector<int> binary(values_.size(), 1);
    if (PQsendQueryPrepared(session, names_[step.statement].c_str(),
                            static_cast<int>(values_.size()), values_.data(), lengths_.data(),
                            binary.data(), 1) == 0)
      fail(text);
    ++outcome_.statements;
    ++expected_;
  }

  void take_result() {
    PGresult* result = PQgetResult(session);
    if (result == nullptr) {
      --expected_;
      return;
    }
    if (PQresultStatus(result) == PGRES_PIPELINE_SYNC) {
      --expected_;
    } else if (!is_good(result)) {
      fail(PQresultErrorMessage(result));
    } else {
      sum_ += read_rows(result);
      outcome_.rows_read += static_cast<std::size_t>(PQntuples(result));
    }
    PQclear(result);
  }

  const Recording& recording_;
  std::vector<std::string> names_;
  std::vector<const char*> values_;
  std::vector<int> lengths_;
  std::size_t expected_ = 0;  // answers that are still to come
  bool is_committing_ = false;
  perseat::bench::Stopwatch transaction_;
  perseat::bench::Outcome outcome_;
  std::int64_t sum_ = 0;
};

}  // namespace

int main(int count, char** values) {
  if (count != 3) {
    std::fputs("usage: limit_postgres CONNECTION RECORDING\n", stderr);
    return 2;
  }
  Recording recording;
  perseat::bench::read_recording(values[2], recording);
  session = PQconnectdb(values[1]);
  if (PQstatus(session) != CONNECTION_OK) fail("connect");
  PGresult* result = PQexec(session, settings);
  if (!is_good(result)) fail(settings);
  PQclear(result);
  Replay(recording).run().print();
  PQfinish(session);
}
