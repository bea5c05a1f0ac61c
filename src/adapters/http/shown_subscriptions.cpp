// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/http/shown_subscriptions.h"

#include <utility>

#include "net/answers_together.h"

namespace perseat::http {
namespace {

constexpr std::size_t together_max = 64;

thread_local queries::FoundSubscriptions committed_here;

Result<queries::FoundSubscriptions> find_all(ports::Connection& reader, OrgId org,
                                             std::vector<SubscriptionId> ids) {
  const auto snapshot = TRY(ports::Snapshot::take(reader, ports::Visibility::of(org)));
  return queries::find_subscriptions(reader, org, std::move(ids));
}

}  // namespace

void ShownSubscriptions::take_committed(const store::State& committed) {
  queries::take_committed(committed, committed_here);
}

void ShownSubscriptions::forget_committed() { committed_here.clear(); }

void ShownSubscriptions::show(const ExchangePtr& exchange, engine::Answer answer) {
  const auto committed = committed_here.find(SubscriptionId{answer.subject});
  if (committed != committed_here.end() &&
      committed->second.subscription.org == exchange->actor().org) {
    Waiting waiting{exchange, std::move(answer)};
    return this->answer(waiting, committed_here);
  }
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back({exchange, std::move(answer)});
    if (std::exchange(is_asked_, true)) return;
  }
  ask_reader();
}

void ShownSubscriptions::ask_reader() {
  if (readers_.submit([this](ports::Connection& reader) { answer_some(reader); })) return;
  std::deque<Waiting> refused;
  {
    const std::lock_guard lock(mutex_);
    refused.swap(waiting_);
    is_asked_ = false;
  }
  for (const Waiting& waiting : refused)
    waiting.exchange->fail(unavailable("overloaded", "Too much is going on. Try again soon."));
}

std::pair<std::vector<ShownSubscriptions::Waiting>, bool> ShownSubscriptions::take() {
  const std::lock_guard lock(mutex_);
  std::vector<Waiting> taken;
  std::deque<Waiting> left;
  for (Waiting& waiting : waiting_) {
    const bool fits =
        taken.empty() || (taken.size() < together_max &&
                          taken.front().exchange->actor().org == waiting.exchange->actor().org);
    if (fits)
      taken.push_back(std::move(waiting));
    else
      left.push_back(std::move(waiting));
  }
  waiting_.swap(left);
  is_asked_ = !waiting_.empty();
  return {std::move(taken), is_asked_};
}

void ShownSubscriptions::answer_some(ports::Connection& reader) {
  auto [taken, is_more] = take();
  if (is_more) ask_reader();
  if (taken.empty()) return;
  std::vector<SubscriptionId> ids;
  for (const Waiting& waiting : taken) ids.push_back(SubscriptionId{waiting.answer.subject});
  const auto found = find_all(reader, taken.front().exchange->actor().org, std::move(ids));
  const net::AnswersTogether together;
  for (Waiting& waiting : taken) {
    if (found)
      answer(waiting, *found);
    else
      waiting.exchange->fail(found.error());
  }
}

void ShownSubscriptions::answer(Waiting& waiting, const queries::FoundSubscriptions& found) const {
  const queries::Viewer viewer{waiting.exchange->actor(), clock_.now()};
  auto shown = queries::show_subscription(found, viewer, SubscriptionId{waiting.answer.subject});
  if (!shown) return waiting.exchange->fail(shown.error());
  waiting.answer.body = std::move(shown->body);
  waiting.answer.etag = std::move(shown->etag);
  waiting.exchange->send_answer(std::move(waiting.answer));
}

}  // namespace perseat::http
