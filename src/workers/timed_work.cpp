// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "workers/timed_work.h"

#include <pthread.h>

#include <atomic>
#include <chrono>
#include <latch>
#include <utility>

#include "base/log.h"
#include "engine/command.h"
#include "usecases/billing/collect_invoice.h"
#include "usecases/billing/hold_renewal.h"
#include "usecases/billing/renew_subscription.h"
#include "usecases/subscriptions/end_state.h"

namespace perseat::workers {
namespace {

// Commands that wait for a commit together.
constexpr std::int64_t due_page_rows = 256;
// Midnight of a billing account's zone is early enough half a minute later.
constexpr std::chrono::seconds look_for_due_work{30};

// The answers to the commands of one page.
class Page {
 public:
  struct Failure {
    std::size_t place;  // of the page's row
    Error error;
  };

  Page(engine::CommandQueue& queue, std::size_t size)
      : queue_(queue), left_(static_cast<std::ptrdiff_t>(size)) {}

  template <class UseCase>
  void submit(OrgId org, UseCase use_case, std::size_t place) {
    engine::Call call;
    call.actor.org = org;
    call.request_id = "timed-work";
    engine::submit(
        queue_, std::move(use_case), std::move(call),
        [this](const auto& output) {
          if (output.is_done) ++done_;
          return engine::Answer{};
        },
        [this, place](const Result<engine::Answer>& answer) {
          if (!answer) {
            const std::lock_guard lock(mutex_);
            failures_.push_back({place, answer.error()});
          }
          left_.count_down();
        });
  }

  void wait() { left_.wait(); }
  // After wait().
  [[nodiscard]] std::size_t done() const { return done_; }
  [[nodiscard]] const std::vector<Failure>& failures() const { return failures_; }

 private:
  engine::CommandQueue& queue_;
  std::latch left_;
  std::atomic<std::size_t> done_ = 0;
  std::mutex mutex_;
  std::vector<Failure> failures_;
};

// What the store is to blame for is tried again.
bool is_of_the_row(const Error& error) { return error.code != ErrorCode::unavailable; }

}  // namespace

Result<std::unique_ptr<TimedWork>> TimedWork::start(const Parts& parts) {
  return std::unique_ptr<TimedWork>(new TimedWork(parts, TRY(parts.database.connect_reader())));
}

TimedWork::TimedWork(const Parts& parts, std::unique_ptr<ports::Connection> reader)
    : parts_(parts), reader_(std::move(reader)), thread_([this] { run(); }) {
  pthread_setname_np(thread_.native_handle(), "timed-work");
}

TimedWork::~TimedWork() { stop(); }

void TimedWork::stop() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

bool TimedWork::is_stopping() {
  const std::lock_guard lock(mutex_);
  return is_stopping_;
}

bool TimedWork::wait() {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, look_for_due_work, [this] { return is_stopping_; });
  return !is_stopping_;
}

void TimedWork::run() {
  do {
    const auto done = run_round();
    if (!done) log_error("timedWork").with("reason", done.error().reason);
    if (done && done->count > 0)
      log_info("timedWork")
          .with("done", std::int64_t(done->count))
          .with("failed", std::int64_t(done->failed));
  } while (wait());
}

Result<TimedWork::Done> TimedWork::run_round() {
  const std::lock_guard lock(round_);
  const Instant now = parts_.clock.now();
  Done all;
  using enum store::DueKind;
  for (const store::DueKind kind : {renewal, end, collection}) {
    const Done done = TRY(run_all(kind, now));
    all.count += done.count;
    all.failed += done.failed;
  }
  return all;
}

Result<std::vector<store::DueWork>> TimedWork::find(store::DueKind kind, Instant now,
                                                    const store::DueWork& after) {
  const auto snapshot = TRY(ports::Snapshot::take(*reader_, ports::Visibility::of_everything()));
  return store::find_due_work(*reader_, kind, now, after, due_page_rows);
}

// What a command leaves due, such as a second period to bill, comes after it in the order.
Result<TimedWork::Done> TimedWork::run_all(store::DueKind kind, Instant now) {
  Done all;
  store::DueWork after;
  while (!is_stopping()) {
    const auto page = TRY(find(kind, now, after));
    if (page.empty()) break;
    const Done done = run_page(kind, page);
    all.count += done.count;
    all.failed += done.failed;
    after = page.back();
  }
  return all;
}

TimedWork::Done TimedWork::run_page(store::DueKind kind, const std::vector<store::DueWork>& page) {
  const Settings& settings = parts_.settings;
  Page answers(parts_.queue, page.size());
  for (std::size_t i = 0; i < page.size(); ++i) {
    const auto& [at, org, id, subscription] = page[i];
    switch (kind) {
      case store::DueKind::renewal:
        answers.submit(org, usecases::RenewSubscription{subscription, settings}, i);
        break;
      case store::DueKind::end:
        answers.submit(org, usecases::EndState{subscription, settings}, i);
        break;
      case store::DueKind::collection:
        answers.submit(org, usecases::CollectInvoice{InvoiceId{id}, subscription, settings}, i);
        break;
    }
  }
  answers.wait();
  for (const auto& [place, error] : answers.failures()) {
    log_error("timedWork")
        .with("subscription", page[place].subscription)
        .with("reason", error.reason);
    if (kind == store::DueKind::renewal && is_of_the_row(error)) hold(page[place], error.reason);
  }
  return {answers.done(), answers.failures().size()};
}

void TimedWork::hold(const store::DueWork& due, const std::string& reason) {
  engine::Call call;
  call.actor.org = due.org;
  call.request_id = "timed-work";
  engine::submit(
      parts_.queue, usecases::HoldRenewal{due.subscription, reason}, std::move(call),
      [](const auto&) { return engine::Answer{}; },
      [](const Result<engine::Answer>& answer) {
        if (!answer) log_error("timedWork").with("reason", answer.error().reason);
      });
}

}  // namespace perseat::workers
