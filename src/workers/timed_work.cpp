// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "workers/timed_work.h"

#include <pthread.h>

#include <chrono>
#include <latch>
#include <optional>
#include <string>
#include <utility>

#include "base/log.h"
#include "engine/run_command.h"
#include "store/open_billing_runs.h"
#include "usecases/billing/billing_run.h"
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

engine::Call system_call(OrgId org) {
  engine::Call call;
  call.actor.org = org;
  call.request_id = "timed-work";
  return call;
}

// What came of the commands of one page, each in a place of its own. A command that is decided once
// more, after another one of its batch failed, writes over what it wrote before.
class Page {
 public:
  struct Outcome {
    bool is_done = false;
    Money billed;
    std::optional<Error> error;
  };

  Page(engine::CommandQueue& queue, std::size_t size)
      : queue_(queue), outcomes_(size), left_(static_cast<std::ptrdiff_t>(size)) {}

  template <class UseCase>
  void submit(OrgId org, UseCase use_case, std::size_t place) {
    Outcome& outcome = outcomes_[place];
    engine::submit(
        queue_, std::move(use_case), system_call(org),
        [&outcome](const auto& output) {
          outcome.is_done = output.is_done;
          if constexpr (requires { output.billed; }) outcome.billed = output.billed;
          return engine::Answer{};
        },
        [this, &outcome](const Result<engine::Answer>& answer) {
          if (!answer) outcome.error = answer.error();
          left_.count_down();
        });
  }

  const std::vector<Outcome>& wait() {
    left_.wait();
    return outcomes_;
  }

 private:
  engine::CommandQueue& queue_;
  std::vector<Outcome> outcomes_;
  std::latch left_;
};

void count(BillingTally& tally, store::DueKind kind, const Page::Outcome& outcome) {
  if (outcome.error) {
    ++tally.failed;
    return;
  }
  if (!outcome.is_done) return;
  if (kind == store::DueKind::end) {
    ++tally.ended;
  } else if (kind == store::DueKind::collection) {
    ++tally.collected;
  } else {
    ++tally.renewed;
    if (outcome.billed.minor != 0)
      tally.billed[std::string(outcome.billed.currency.text())] += outcome.billed.minor;
  }
}

// What the store is to blame for is tried again.
bool is_of_the_row(const Error& error) { return error.code != ErrorCode::unavailable; }

}  // namespace

Result<std::unique_ptr<TimedWork>> TimedWork::start(const Parts& parts) {
  return std::unique_ptr<TimedWork>(new TimedWork(parts, TRY(parts.database.connect_reader())));
}

TimedWork::TimedWork(const Parts& parts, std::unique_ptr<ports::Connection> reader)
    : parts_(parts),
      reader_(std::move(reader)),
      leases_(parts.queue.server(), lease_lasts),
      thread_([this] { run(); }) {
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
  changed_.wait_for(lock, look_for_due_work, [this] { return is_notified_ || is_stopping_; });
  is_notified_ = false;
  return !is_stopping_;
}

void TimedWork::notify() {
  {
    const std::lock_guard lock(mutex_);
    is_notified_ = true;
  }
  changed_.notify_all();
}

void TimedWork::run() {
  do {
    const auto runs = carry_out_runs();
    if (!runs) log_error("billingRun").with("reason", runs.error().reason);
    const auto done = run_round();
    if (!done) log_error("timedWork").with("reason", done.error().reason);
    if (done && done->done() > 0)
      log_info("timedWork").with("done", done->done()).with("failed", done->failed);
  } while (wait());
}

Result<BillingTally> TimedWork::run_round() {
  const std::lock_guard lock(round_);
  BillingTally all;
  const Pages add = [&](const BillingTally& page) {
    all += page;
    return true;
  };
  const Instant now = parts_.clock.now();
  using enum store::DueKind;
  for (const store::DueKind kind : {renewal, end, collection}) TRY(run_all(kind, now, add));
  return all;
}

