// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "main/application.h"

#include <chrono>
#include <fstream>
#include <tuple>
#include <utility>

#include "adapters/documents/renderer.h"
#include "adapters/gateway_stripe/stripe_gateway.h"
#include "adapters/http/error_response.h"
#include "base/log.h"
#include "base/zone.h"
#include "main/clock_file.h"
#include "main/cloud.h"
#include "main/payment_setup.h"
#include "main/seller.h"
#include "main/server_id.h"
#include "main/storage.h"
#include "main/web_folder.h"
#include "net/answers_together.h"

namespace perseat {
namespace {

// At 20 ms for a password these wait ten seconds; more are better told to come again.
constexpr std::size_t slow_reads_max = 500;

// How long a server believes what it knows of people when others work on the same database.
constexpr std::int64_t shared_memory_ms = 1'000;

// The sandbox gateway takes any key of its test form.
constexpr std::string_view sandbox_key = "sk_test_sandbox";

Result<std::string> read_first_line(const std::string& file) {
  std::ifstream stream(file);
  std::string line;
  if (!std::getline(stream, line) || line.empty())
    return unavailable("gatewayMisconfigured", "The gateway's key file cannot be read: " + file);
  return line;
}

std::int64_t monotonic_ms() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

// Whether a batch changed anything that the sign-in remembers about people.
bool changed_people(store::State& state) {
  const auto changed = [](const auto& table) {
    return !table.rows_with(store::Fate::insert).empty() ||
           !table.rows_with(store::Fate::update).empty() || !table.removed_keys().empty();
  };
  return changed(state.users) || changed(state.role_assignments) || changed(state.sessions) ||
         changed(state.api_tokens);
}

}  // namespace

Application::Application(Config config, const ports::Clock& clock)
    : config_(std::move(config)),
      clock_(config_.test_clock ? static_cast<const ports::Clock&>(shifted_clock_) : clock) {}

Application::~Application() {
  // What sends commands, then the queue: its last answers still use readers and network server.
  if (test_clock_) test_clock_->stop();
  if (timed_work_) timed_work_->stop();
  if (payments_) payments_->stop();
  if (cards_) cards_->stop();
  if (queue_) queue_->stop();
  // What they have in hand uses the services, and sends its answers over the network server.
  if (readers_) readers_->stop();
  if (slow_readers_) slow_readers_->stop();
}

Result<std::unique_ptr<Application>> Application::start(const Config& config,
                                                        const ports::Clock& clock) {
  std::unique_ptr<Application> application(new Application(config, clock));
  TRY(application->take_config());
  TRY(application->open_store());
  TRY(application->open_gateway());
  TRY(application->start_workers());
  TRY(application->start_streams());
  TRY(application->make_api());
  return application;
}

Result<void> Application::take_config() {
  cloud_ = TRY(load_cloud(config_.cloud, config_.clouds_folder));
  if (!config_.seller_file.empty()) {
    documents_.sellers = TRY(load_sellers(config_.seller_file));
  } else if (!config_.seller_text.empty()) {
    documents_.sellers = TRY(parse_sellers(config_.seller_text, ""));
  }
  settings_.lifecycle = config_.lifecycle;
  settings_.dunning = config_.dunning;
  settings_.leaver_rule = config_.leaver_rule;
  settings_.seller_country = config_.seller_country;
  const Seller* seller = documents_.sellers.on(date_in_zone(clock_.now(), "UTC"));
  if (settings_.seller_country.empty() && seller != nullptr)
    settings_.seller_country = seller->address.country;
  settings_.sells_self_service = cloud_.self_service_available;
  return {};
}

Result<void> Application::open_store() {
  lock_.emplace(TRY(FolderLock::take(config_.data_folder)));
  TRY(restore_clock());
  const bool is_shared = !config_.database.empty();
  database_ = TRY(open_database({config_.data_folder, config_.database}));
  // The first writer's connection makes the schema, then belongs to the queue.
  engine::CommandQueue::Connections writers;
  writers.push_back(TRY(database_->connect_writer()));
  TRY(prepare_schema(*database_, *writers.front(), clock_));
  while (is_shared && writers.size() < config_.writers)
    writers.push_back(TRY(database_->connect_writer()));

  // Reads, and reads that hash a password, on threads of their own.
  readers_ = TRY(workers::ReadPool::start(*database_, {.threads = config_.reader_threads}));
  slow_readers_ =
      TRY(workers::ReadPool::start(*database_, {.threads = 1, .waiting_max = slow_reads_max}));
  // Who moves the clock stays signed in.
  authenticator_ = std::make_unique<http::Authenticator>(
      *readers_, config_.test_clock ? real_clock_ : clock_,
      http::Authenticator::Options{!config_.tls_certificate_file.empty(),
                                   is_shared ? shared_memory_ms : 0});

  shown_subscriptions_ = std::make_unique<http::ShownSubscriptions>(*readers_, clock_);

  // Every change goes through this queue; the sign-in forgets people who were changed, and what
  // has to be charged or refunded is taken up.
  engine::QueueOptions options;
  options.server = TRY(take_server_id(config_.data_folder, clock_));
  options.batch_max = config_.batch_max;
  options.after_commit = [this](store::State& state) {
    if (changed_people(state)) authenticator_->forget_all();
    if (workers::Payments* payments = told_of_commits_) payments->notice(state);
    http::ShownSubscriptions::take_committed(state);
  };
  options.after_unknown = [this] { authenticator_->forget_all(); };
  options.around_answers = [](const std::function<void()>& answer_all) {
    const net::AnswersTogether together;
    answer_all();
    http::ShownSubscriptions::forget_committed();
  };
  queue_ = std::make_unique<engine::CommandQueue>(*database_, std::move(writers), clock_,
                                                  std::move(options));
  return {};
}

// Nothing may be done at another time than that where the clock was left.
Result<void> Application::restore_clock() {
  if (!config_.test_clock) return {};
  if (!config_.gateway_url.empty())
    return invalid("testClock", "testClockNotAllowed",
                   "Time can be moved with the embedded sandbox gateway only.");
  shifted_clock_.set_shift_ms(TRY(ClockFile(config_.data_folder).read()));
  return {};
}

Result<void> Application::open_gateway() {
  gateway_stripe::Options options;
  options.base_url = config_.gateway_url;
  if (config_.gateway_url.empty()) {
    // Without a gateway of the deployment's own, the sandbox gateway stands in for it.
    sandbox_gateway::Options sandbox;
    sandbox.port = config_.sandbox_port;
    sandbox.data_file = config_.data_folder + "/sandbox-gateway.journal";
    sandbox.now = [this] { return clock_.now(); };
    sandbox_ = TRY(sandbox_gateway::SandboxGateway::start(std::move(sandbox)));
    options.base_url = sandbox_->url();
  }
  options.secret_key = config_.gateway_key_file.empty()
                           ? std::string(sandbox_key)
                           : TRY(read_first_line(config_.gateway_key_file));
  gateway_ = TRY(gateway_stripe::open_gateway(std::move(options)));
  return {};
}

Result<void> Application::start_workers() {
  // Cards are brought to the gateway and back outside any transaction.
  cards_ = TRY(workers::Cards::start(
      {.database = *database_, .queue = *queue_, .gateway = *gateway_, .clock = clock_}));
  // Goes on at once with jobs that a crash or a stop interrupted.
  jobs_ = TRY(workers::Jobs::start(*database_, *queue_));
  // Money is moved outside any transaction too, and what a crash left open is taken up here.
  payments_ = TRY(workers::Payments::start({.database = *database_,
                                            .queue = *queue_,
                                            .gateway = *gateway_,
                                            .clock = clock_,
                                            .settings = settings_,
                                            .return_url = config_.public_url + "/subscriptions/",
                                            .threads = config_.gateway_threads,
                                            .times = {},
                                            .tidy_up = [this] { cards_->detach_left_over(); }}));
  told_of_commits_ = payments_.get();
  return start_time();
}

Result<void> Application::start_time() {
  // What has fallen due while no server ran is done at once.
  timed_work_ = TRY(workers::TimedWork::start(
      {.database = *database_, .queue = *queue_, .clock = clock_, .settings = settings_}));
  if (!config_.test_clock) return {};
  test_clock_ =
      TRY(workers::TestClock::start({.database = *database_,
                                     .clock = shifted_clock_,
                                     .timed_work = *timed_work_,
                                     .keep = [this](std::int64_t shift_ms) {
                                       return ClockFile(config_.data_folder).write(shift_ms);
                                     }}));
  return {};
}

Result<void> Application::start_streams() {
  stream_places_ =
      std::make_unique<http::StreamPlaces>(config_.streams_max, config_.streams_per_caller);
  job_streams_ = std::make_unique<http::JobStreams>(
      *authenticator_,
      http::JobStreamTimes{config_.stream_heartbeat_ms, config_.stream_lifetime_ms});
  watcher_ = TRY(workers::Watcher::start(*database_, [this](ports::Connection& reader) {
    return job_streams_->look(reader, monotonic_ms());
  }));
  return {};
}

void Application::make_documents() {
  const documents::Renderer renderer(cloud_);
  documents_.pdf = [renderer](const InvoiceDocument& document) { return renderer.pdf(document); };
  documents_.xml = [renderer](const InvoiceDocument& document, XmlFormat format) {
    return renderer.xml(document, format);
  };
  if (documents_.sellers.is_empty()) return;
  // On the thread that will draw, as each has fonts of its own. Nothing waits yet, so it is taken.
  std::ignore = slow_readers_->submit([](ports::Connection&) { documents::warm_up(); });
}

Result<void> Application::make_api() {
  make_documents();
  http::WebContents web_contents;
  if (!config_.web_folder.empty()) web_contents = TRY(read_web_folder(config_.web_folder));
  payment_setup_ = TRY(payment_setup_of(config_, sandbox_url()));
  web_app_ =
      std::make_unique<http::WebApp>(http::WebFiles(web_contents), card_origins(payment_setup_));
  rate_limiter_ =
      std::make_unique<http::RateLimiter>(http::RateLimit{config_.rate_limit, config_.rate_burst});
  services_ = std::make_unique<http::Services>(http::Services{
      .queue = *queue_,
      .readers = *readers_,
      .slow_readers = *slow_readers_,
      .authenticator = *authenticator_,
      .shown_subscriptions = *shown_subscriptions_,
      .rate_limiter = *rate_limiter_,
      .stream_places = *stream_places_,
      .job_streams = *job_streams_,
      .web_app = *web_app_,
      .payment_setup = payment_setup_,
      .documents = documents_,
      .watcher = *watcher_,
      .cards = *cards_,
      .jobs = *jobs_,
      .payments = *payments_,
      .timed_work = *timed_work_,
      .test_clock = test_clock_.get(),
      .clock = clock_,
      .settings = settings_,
      .cloud = cloud_,
      .is_tls = !config_.tls_certificate_file.empty(),
  });
  api_ = std::make_unique<http::Api>(*services_);
  return {};
}

Result<void> Application::listen() {
  net::ServerOptions options;
  options.address = config_.address;
  options.port = config_.port;
  options.tls_certificate_file = config_.tls_certificate_file;
  options.tls_key_file = config_.tls_key_file;
  options.refusal = http::transport_problem;
  options.on_exception = [](std::string_view what) { log_error("bug").with("what", what); };
  server_ = TRY(net::Server::listen(std::move(options),
                                    [this](net::Request&& request, net::Respond&& respond) {
                                      api_->handle(std::move(request), std::move(respond));
                                    }));
  return {};
}

void Application::run() {
  log_info("ready").with("url", url());
  server_->run();
  // Requests in hand were answered or given up: now what the gateway is asked for them, and the
  // commands that still wait.
  if (test_clock_) test_clock_->stop();
  timed_work_->stop();
  cards_->stop();
  payments_->stop();
  queue_->stop();
}

void Application::stop() { server_->stop(config_.stop_grace_ms); }

std::string Application::url() const {
  const std::string scheme = config_.tls_certificate_file.empty() ? "http" : "https";
  return scheme + "://" + config_.address + ":" + std::to_string(server_ ? server_->port() : 0);
}

std::string Application::sandbox_url() const { return sandbox_ ? sandbox_->url() : ""; }

}  // namespace perseat
