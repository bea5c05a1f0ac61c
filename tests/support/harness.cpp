// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "support/harness.h"

#include <stdlib.h>
#include <unistd.h>

#include "adapters/postgres/postgres_database.h"
#include "adapters/sqlite/sqlite_database.h"
#include "store/load.h"
#include "store/migrate.h"
#include "support/forwarding.h"
#include "support/invariants.h"
#include "support/plan_check.h"
#include "support/postgres_server.h"

namespace perseat::test {
namespace {

// In memory where the system has such a place: a test waits for no disk, and none of them is about
// what survives a power cut.
std::filesystem::path temporary_folder() {
  const std::filesystem::path memory = "/dev/shm";
  const bool in_memory = getenv("TMPDIR") == nullptr && access(memory.c_str(), W_OK) == 0;
  const auto parent = in_memory ? memory : std::filesystem::temp_directory_path();
  std::string pattern = (parent / "perseat-test-XXXXXX").string();
  const char* made = mkdtemp(pattern.data());
  CHECK(made != nullptr);
  return made;
}

// Tests have no caller to hand an error to.
template <class T>
T must(Result<T> result) {
  EXPECT_TRUE(result.has_value()) << result.error().reason << ": " << result.error().detail;
  return std::move(result).value();
}
void must(const Result<void>& result) {
  EXPECT_TRUE(result.has_value());
  result.value();
}

}  // namespace

Engine engine_under_test() { return has_postgres() ? Engine::postgres : Engine::sqlite; }

Harness::Harness(Engine engine)
    : clock(*parse_instant("2026-01-15T10:00:00Z")), folder_(temporary_folder()) {
  if (engine == Engine::postgres) {
    postgres_name_ = make_postgres_database();
    unchecked_database_ = must(postgres::open({postgres_connection_string(postgres_name_)}));
    database_ = std::make_unique<ForwardingDatabase>(*unchecked_database_);
  } else {
    file_ = (folder_ / "perseat.db").string();
    unchecked_database_ = must(sqlite::open(file_));
    database_ = with_plan_check(*unchecked_database_);
  }
  auto writer = must(database_->connect_writer());
  must(store::migrate(*database_, *writer, clock.now(), store::all_migrations()));
  must(database_->learn_schema(*writer));
  second_writer_ = must(database_->connect_writer());
  reader_ = seeing_everything(must(database_->connect_reader()));
  unchecked_reader_ = seeing_everything(must(unchecked_database_->connect_reader()));
  engine::QueueOptions options;
  options.server = IdSource(7).make<ServerId>(clock.now());
  options.after_commit = [this](store::State& state) {
    if (after_commit) after_commit(state);
  };
  engine::CommandQueue::Connections writers;
  writers.push_back(std::move(writer));
  queue_ = std::make_unique<engine::CommandQueue>(*database_, std::move(writers), clock,
                                                  std::move(options));
}

Harness::~Harness() {
  queue_.reset();
  // A test that failed says enough.
  if (!leaves_damage_ && !testing::Test::HasFailure()) expect_consistent(*this);
  reader_.reset();
  unchecked_reader_.reset();
  second_writer_.reset();
  if (!postgres_name_.empty()) drop_postgres_database(postgres_name_);
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void Harness::save(store::State& state) {
  must(second_writer_->begin(ports::Visibility::of_everything()));
  must(store::save(*second_writer_, state));
  must(second_writer_->commit());
}

store::State Harness::load(const store::Needs& needs) {
  store::State state;
  must(store::load(*reader_, needs, Date{0}, state));
  return state;
}

}  // namespace perseat::test
