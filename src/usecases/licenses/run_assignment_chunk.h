// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Does the next rows of an assignment job, each on its own merits, and notes in the same
// transaction what happened: a crash between two chunks loses nothing and repeats nothing.
#pragma once

#include <string>

#include "base/result.h"
#include "domain/actor.h"
#include "domain/job.h"
#include "store/state.h"

namespace perseat::usecases {

constexpr std::int64_t job_chunk_rows = 20;

struct RunAssignmentChunk {
  JobId job;
  SubscriptionId subscription;  // of the job
  UserId asked_by;              // of the job: acts with the rights that they have by now
  std::int64_t first_row = 1;   // the first row that is not done
  Lease lease = {};             // as the job's row has it: the chunk takes or renews it

  struct Output {
    JobState state = JobState::running;
    std::int64_t rows_done = 0;
  };

  void needs(store::Needs& needs, const Actor& actor) const;
  void follow(const store::State& state, store::Needs& needs, const Actor& actor) const;
  // Changes nothing when the chunk was done before, or the lease is another by now. A job that
  // cannot go on, because the subscription's state or the rights of who asked do not allow it any
  // more, ends as failed. Refused with notFound.
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const;
};

// Ends a job that cannot be worked on. Does nothing when it has ended, or the lease is another by
// now.
struct FailJob {
  JobId job;
  std::string reason;
  Lease lease = {};

  struct Output {};

  void needs(store::Needs& needs, const Actor& actor) const;
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const;
};

}  // namespace perseat::usecases
