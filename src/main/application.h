// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The object graph of the server, built from the bottom up. What is declared later uses what is
// declared before, and is destroyed first.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>

#include "adapters/http/api.h"
#include "adapters/http/authenticator.h"
#include "adapters/http/documents.h"
#include "adapters/http/job_streams.h"
#include "adapters/http/payment_setup.h"
#include "adapters/http/services.h"
#include "adapters/http/stream_places.h"
#include "adapters/http/web/web_app.h"
#include "base/result.h"
#include "domain/cloud.h"
#include "domain/settings.h"
#include "engine/command_queue.h"
#include "main/config.h"
#include "main/folder_lock.h"
#include "net/server.h"
#include "ports/clock.h"
#include "ports/database.h"
#include "ports/payment_gateway.h"
#include "sandbox_gateway/sandbox_gateway.h"
#include "workers/cards.h"
#include "workers/jobs.h"
#include "workers/payments.h"
#include "workers/read_pool.h"
#include "workers/test_clock.h"
#include "workers/timed_work.h"
#include "workers/watcher.h"

namespace perseat {

class Application {
 public:
  // Opens the data folder, checks and migrates the database, starts the threads. Errors: the
  // folder is in use, the database is damaged or made by a newer program, storage fails.
  static Result<std::unique_ptr<Application>> start(const Config& config,
                                                    const ports::Clock& clock);
  ~Application();

  // Begins to listen. Errors: the address is in use, the TLS files cannot be read.
  Result<void> listen();
  // Serves on the calling thread until stop() is called.
  void run();
  void stop();

  [[nodiscard]] engine::CommandQueue& queue() { return *queue_; }
  [[nodiscard]] ports::Database& database() { return *database_; }
  [[nodiscard]] workers::Cards& cards() { return *cards_; }
  [[nodiscard]] workers::Payments& payments() { return *payments_; }
  [[nodiscard]] workers::TimedWork& timed_work() { return *timed_work_; }
  [[nodiscard]] const http::Router& router() const { return api_->router(); }
  [[nodiscard]] std::string url() const;
  [[nodiscard]] std::string sandbox_url() const;

 private:
  explicit Application(Config config, const ports::Clock& clock);
  Result<void> take_config();
  Result<void> open_store();
  Result<void> restore_clock();
  Result<void> open_gateway();
  Result<void> start_workers();
  Result<void> start_time();
  Result<void> start_streams();
  void make_documents();
  Result<void> make_api();

  Config config_;
  Cloud cloud_;
  Settings settings_;
  ports::SystemClock real_clock_;
  ports::ShiftedClock shifted_clock_;
  const ports::Clock& clock_;
  std::optional<FolderLock> lock_;
  std::unique_ptr<ports::Database> database_;
  std::unique_ptr<http::ShownSubscriptions> shown_subscriptions_;  // readers work on it to the end
  std::unique_ptr<workers::ReadPool> readers_;
  std::unique_ptr<workers::ReadPool> slow_readers_;
  std::unique_ptr<http::Authenticator> authenticator_;
  std::unique_ptr<http::RateLimiter> rate_limiter_;
  std::unique_ptr<http::StreamPlaces> stream_places_;
  std::unique_ptr<http::JobStreams> job_streams_;
  http::PaymentSetup payment_setup_;
  http::Documents documents_;
  std::unique_ptr<http::WebApp> web_app_;
  std::unique_ptr<workers::Watcher> watcher_;
  std::unique_ptr<engine::CommandQueue> queue_;
  std::unique_ptr<sandbox_gateway::SandboxGateway> sandbox_;
  std::unique_ptr<ports::PaymentGateway> gateway_;
  std::unique_ptr<workers::Cards> cards_;
  std::unique_ptr<workers::Jobs> jobs_;
  std::unique_ptr<workers::Payments> payments_;
  std::unique_ptr<workers::TimedWork> timed_work_;
  std::unique_ptr<workers::TestClock> test_clock_;  // only with a clock that can be moved
  std::atomic<workers::Payments*> told_of_commits_ = nullptr;  // read by the writer's thread
  std::unique_ptr<http::Services> services_;
  std::unique_ptr<http::Api> api_;
  std::unique_ptr<net::Server> server_;
};

}  // namespace perseat
