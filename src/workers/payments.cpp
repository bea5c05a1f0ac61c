// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "workers/payments.h"

#include <pthread.h>

#include <algorithm>
#include <utility>

#include "base/log.h"
#include "engine/command.h"
#include "usecases/payments/claim_payment.h"

namespace perseat::workers {
namespace {

constexpr std::size_t queue_max = 10'000;
constexpr std::int64_t page_rows = 500;
constexpr int pages_max = 100;  // of one round of the reconciler
constexpr std::chrono::milliseconds tick{100};

std::int64_t ms_between(std::chrono::steady_clock::time_point from,
                        std::chrono::steady_clock::time_point to) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(to - from).count();
}

usecases::PaymentOutcome outcome_of(const PaymentAttempt& attempt) {
  return {attempt.status, attempt.gateway_reference, attempt.decline_code, attempt.next_action_url};
}

// With the card, when the batch had it in hand.
std::optional<store::PaymentWork> work_of(const store::State& committed,
                                          const PaymentAttempt& attempt) {
  const PaymentMethod::Key card{attempt.org, attempt.payment_method};
  if (!committed.payment_methods.is_loaded(card)) return std::nullopt;
  const PaymentMethod* found = committed.payment_methods.find(card);
  if (found == nullptr) return std::nullopt;
  return store::PaymentWork{attempt, *found};
}

Result<std::vector<store::OpenAttempt>> find_open(ports::Connection& reader,
                                                  const store::OpenAttempt& after) {
  const auto snapshot = TRY(ports::Snapshot::take(reader, ports::Visibility::of_everything()));
  return store::open_attempts(reader, after, page_rows);
}

bool is_settled(AttemptStatus status) {
  return status == AttemptStatus::succeeded || status == AttemptStatus::declined;
}

}  // namespace

Result<std::unique_ptr<Payments>> Payments::start(const Parts& parts) {
  std::unique_ptr<Payments> payments(new Payments(parts));
  for (std::size_t i = 0; i <= parts.threads; ++i)
    payments->readers_.push_back(TRY(parts.database.connect_reader()));
  for (std::size_t i = 0; i < parts.threads; ++i) {
    payments->threads_.emplace_back(
        [&worker = *payments, &reader = *payments->readers_[i]] { worker.run(reader); });
    pthread_setname_np(payments->threads_.back().native_handle(), "gateway");
  }
  payments->threads_.emplace_back([&worker = *payments, &reader = *payments->readers_.back()] {
    worker.run_reconciler(reader);
  });
  pthread_setname_np(payments->threads_.back().native_handle(), "reconciler");
  payments->threads_.emplace_back([&worker = *payments] { worker.run_patience(); });
  pthread_setname_np(payments->threads_.back().native_handle(), "patience");
  return payments;
}

Payments::Payments(const Parts& parts)
    : parts_(parts),
      mover_(parts.gateway, parts.times.money, parts.return_url),
      breaker_(parts.times.outage_failures, parts.times.outage_pause),
      leases_(parts.queue.server(), parts.times.lease) {}

Payments::~Payments() { stop(); }

