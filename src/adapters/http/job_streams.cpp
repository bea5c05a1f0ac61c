// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/http/job_streams.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/log.h"
#include "net/answers_together.h"
#include "queries/jobs/get_job.h"
#include "queries/jobs/show_jobs.h"

namespace perseat::http {
namespace {

// Between two looks for all streams: no client is told more often.
constexpr std::int64_t round_ms = 250;
constexpr std::int64_t after_failure_ms = 1'000;
// A session or token that has ended keeps its streams for as long as this.
constexpr std::int64_t check_ms = 5'000;
// How long clients wait before they connect again; without, each chooses for itself.
constexpr std::string_view first_line = "retry: 1000\n";
constexpr std::string_view heartbeat = ":\n\n";

bool has_ended(const Job& job) { return job.finished_at.has_value(); }

// Names what a job has come to: another one whenever that changes.
std::string event_id(const Job& job) {
  return std::string(enum_text(job.state)) + "-" + std::to_string(job.rows_done);
}

template <class T>
void sort_once_each(std::vector<T>& values) {
  std::ranges::sort(values);
  const auto rest = std::ranges::unique(values);
  values.erase(rest.begin(), rest.end());
}

ports::Visibility organizations_of(const std::vector<Job::Key>& jobs) {
  ports::Visibility whose;
  for (const Job::Key& job : jobs) whose.organizations.push_back(job.org);
  sort_once_each(whose.organizations);
  return whose;
}

}  // namespace

JobStreams::Event JobStreams::event_of(const Job& job, const std::string& body) {
  Event event;
  event.id = event_id(job);
  event.is_last = has_ended(job);
  event.text.append("id: ").append(event.id);
  event.text.append(event.is_last ? "\nevent: end" : "\nevent: progress");
  event.text.append("\ndata: ").append(body).append("\n\n");
  return event;
}

bool is_last_event(const Job& job, std::string_view id) {
  return has_ended(job) && id == event_id(job);
}

JobStreams::JobStreams(Authenticator& authenticator, JobStreamTimes times)
    : authenticator_(authenticator), times_(times) {}

void JobStreams::add(Stream stream) {
  const std::lock_guard lock(mutex_);
  arrived_.push_back(std::move(stream));
}

std::optional<std::int64_t> JobStreams::look(ports::Connection& reader, std::int64_t now_ms) {
  const net::AnswersTogether together;
  take_arrived(now_ms);
  const bool is_round = now_ms >= next_round_ms_;
  const auto told = tell_news(reader, now_ms, is_round);
  if (!told) log_error("jobStreams").with("reason", told.error().reason);
  for (Open& open : open_) keep_open(open, now_ms);
  // Those that have ended here, and those whose clients have gone.
  std::erase_if(open_, [](const Open& open) { return !open.stream.body->is_open(); });
  if (!told)
    next_round_ms_ = now_ms + after_failure_ms;
  else if (is_round)
    next_round_ms_ = now_ms + round_ms;
  if (open_.empty()) return std::nullopt;
  return next_round_ms_ - now_ms;
}

void JobStreams::take_arrived(std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  for (Stream& stream : arrived_)
    open_.push_back({std::move(stream),
                     {},
                     now_ms + times_.heartbeat_ms,
                     now_ms + check_ms,
                     now_ms + times_.lifetime_ms});
  arrived_.clear();
}

Result<void> JobStreams::check_callers(ports::Connection& reader, std::int64_t now_ms) {
  for (Open& open : open_) {
    if (now_ms < open.check_at_ms) continue;
    if (!TRY(may_follow(reader, open.stream))) open.stream.body->end();
    open.check_at_ms = now_ms + check_ms;
  }
  return {};
}

Result<bool> JobStreams::may_follow(ports::Connection& reader, const Stream& stream) {
  const auto found = authenticator_.find(reader, stream.credential);
  if (found)
    return found->actor.org == stream.job.org &&
           queries::authorize_get_job(found->actor, stream.asked_by).has_value();
  if (found.error().code == ErrorCode::unauthenticated) return false;
  return found.error();
}

Result<void> JobStreams::tell_news(ports::Connection& reader, std::int64_t now_ms, bool of_all) {
  // Nobody is told anything while it cannot be known who may be.
  TRY(check_callers(reader, now_ms));
  const auto keys = followed_jobs(of_all);
  if (keys.empty()) return {};
  const auto snapshot = TRY(ports::Snapshot::take(reader, organizations_of(keys)));
  const auto jobs = only_news(TRY(queries::find_jobs(reader, keys)));
  if (jobs.empty()) return {};
  const auto bodies = TRY(queries::show_jobs(reader, jobs, {}));
  std::unordered_map<Job::Key, Event> events;
  for (std::size_t i = 0; i < jobs.size(); ++i)
    events.emplace(jobs[i].key(), event_of(jobs[i], bodies[i]));
  for (Open& open : open_) {
    const auto event = events.find(open.stream.job);
    if (event != events.end() && open.told_id != event->second.id)
      tell(open, event->second, now_ms);
  }
  return {};
}

std::vector<Job::Key> JobStreams::followed_jobs(bool of_all) const {
  std::vector<Job::Key> keys;
  for (const Open& open : open_) {
    if (of_all || open.told_id.empty()) keys.push_back(open.stream.job);
  }
  sort_once_each(keys);
  return keys;
}

std::vector<Job> JobStreams::only_news(std::vector<Job> jobs) const {
  std::unordered_map<Job::Key, std::string> ids;
  for (const Job& job : jobs) ids.emplace(job.key(), event_id(job));
  std::unordered_set<Job::Key> news;
  for (const Open& open : open_) {
    const auto id = ids.find(open.stream.job);
    if (id != ids.end() && id->second != open.told_id) news.insert(id->first);
  }
  std::erase_if(jobs, [&](const Job& job) { return !news.contains(job.key()); });
  return jobs;
}

void JobStreams::tell(Open& open, const Event& event, std::int64_t now_ms) const {
  std::string text(open.told_id.empty() ? first_line : std::string_view());
  // Who has yet to take what was sent before is told at a later look what is so by then.
  if (!open.stream.body->write(std::move(text += event.text))) return;
  open.told_id = event.id;
  open.heartbeat_at_ms = now_ms + times_.heartbeat_ms;
  if (event.is_last) open.stream.body->end();
}

void JobStreams::keep_open(Open& open, std::int64_t now_ms) const {
  if (now_ms >= open.ends_at_ms) return open.stream.body->end();
  if (now_ms < open.heartbeat_at_ms) return;
  open.stream.body->write(std::string(heartbeat));
  open.heartbeat_at_ms = now_ms + times_.heartbeat_ms;
}

}  // namespace perseat::http
