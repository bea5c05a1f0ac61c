// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/postgres/pipeline.h"

#include <poll.h>

#include <cerrno>
#include <utility>

#include "adapters/postgres/error.h"
#include "base/check.h"

namespace perseat::postgres {
namespace {

using Clock = std::chrono::steady_clock;

struct FreeResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using ResultPtr = std::unique_ptr<PGresult, FreeResult>;

constexpr int binary_format = 1;

// libpq's messages name hosts and roles, never passwords; their lines become one.
std::string message_of(const PGconn* session) {
  std::string message = PQerrorMessage(session);
  for (char& c : message) {
    if (c == '\n' || c == '\t') c = ' ';
  }
  return message;
}

}  // namespace

Result<void> Pipeline::connect(const std::string& settings) {
  lose();
  losses_before_ = hosts_->losses();
  session_ = hosts_->connect();
  if (session_ == nullptr) return away("the connection string cannot be read");
  if (PQstatus(session_.get()) != CONNECTION_OK) {
    const Error error = away(message_of(session_.get()));
    lose();
    return error;
  }
  PQsetNoticeReceiver(session_.get(), &Pipeline::on_notice, this);
  CHECK(PQsetnonblocking(session_.get(), 1) == 0);
  start_over();
  TRY(run_script(settings));
  return {};
}

void Pipeline::lose() {
  session_.reset();
  expected_.clear();
  is_spent_ = false;
  ignores_us_ = false;
}

bool Pipeline::is_fit() const {
  if (!session_ || hosts_->losses() != losses_before_) return false;
  // A server speaks to who asked nothing when it ends, and hardly ever else.
  pollfd socket{PQsocket(session_.get()), POLLIN, 0};
  return !expected_.empty() || poll(&socket, 1, 0) == 0;
}

void Pipeline::give_up(std::string_view why) {
  fail(away(why));
  hosts_->count_loss(losses_before_);
  lose();
}

void Pipeline::on_notice(void* self, const PGresult* notice) {
  const char* severity = PQresultErrorField(notice, PG_DIAG_SEVERITY_NONLOCALIZED);
  if (severity != nullptr && std::string_view(severity) == "WARNING")
    static_cast<Pipeline*>(self)->was_warned_ = true;
}

void Pipeline::start_over() {
  if (ignores_us_) sync();
  ++span_;
  failure_.reset();
  was_warned_ = false;
  // What they were to fill may be gone.
  for (Expected& expected : expected_) expected.on_result = nullptr;
}

void Pipeline::fail(Error error) {
  if (!failure_) failure_ = std::move(error);
}

void Pipeline::expect(int was_sent, OnResult on_result, bool is_sync) {
  if (was_sent == 0) return fail(away("nothing can be sent"));
  expected_.push_back({span_, is_sync, false, std::move(on_result)});
}

void Pipeline::prepare(const std::string& name, const std::string& text) {
  if (failure_ || !session_) return fail(away("there is no connection"));
  expect(PQsendPrepare(session_.get(), name.c_str(), text.c_str(), 0, nullptr), nullptr);
}

void Pipeline::describe(const std::string& name, OnResult on_result) {
  if (failure_ || !session_) return fail(away("there is no connection"));
  expect(PQsendDescribePrepared(session_.get(), name.c_str()), std::move(on_result));
}

void Pipeline::execute(const std::string& name, const Parameters& parameters, OnResult on_result) {
  if (failure_ || !session_) return fail(away("there is no connection"));
  const auto values = parameters.values();
  const std::vector<int> formats(values.size(), binary_format);
  expect(PQsendQueryPrepared(session_.get(), name.c_str(), parameters.count(), values.data(),
                             parameters.lengths().data(), formats.data(), binary_format),
         std::move(on_result));
}

void Pipeline::sync() {
  if (!session_) return;
  ignores_us_ = false;
  expect(PQpipelineSync(session_.get()), nullptr, true);
}

void Pipeline::flush() {
  // What does not go out now does when somebody waits; a broken session is noticed there too.
  if (session_) (void)PQflush(session_.get());
}

Result<void> Pipeline::drain() {
  if (!session_) {
    fail(away("there is no connection"));
    return *failure_;
  }
  const auto until = Clock::now() + deadline_;
  // Not a mere flush: only after a sync the server takes a transaction that waits for us for idle,
  // and ends one that waits too long, with the locks of a program that stands still.
  if (!expected_.empty() && !expected_.back().is_sync) sync();
  take_results();
  while (!expected_.empty()) {
    if (!wait_for_server(until)) {
      give_up(Clock::now() >= until ? "it does not answer" : "the connection broke");
      break;
    }
    take_results();
  }
  if (is_spent_) lose();
  if (failure_) return *failure_;
  return {};
}

bool Pipeline::wait_for_server(Clock::time_point until) {
  const int unsent = PQflush(session_.get());
  if (unsent < 0) return false;
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now());
  if (left.count() <= 0) return false;
  pollfd socket{PQsocket(session_.get()),
                static_cast<short>(unsent > 0 ? POLLIN | POLLOUT : POLLIN), 0};
  const int ready = poll(&socket, 1, static_cast<int>(left.count()) + 1);
  if (ready < 0) return errno == EINTR;
  if (ready == 0) return false;
  return PQconsumeInput(session_.get()) == 1 && PQstatus(session_.get()) == CONNECTION_OK;
}

void Pipeline::take_results() {
  while (!expected_.empty() && PQisBusy(session_.get()) == 0) {
    const ResultPtr result(PQgetResult(session_.get()));
    if (result == nullptr) {
      // The end of one statement's results.
      if (expected_.front().has_result) expected_.pop_front();
      continue;
    }
    take(result.get());
    // A sync is its own end.
    if (PQresultStatus(result.get()) == PGRES_PIPELINE_SYNC) expected_.pop_front();
  }
}

void Pipeline::take(const PGresult* result) {
  Expected& expected = expected_.front();
  expected.has_result = true;
  switch (PQresultStatus(result)) {
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
      if (expected.on_result) expected.on_result(result);
      return;
    case PGRES_PIPELINE_SYNC: ignores_us_ = false; return;
    case PGRES_PIPELINE_ABORTED:
      if (expected.span == span_) fail(away("an earlier statement failed"));
      return;
    default:
      ignores_us_ = true;
      is_spent_ = is_spent_ || ends_connection(result);
      if (expected.span == span_) fail(error_of(result));
  }
}

Result<void> Pipeline::run_script(const std::string& script) {
  if (!session_) return away("there is no connection");
  if (PQpipelineStatus(session_.get()) != PQ_PIPELINE_OFF) {
    sync();
    TRY(drain());
    CHECK(PQexitPipelineMode(session_.get()) == 1);
  }
  expect(PQsendQuery(session_.get(), script.c_str()), nullptr);
  // Several results, then nothing.
  const auto until = Clock::now() + deadline_;
  bool is_over = false;
  while (!is_over && !expected_.empty()) {
    while (!is_over && PQisBusy(session_.get()) == 0) {
      const ResultPtr result(PQgetResult(session_.get()));
      is_over = result == nullptr;
      if (result) take(result.get());
    }
    if (!is_over && !wait_for_server(until)) {
      give_up("it does not answer");
      return *failure_;
    }
  }
  expected_.clear();
  CHECK(PQenterPipelineMode(session_.get()) == 1);
  if (failure_) return *failure_;
  return {};
}

}  // namespace perseat::postgres