void Payments::stop() {
  std::vector<Waiter> left;
  {
    std::unique_lock lock(mutex_);
    stopping_ = true;
    queue_.clear();
    arrived_.notify_all();
    stopped_.notify_all();
    sent_back_.wait(lock, [this] { return sent_ == 0; });
  }
  for (std::thread& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
  {
    std::unique_lock lock(mutex_);
    // A call that was in hand may have sent one more.
    sent_back_.wait(lock, [this] { return sent_ == 0; });
    for (auto& [key, entry] : entries_) std::ranges::move(entry.waiting, std::back_inserter(left));
    entries_.clear();
  }
  for (const Waiter& waiter : left) waiter.on_settled({});
}

bool Payments::is_gateway_up() const {
  return breaker_.lets_through(std::chrono::steady_clock::now());
}

void Payments::enqueue(Entry& entry, Item item) {
  if (entry.is_in_hand || stopping_ || queue_.size() >= queue_max) return;
  entry.is_in_hand = true;
  queue_.push_back(std::move(item));
  arrived_.notify_one();
}

void Payments::enqueue_again(const PaymentAttempt::Key& key) {
  enqueue(entries_[key], {key, {{}, true, 0}, {}, {}});
}

void Payments::notice(store::State& committed) {
  const auto added = committed.payment_attempts.rows_with(store::Fate::insert);
  if (added.empty()) return;
  const Time now = std::chrono::steady_clock::now();
  const std::lock_guard lock(mutex_);
  for (const PaymentAttempt* attempt : added) {
    if (attempt->status == AttemptStatus::open)
      enqueue(entries_[attempt->key()],
              {attempt->key(), {{}, false, 0}, work_of(committed, *attempt), now});
  }
}

void Payments::collect(const PaymentAttempt::Key& key, OnSettled on_settled) {
  {
    const std::lock_guard lock(mutex_);
    if (!stopping_) {
      Entry& entry = entries_[key];
      entry.waiting.push_back(
          {std::move(on_settled), std::chrono::steady_clock::now() + parts_.times.patience});
      // An attempt that is not in hand was made before, here or elsewhere.
      enqueue_again(key);
      return;
    }
  }
  on_settled({});
}

void Payments::look_again(const PaymentAttempt::Key& key) {
  const std::lock_guard lock(mutex_);
  enqueue_again(key);
}

void Payments::run(ports::Connection& reader) {
  while (true) {
    Item item;
    {
      std::unique_lock lock(mutex_);
      arrived_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
      if (stopping_) return;
      item = std::move(queue_.front());
      queue_.pop_front();
      Entry& entry = entries_[item.key];
      const Time now = std::chrono::steady_clock::now();
      item.attempt_try.last_try_ago_ms =
          ms_between(entry.was_tried ? entry.last_try : started_, now);
    }
    process(reader, std::move(item));
  }
}

bool Payments::is_waited_for(const PaymentAttempt::Key& key) {
  const std::lock_guard lock(mutex_);
  return !entries_[key].waiting.empty();
}

Result<std::optional<store::PaymentWork>> Payments::find_work(ports::Connection& reader,
                                                              Item& item) const {
  // Until the lease may be lost nobody else takes up what this server has committed.
  if (item.committed && std::chrono::steady_clock::now() - item.since < parts_.times.lease)
    return std::move(item.committed);
  const auto snapshot = TRY(ports::Snapshot::take(reader, ports::Visibility::of(item.key.org)));
  return store::find_payment_work(reader, item.key);
}

void Payments::process(ports::Connection& reader, Item item) {
  const auto work = find_work(reader, item);
  if (!work) return try_later(item.key);
  // Who asks us saw it committed, so this database server is behind, such as a leader that slept
  // while another one took over. It has no say in whether somebody pays.
  if (!*work) return try_later(item.key);
  const PaymentAttempt& attempt = (**work).attempt;
  if (is_settled(attempt.status)) return finish(item.key, outcome_of(attempt));
  if (attempt.lease.server != parts_.queue.server()) {
    // The reconciler sees when it was settled there, or the lease was lost. What waits for the
    // buyer is in nobody's hands: whoever is asked about it takes it.
    const bool is_asked = is_waited_for(item.key);
    try_later(item.key);
    if (is_asked && attempt.status == AttemptStatus::needs_action)
      claim({attempt.created_at, item.key, attempt.lease});
    return;
  }
  const Time now = std::chrono::steady_clock::now();
  if (!breaker_.lets_through(now)) return try_later(item.key);

  item.attempt_try.now = parts_.clock.now();
  auto moved = mover_.move(**work, item.attempt_try);
  {
    const std::lock_guard lock(mutex_);
    Entry& entry = entries_[item.key];
    entry.was_tried = true;
    entry.last_try = now;
  }
  if (!moved || !*moved) {
    if (!moved) log_warning("gatewayAway").with("reason", moved.error().reason);
    // Nothing but a refund that is on its way is a good sign without an end.
    if (!moved || attempt.purpose != AttemptPurpose::refund)
      breaker_.failed(std::chrono::steady_clock::now());
    return try_later(item.key);
  }
  breaker_.succeeded();
  // Still waiting for the buyer, as is on record.
  if ((**moved).status == attempt.status && (**moved).next_action_url == attempt.next_action_url)
    return finish(item.key, outcome_of(attempt));
  settle(**work, std::move(**moved));
}

template <class UseCase, class Encode, class Then>
void Payments::send(const PaymentAttempt::Key& key, UseCase use_case, Encode encode, Then then) {
  {
    const std::lock_guard lock(mutex_);
    ++sent_;
  }
  engine::Call call;
  call.actor.org = key.org;
  call.request_id = "payment-" + key.id.text();
  engine::submit(parts_.queue, std::move(use_case), std::move(call), std::move(encode),
                 [this, then = std::move(then)](const Result<engine::Answer>& answer) {
                   then(answer.has_value());
                   const std::lock_guard lock(mutex_);
                   --sent_;
                   sent_back_.notify_all();
                 });
}

void Payments::settle(const store::PaymentWork& work, usecases::PaymentOutcome outcome) {
  const PaymentAttempt& attempt = work.attempt;
  const PaymentAttempt::Key key = attempt.key();
  auto on_record = std::make_shared<usecases::PaymentOutcome>();
  send(
      key,
      usecases::SettlePayment{key.id, attempt.invoice, attempt.subscription, std::move(outcome),
                              parts_.settings},
      [on_record](const usecases::SettlePayment::Output& output) {
        *on_record = output.outcome;
        return engine::Answer{};
      },
      [this, key, on_record](bool is_done) {
        if (is_done)
          finish(key, *on_record);
        else
          try_later(key);
      });
}

void Payments::claim(const store::OpenAttempt& attempt) {
  const PaymentAttempt::Key key = attempt.key;
  const bool is_renewal = attempt.lease.server == parts_.queue.server();
  auto is_ours = std::make_shared<bool>(false);
  send(
      key, usecases::ClaimPayment{key.id, attempt.lease},
      [is_ours](const usecases::ClaimPayment::Output& output) {
        *is_ours = output.is_ours;
        return engine::Answer{};
      },
      [this, key, is_ours, is_renewal](bool is_done) {
        if (!is_done || !*is_ours || is_renewal) return;
        const std::lock_guard lock(mutex_);
        enqueue_again(key);
      });
}

void Payments::finish(const PaymentAttempt::Key& key, const usecases::PaymentOutcome& outcome) {
  std::vector<Waiter> waiting;
  {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(key);
    if (found == entries_.end()) return;
    waiting = std::move(found->second.waiting);
    found->second.waiting.clear();
    if (is_settled(outcome.status)) entries_.erase(found);
  }
  // What waits for the buyer is looked after from time to time.
  if (!is_settled(outcome.status)) try_later(key);
  for (const Waiter& waiter : waiting) waiter.on_settled(outcome);
}

void Payments::try_later(const PaymentAttempt::Key& key) {
  const std::lock_guard lock(mutex_);
  Entry& entry = entries_[key];
  entry.is_in_hand = false;
  entry.pause = entry.pause.count() == 0 ? parts_.times.retry_first
                                         : std::min(entry.pause * 2, parts_.times.retry_max);
  entry.next_try = std::chrono::steady_clock::now() + entry.pause;
}

void Payments::send_away_who_waited() {
  std::vector<Waiter> overdue;
  {
    const std::lock_guard lock(mutex_);
    const Time now = std::chrono::steady_clock::now();
    for (auto& [key, entry] : entries_) {
      const auto late = std::ranges::stable_partition(
          entry.waiting, [&](const Waiter& waiter) { return now < waiter.until; });
      std::ranges::move(late, std::back_inserter(overdue));
      entry.waiting.erase(late.begin(), late.end());
    }
  }
  for (const Waiter& waiter : overdue) waiter.on_settled({});
}

void Payments::run_patience() {
  std::unique_lock lock(mutex_);
  while (!stopped_.wait_for(lock, tick, [this] { return stopping_; })) {
    lock.unlock();
    send_away_who_waited();
    lock.lock();
  }
}

void Payments::run_reconciler(ports::Connection& reader) {
  Time next_tidying{};
  while (true) {
    const bool is_there = reconcile(reader);
    is_database_there_ = is_there;
    if (parts_.tidy_up && std::chrono::steady_clock::now() >= next_tidying) {
      parts_.tidy_up();
      next_tidying = std::chrono::steady_clock::now() + parts_.times.tidy_every;
    }
    std::unique_lock lock(mutex_);
    if (stopped_.wait_for(lock, is_there ? parts_.times.reconcile_every : parts_.times.ask_again,
                          [this] { return stopping_; }))
      return;
  }
}

bool Payments::reconcile(ports::Connection& reader) {
  std::unordered_set<PaymentAttempt::Key> open;
  store::OpenAttempt after;
  bool is_complete = false;
  for (int page = 0; page < pages_max && !is_complete; ++page) {
    const auto rows = find_open(reader, after);
    if (!rows) return false;
    for (const store::OpenAttempt& row : *rows) open.insert(row.key);
    // What is sent together is committed together.
    for (const store::OpenAttempt& row : take_up(*rows)) claim(row);
    is_complete = static_cast<std::int64_t>(rows->size()) < page_rows;
    if (!rows->empty()) after = rows->back();
  }
  leases_.forget_old(std::chrono::steady_clock::now());
  if (is_complete) forget_settled(open);
  return true;
}

std::vector<store::OpenAttempt> Payments::take_up(const std::vector<store::OpenAttempt>& rows) {
  const Time now = std::chrono::steady_clock::now();
  std::vector<store::OpenAttempt> to_claim;
  const std::lock_guard lock(mutex_);
  if (stopping_) return to_claim;
  for (const store::OpenAttempt& row : rows) {
    if (leases_.should_claim(row.key, row.lease, now)) to_claim.push_back(row);
    if (row.lease.server != parts_.queue.server()) continue;
    const auto known = entries_.find(row.key);
    const bool is_due = known == entries_.end() || known->second.next_try <= now;
    if (is_due) enqueue_again(row.key);
  }
  return to_claim;
}

// What somebody else has settled: those who wait for it are told, the rest is forgotten.
void Payments::forget_settled(const std::unordered_set<PaymentAttempt::Key>& open) {
  const std::lock_guard lock(mutex_);
  for (auto at = entries_.begin(); at != entries_.end();) {
    const bool is_over = !open.contains(at->first) && !at->second.is_in_hand;
    // Whoever waits is told by a gateway's thread, however late that one gets to it, or by stop().
    const bool is_waited_for = !at->second.waiting.empty();
    if (is_over && is_waited_for) enqueue_again(at->first);
    at = is_over && !is_waited_for ? entries_.erase(at) : std::next(at);
  }
}

}  // namespace perseat::workers
