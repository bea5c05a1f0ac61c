// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// A real database in a temporary folder with the real engine before it, and a clock that tests
// move. Use cases run through it exactly as in the server, without HTTP.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <utility>

#include "engine/command.h"
#include "engine/command_queue.h"
#include "ports/clock.h"
#include "ports/database.h"
#include "store/state.h"

namespace perseat::test {

enum class Engine { sqlite, postgres };

// PostgreSQL where PERSEAT_TEST_POSTGRES names a server (tests/support/postgres_cluster starts
// one), else SQLite.
[[nodiscard]] Engine engine_under_test();

// Runs one command to its end and gives its output.
template <class UseCase>
Result<typename UseCase::Output> run_in(engine::CommandQueue& queue, UseCase use_case, Actor actor,
                                        std::string if_match = {}) {
  using Output = typename UseCase::Output;
  auto output = std::make_shared<std::optional<Output>>();
  std::promise<Result<engine::Answer>> done;
  auto answered = done.get_future();
  engine::submit(
      queue, std::move(use_case),
      engine::Call{std::move(actor), "test-request", std::move(if_match), std::nullopt},
      [output](const Output& made) {
        *output = made;
        return engine::Answer{};
      },
      [&](Result<engine::Answer> answer) { done.set_value(std::move(answer)); });
  auto answer = answered.get();
  if (!answer) return std::move(answer).error();
  return std::move(**output);
}

class Harness {
 public:
  // Starts at 2026-01-15T10:00:00Z. Tests about files name SQLite.
  explicit Harness(Engine engine = engine_under_test());
  ~Harness();

  ports::ManualClock clock;
  [[nodiscard]] ports::Connection& reader() { return *reader_; }
  [[nodiscard]] ports::Database& database() { return *database_; }
  // For what reads the whole deployment.
  [[nodiscard]] ports::Connection& unchecked_reader() { return *unchecked_reader_; }
  [[nodiscard]] engine::CommandQueue& queue() { return *queue_; }
  [[nodiscard]] IdSource& ids() { return ids_; }
  template <class AnyId>
  [[nodiscard]] AnyId new_id() {
    return ids_.make<AnyId>(clock.now());
  }
  // Of SQLite only.
  [[nodiscard]] const std::string& database_file() const { return file_; }

  // Writes rows as they are, without any rule: `fill` adds them to the state.
  template <class Fill>
  void insert(Fill&& fill) {
    store::State state;
    fill(state);
    state.merge();
    save(state);
  }

  // Changes rows as they are, without any rule: `change` puts what it loaded and changes it.
  template <class Change>
  void change(Change&& change) {
    insert(std::forward<Change>(change));
  }

  template <class UseCase>
  Result<typename UseCase::Output> run(UseCase use_case, Actor actor, std::string if_match = {}) {
    return run_in(*queue_, std::move(use_case), std::move(actor), std::move(if_match));
  }

  // Reads rows by key from the database, as another process would see them.
  [[nodiscard]] store::State load(const store::Needs& needs);

  // Writes rows that were changed without any rule.
  void save(store::State& state);

  // The named invariants hold at the end of every test, but for those that say so: with rows that
  // no command leaves, since they are about something else or about the damage itself.
  void leaves_damage() { leaves_damage_ = true; }

  // Called after each commit of the engine, on its thread.
  std::function<void(store::State&)> after_commit;

 private:
  std::filesystem::path folder_;
  std::string file_;
  std::string postgres_name_;  // of the database on the server
  IdSource ids_{20260115};
  bool leaves_damage_ = false;
  std::unique_ptr<ports::Database> unchecked_database_;
  std::unique_ptr<ports::Database> database_;  // on SQLite with its plans checked
  std::unique_ptr<ports::Connection> reader_;
  std::unique_ptr<ports::Connection> unchecked_reader_;
  std::unique_ptr<ports::Connection> second_writer_;
  std::unique_ptr<engine::CommandQueue> queue_;
};

}  // namespace perseat::test
