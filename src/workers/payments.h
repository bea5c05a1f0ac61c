// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Carries out attempts to move money: asks the gateway on threads of its own, outside any
// transaction, settles what it answered and tells those who wait. A reconciler takes up what a
// crash, an outage or a lost answer left open. An attempt is worked on by the server that has its
// lease. Should two do so all the same, it charges once: its id is the gateway's idempotency key.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "domain/settings.h"
#include "engine/command_queue.h"
#include "ports/clock.h"
#include "ports/database.h"
#include "workers/circuit_breaker.h"
#include "workers/lease_watch.h"
#include "workers/money_mover.h"
#include "workers/payment_times.h"

namespace perseat::workers {

class Payments {
 public:
  // What it works with; all of it lives longer.
  struct Parts {
    ports::Database& database;
    engine::CommandQueue& queue;
    ports::PaymentGateway& gateway;
    const ports::Clock& clock;
    Settings settings;
    std::string return_url;  // where a buyer comes back to; the subscription's id is appended
    std::size_t threads = 8;
    PaymentTimes times;
    // What else has to be brought to an end at the gateway: called at start and from time to time
    // on the reconciler's thread, so it only starts it. May be empty.
    std::function<void()> tidy_up = {};
  };
  // Called once, from any thread: settled, or waiting for the buyer (needs_action). `open`: it
  // takes longer than anybody should wait, or the server stops.
  using OnSettled = std::function<void(const usecases::PaymentOutcome&)>;

  // Takes up at once what is open. Errors: those of connecting.
  static Result<std::unique_ptr<Payments>> start(const Parts& parts);
  ~Payments();
  Payments(const Payments&) = delete;
  Payments& operator=(const Payments&) = delete;

  // Takes up what a batch has committed; called by the queue after each commit.
  void notice(store::State& committed);
  // Waits for an attempt, and takes it up if nobody did. Also for one that was settled long ago.
  void collect(const PaymentAttempt::Key& key, OnSettled on_settled);
  // Asks the gateway soon how an attempt of this server stands: the gateway has sent a notice.
  void look_again(const PaymentAttempt::Key& key);
  // False during an outage of the gateway: purchases are better not begun.
  [[nodiscard]] bool is_gateway_up() const;
  // Whether the database answered when it was asked last, which happens every few seconds.
  [[nodiscard]] bool is_database_there() const { return is_database_there_; }
  // Finishes the calls in hand. What waits stays open in the database for the next start.
  void stop();

 private:
  using Time = std::chrono::steady_clock::time_point;
  struct Waiter {
    OnSettled on_settled;
    Time until;
  };
  // What is known about an attempt that is not settled.
  struct Entry {
    std::vector<Waiter> waiting;
    bool is_in_hand = false;  // queued, at the gateway, or being settled
    bool was_tried = false;
    Time last_try;
    Time next_try;
    std::chrono::milliseconds pause{0};
  };
  struct Item {
    PaymentAttempt::Key key;
    Try attempt_try;
    std::optional<store::PaymentWork> committed;  // as it was made here
    Time since;                                   // then
  };

  explicit Payments(const Parts& parts);

  void run(ports::Connection& reader);
  void run_reconciler(ports::Connection& reader);
  // On a thread of its own, since all others may have to wait for the database.
  void run_patience();
  // False when the database does not answer.
  bool reconcile(ports::Connection& reader);
  // Takes up what is this server's and due, and gives back what it should claim.
  std::vector<store::OpenAttempt> take_up(const std::vector<store::OpenAttempt>& rows);
  void claim(const store::OpenAttempt& attempt);
  void forget_settled(const std::unordered_set<PaymentAttempt::Key>& open);
  void send_away_who_waited();
  void process(ports::Connection& reader, Item item);
  [[nodiscard]] bool is_waited_for(const PaymentAttempt::Key& key);
  [[nodiscard]] Result<std::optional<store::PaymentWork>> find_work(ports::Connection& reader,
                                                                    Item& item) const;
  void settle(const store::PaymentWork& work, usecases::PaymentOutcome outcome);
  // Runs a command as the system; stop() waits for its end.
  template <class UseCase, class Encode, class Then>
  void send(const PaymentAttempt::Key& key, UseCase use_case, Encode encode, Then then);
  void finish(const PaymentAttempt::Key& key, const usecases::PaymentOutcome& outcome);
  void try_later(const PaymentAttempt::Key& key);
  // Requires: mutex_ is held.
  void enqueue(Entry& entry, Item item);
  void enqueue_again(const PaymentAttempt::Key& key);

  Parts parts_;
  MoneyMover mover_;
  CircuitBreaker breaker_;
  LeaseWatch<PaymentAttempt::Key> leases_;  // the reconciler's
  const Time started_ = std::chrono::steady_clock::now();

  mutable std::mutex mutex_;
  std::condition_variable arrived_;
  std::condition_variable sent_back_;
  std::condition_variable stopped_;
  std::deque<Item> queue_;
  std::unordered_map<PaymentAttempt::Key, Entry> entries_;
  std::size_t sent_ = 0;  // commands on their way through the engine
  bool stopping_ = false;
  std::atomic<bool> is_database_there_ = true;

  std::vector<std::unique_ptr<ports::Connection>> readers_;
  std::vector<std::thread> threads_;
};

}  // namespace perseat::workers