Result<std::vector<BillingRun>> TimedWork::find_runs() {
  const std::lock_guard lock(round_);
  const auto snapshot = TRY(ports::Snapshot::take(*reader_, ports::Visibility::of_everything()));
  return store::find_open_billing_runs(*reader_);
}

Result<void> TimedWork::carry_out_runs() {
  const auto now = std::chrono::steady_clock::now();
  for (const BillingRun& run : TRY(find_runs())) {
    if (leases_.is_free(run.id, run.lease, now)) TRY(carry_out(run));
  }
  leases_.forget_old(now);
  return {};
}

// Each page is noted before the next one, so that whoever takes the run up after a crash goes on
// counting.
Result<void> TimedWork::carry_out(const BillingRun& run) {
  const std::lock_guard lock(round_);
  Lease lease = run.lease;
  Result<void> noted;
  const auto note = [&](const BillingTally& more, bool is_finished) {
    const auto output = engine::run_command(
        parts_.queue, usecases::NoteBillingRun{run.id, lease, more, is_finished},
        system_call(run.org));
    if (output) lease = output->lease;
    if (!output) noted = output.error();
    return output && output->is_ours;
  };
  bool is_ours = note({}, false);
  const Pages after_page = [&](const BillingTally& page) {
    is_ours = note(page, false);
    return is_ours;
  };
  using enum store::DueKind;
  for (const store::DueKind kind : {parked, renewal, end, collection}) {
    if (is_ours) TRY(run_all(kind, run.as_of, after_page));
  }
  if (is_ours && !is_stopping()) note({}, true);
  return noted;
}

Result<std::vector<store::DueWork>> TimedWork::find(store::DueKind kind, Instant until,
                                                    const store::DueWork& after) {
  const auto snapshot = TRY(ports::Snapshot::take(*reader_, ports::Visibility::of_everything()));
  return store::find_due_work(*reader_, kind, until, after, due_page_rows);
}

// What a command leaves due, such as a second period to bill, comes after it in the order.
Result<void> TimedWork::run_all(store::DueKind kind, Instant until, const Pages& after_page) {
  store::DueWork after;
  while (!is_stopping()) {
    const auto page = TRY(find(kind, until, after));
    if (page.empty() || !after_page(run_page(kind, page))) break;
    after = page.back();
  }
  return {};
}

BillingTally TimedWork::run_page(store::DueKind kind, const std::vector<store::DueWork>& page) {
  const Settings& settings = parts_.settings;
  Page commands(parts_.queue, page.size());
  for (std::size_t i = 0; i < page.size(); ++i) {
    const auto& [at, org, id, subscription] = page[i];
    switch (kind) {
      case store::DueKind::renewal:
      case store::DueKind::parked:
        commands.submit(org, usecases::RenewSubscription{subscription, settings}, i);
        break;
      case store::DueKind::end:
        commands.submit(org, usecases::EndState{subscription, settings}, i);
        break;
      case store::DueKind::collection:
        commands.submit(org, usecases::CollectInvoice{InvoiceId{id}, subscription, settings}, i);
        break;
    }
  }
  BillingTally tally;
  const auto& outcomes = commands.wait();
  for (std::size_t i = 0; i < page.size(); ++i) {
    count(tally, kind, outcomes[i]);
    const auto& error = outcomes[i].error;
    if (!error) continue;
    log_error("timedWork").with("subscription", page[i].subscription).with("reason", error->reason);
    if (kind == store::DueKind::renewal && is_of_the_row(*error)) hold(page[i], error->reason);
  }
  return tally;
}

void TimedWork::hold(const store::DueWork& due, const std::string& reason) {
  const auto held = engine::run_command(
      parts_.queue, usecases::HoldRenewal{due.subscription, reason}, system_call(due.org));
  if (!held) log_error("timedWork").with("reason", held.error().reason);
}

}  // namespace perseat::workers
