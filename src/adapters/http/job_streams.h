// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Who follows which job, and telling them: one look at the database serves all streams, whichever
// server works on the jobs. Nothing waits here for a client: who reads slowly is told less often.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/http/authenticator.h"
#include "adapters/http/stream_places.h"
#include "domain/job.h"
#include "net/http_types.h"
#include "ports/database.h"

namespace perseat::http {

// Whether this is the id of the last event of a job, which has ended.
[[nodiscard]] bool is_last_event(const Job& job, std::string_view event_id);

struct JobStreamTimes {
  std::int64_t heartbeat_ms = 15'000;  // a comment, where nothing else was sent for so long
  std::int64_t lifetime_ms = 600'000;  // of one stream; the client connects again
};

class JobStreams {
 public:
  struct Stream {
    Job::Key job;
    UserId asked_by;  // of the job
    Authenticator::Credential credential;
    StreamPlaces::Place place;
    std::shared_ptr<net::BodyStream> body;
  };

  // Requires: the authenticator lives longer.
  JobStreams(Authenticator& authenticator, JobStreamTimes times);

  // From any thread. The next look tells it how far its job is.
  void add(Stream stream);
  // On the watcher's thread, with a monotonic time: tells what is new, ends what is over, and gives
  // the pause until the next look; nothing when there is no stream.
  [[nodiscard]] std::optional<std::int64_t> look(ports::Connection& reader, std::int64_t now_ms);

 private:
  struct Open {
    Stream stream;
    std::string told_id;  // of the last event; empty: none yet
    std::int64_t heartbeat_at_ms = 0;
    std::int64_t check_at_ms = 0;
    std::int64_t ends_at_ms = 0;
  };
  // What is told of a job to everybody who follows it.
  struct Event {
    std::string id;
    std::string text;
    bool is_last = false;
  };

  [[nodiscard]] static Event event_of(const Job& job, const std::string& body);
  void take_arrived(std::int64_t now_ms);
  // Ends streams of callers who may not see the job any more.
  [[nodiscard]] Result<void> check_callers(ports::Connection& reader, std::int64_t now_ms);
  [[nodiscard]] Result<bool> may_follow(ports::Connection& reader, const Stream& stream);
  // Those streams that have been told nothing yet, or all.
  [[nodiscard]] Result<void> tell_news(ports::Connection& reader, std::int64_t now_ms, bool of_all);
  [[nodiscard]] std::vector<Job::Key> followed_jobs(bool of_all) const;
  // Leaves out what everybody has been told.
  [[nodiscard]] std::vector<Job> only_news(std::vector<Job> jobs) const;
  void tell(Open& open, const Event& event, std::int64_t now_ms) const;
  void keep_open(Open& open, std::int64_t now_ms) const;

  Authenticator& authenticator_;
  const JobStreamTimes times_;
  std::mutex mutex_;
  std::vector<Stream> arrived_;  // guarded by mutex_
  // The watcher's own.
  std::vector<Open> open_;
  std::int64_t next_round_ms_ = 0;  // of all streams
};

}  // namespace perseat::http
