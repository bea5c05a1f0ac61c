// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// One session with the server in libpq's pipeline mode: statements go out without waiting for the
// answers of those before, and come back in order. Never blocks for longer than its deadline.
#pragma once

#include <libpq-fe.h>

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/postgres/hosts.h"
#include "adapters/postgres/parameters.h"
#include "base/result.h"
#include "ports/database.h"

namespace perseat::postgres {

class Pipeline {
 public:
  using OnResult = std::function<void(const PGresult*)>;

  Pipeline(std::shared_ptr<Hosts> hosts, std::chrono::milliseconds deadline)
      : hosts_(std::move(hosts)), deadline_(deadline) {}

  [[nodiscard]] bool is_connected() const { return session_ != nullptr; }
  // Connected, and nothing known that speaks against beginning a transaction.
  [[nodiscard]] bool is_fit() const;
  // Connects, to the first of the hosts that can write, and runs the settings. Errors:
  // databaseAway.
  Result<void> connect(const std::string& settings);
  // Gives the session up: what was on its way is forgotten.
  void lose();

  // A new span of statements. What is still to come from before no longer matters: its results
  // and errors are taken and dropped.
  void start_over();
  // The first error since then. A later statement only tells that it was not run.
  [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }
  // Whether the server warned of something since then.
  [[nodiscard]] bool was_warned() const { return was_warned_; }

  // Each sends without waiting. `on_result` sees what the server answered, unless it is an error.
  void prepare(const std::string& name, const std::string& text);
  void describe(const std::string& name, OnResult on_result);
  void execute(const std::string& name, const Parameters& parameters, OnResult on_result);
  // Ends what belongs together: after an error the server ignores everything up to here.
  void sync();
  // Sends what is buffered as far as the network takes it at once.
  void flush();

  // Waits until everything has come back. Errors: the first since start_over; databaseAway when
  // the session broke or the deadline passed, and then the session is lost.
  Result<void> drain();
  // Runs a script of several statements, alone. Errors as above.
  Result<void> run_script(const std::string& script);

 private:
  struct Expected {
    std::uint64_t span = 0;
    bool is_sync = false;
    bool has_result = false;
    OnResult on_result;
  };

  void expect(int was_sent, OnResult on_result, bool is_sync = false);
  void fail(Error error);
  // The server is gone or silent.
  void give_up(std::string_view why);
  void take_results();
  void take(const PGresult* result);
  // False: the deadline passed, or the session broke.
  [[nodiscard]] bool wait_for_server(std::chrono::steady_clock::time_point until);
  static void on_notice(void* self, const PGresult* notice);

  std::shared_ptr<Hosts> hosts_;
  std::chrono::milliseconds deadline_;
  std::uint64_t losses_before_ = 0;  // when the session was made
  Session session_;
  std::deque<Expected> expected_;
  std::uint64_t span_ = 0;
  std::optional<Error> failure_;
  bool was_warned_ = false;
  bool ignores_us_ = false;  // after an error, until the next sync
  bool is_spent_ = false;    // the server will not do for writing any more
};

}  // namespace perseat::postgres
