// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What the routes work with, wired in main, and the three ways in which a route uses it: a
// command, a command that shows what it made, a query.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "adapters/http/authenticator.h"
#include "adapters/http/documents.h"
#include "adapters/http/exchange.h"
#include "adapters/http/job_streams.h"
#include "adapters/http/payment_setup.h"
#include "adapters/http/rate_limiter.h"
#include "adapters/http/router.h"
#include "adapters/http/shown_subscriptions.h"
#include "adapters/http/stream_places.h"
#include "adapters/http/web/web_app.h"
#include "domain/cloud.h"
#include "domain/settings.h"
#include "engine/command.h"
#include "engine/command_queue.h"
#include "ports/clock.h"
#include "queries/write.h"
#include "workers/cards.h"
#include "workers/jobs.h"
#include "workers/payments.h"
#include "workers/read_pool.h"
#include "workers/test_clock.h"
#include "workers/timed_work.h"
#include "workers/watcher.h"

namespace perseat::http {

struct Services {
  engine::CommandQueue& queue;
  workers::ReadPool& readers;
  workers::ReadPool& slow_readers;  // password hashing beside a read: never delays the others
  Authenticator& authenticator;
  ShownSubscriptions& shown_subscriptions;
  RateLimiter& rate_limiter;
  StreamPlaces& stream_places;
  JobStreams& job_streams;
  const WebApp& web_app;
  const PaymentSetup& payment_setup;
  const Documents& documents;
  workers::Watcher& watcher;  // of the streams
  workers::Cards& cards;
  workers::Jobs& jobs;
  workers::Payments& payments;
  workers::TimedWork& timed_work;
  workers::TestClock* test_clock;  // null: the server runs on real time
  const ports::Clock& clock;
  const Settings& settings;
  const Cloud& cloud;
  bool is_tls = false;
};

// What a query gives: a body and, for single resources, its ETag.
using Shown = queries::Shown;
using Show = std::function<Result<Shown>(ports::Connection&)>;
// Reads and answers; an error is answered as a problem.
using ReadAndAnswer = std::function<Result<void>(ports::Connection&)>;

// What the caller may see: their organization as it is now. Errors: those of the database.
[[nodiscard]] Result<ports::Snapshot> look(ports::Connection& reader, const Exchange& exchange);
// Runs it on a reader's thread, which sees the caller's organization.
void read_and_answer(const Services& services, const ExchangePtr& exchange, ReadAndAnswer work);
// Runs the query on a reader's thread and answers 200.
void answer_query(const Services& services, const ExchangePtr& exchange, Show show);
// Runs the query and answers with the status and headers of the answer given.
void answer_shown(const Services& services, const ExchangePtr& exchange, engine::Answer answer,
                  Show show);

// Runs the command; its encoded output is the answer.
template <class UseCase>
Result<void> answer_command(const Services& services, const ExchangePtr& exchange, UseCase use_case,
                            typename engine::Command<UseCase>::Encode encode) {
  engine::Call call = TRY(exchange->call());
  engine::submit(services.queue, std::move(use_case), std::move(call), std::move(encode),
                 [exchange](Result<engine::Answer> answer) {
                   if (!answer) return exchange->fail(answer.error());
                   exchange->send_answer(std::move(*answer));
                 });
  return {};
}

// Runs the command and then shows the resource that it made or changed as it is now: a repeat of
// the same Idempotency-Key shows the present state too.
template <class UseCase, class ShowSubject>
Result<void> command_then_show(const Services& services, const ExchangePtr& exchange,
                               UseCase use_case, typename engine::Command<UseCase>::Encode encode,
                               ShowSubject show_subject) {
  engine::Call call = TRY(exchange->call());
  engine::submit(services.queue, std::move(use_case), std::move(call), std::move(encode),
                 [&services, exchange, show_subject](Result<engine::Answer> answer) {
                   if (!answer) return exchange->fail(answer.error());
                   const Uuid subject = answer->subject;
                   answer_shown(services, exchange, std::move(*answer),
                                [subject, show_subject](ports::Connection& reader) {
                                  return show_subject(reader, subject);
                                });
                 });
  return {};
}

}  // namespace perseat::http
