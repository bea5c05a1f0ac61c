// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// perseatd: the server.
#include <pthread.h>
#include <signal.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <iterator>
#include <optional>
#include <thread>

#include "base/log.h"
#include "main/application.h"
#include "main/bootstrap.h"
#include "main/demo/run_demo.h"
#include "main/maintenance.h"
#include "main/migrate_database.h"
#include "main/web_folder.h"

namespace perseat {
namespace {

constexpr int state_days_max = 3'650;

// What the operator decides about subscriptions.
void add_rules(CLI::App& app, Config& config) {
  app.add_option("--seller-country", config.seller_country,
                 "Country of the seller, for reverse charge of tax within the EU; without: that "
                 "of --seller");
  app.add_option("--seller", config.seller_file,
                 "TOML file that says who sells, for the documents of invoices; without: none are "
                 "made");
  app.add_option("--expired-days", config.lifecycle.expired,
                 "Days for which a subscription can be used after its end")
      ->check(CLI::Range(1, state_days_max))
      ->capture_default_str();
  app.add_option("--disabled-days", config.lifecycle.disabled,
                 "Days for which a disabled subscription can be reactivated")
      ->check(CLI::Range(1, state_days_max))
      ->capture_default_str();
  app.add_option("--retry-every-days", config.dunning.every_days,
                 "Days between charges of an invoice whose card was declined")
      ->check(CLI::Range(1, 365))
      ->capture_default_str();
  app.add_option("--grace-days", config.dunning.grace_days,
                 "Days after which an unpaid subscription is disabled")
      ->check(CLI::Range(1, 365))
      ->capture_default_str();
  app.add_option_function<std::string>(
         "--leaver-rule",
         [&config](const std::string& rule) {
           config.leaver_rule = parse_enum<LeaverRule>(rule).value();
         },
         "What becomes of the renewals of who leaves: stopAtTermEnd (default) or keep")
      ->check(CLI::IsMember({"stopAtTermEnd", "keep"}));
}

// How many may follow something at once.
void add_streams(CLI::App& app, Config& config) {
  app.add_option("--streams-max", config.streams_max, "Streams of events open at once")
      ->check(CLI::Range(0, 9'000))
      ->capture_default_str();
  app.add_option("--streams-per-caller", config.streams_per_caller,
                 "Streams of events open at once of one account or token")
      ->check(CLI::Range(0, 9'000))
      ->capture_default_str();
  // In no help text: for tests that cannot wait.
  app.add_option("--stream-heartbeat-ms", config.stream_heartbeat_ms)
      ->check(CLI::Range(1, 3'600'000))
      ->group("");
  app.add_option("--stream-lifetime-ms", config.stream_lifetime_ms)
      ->check(CLI::Range(1, 3'600'000))
      ->group("");
}

void add_options(CLI::App& app, Config& config) {
  app.set_config("--config", "", "Settings as TOML, named as the options");
  app.add_option("--data", config.data_folder, "Folder of the database")->capture_default_str();
  app.add_option("--database", config.database,
                 "PostgreSQL connection string; without: SQLite in the data folder")
      ->envname("PERSEAT_DATABASE");
  app.add_option("--writers", config.writers, "Connections that write to PostgreSQL")
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
  app.add_option("--address", config.address, "Address to listen on")->capture_default_str();
  app.add_option("--port", config.port, "Port, 0 for any free one")->capture_default_str();
  app.add_option("--tls-certificate", config.tls_certificate_file,
                 "PEM chain; without: plain HTTP");
  app.add_option("--tls-key", config.tls_key_file, "PEM key of the certificate");
  app.add_option("--public-url", config.public_url, "Where browsers reach the web app")
      ->capture_default_str();
  app.add_option("--web", config.web_folder,
                 "Folder of the built web app, or none; without: looked for beside the program");
  app.add_option("--cloud", config.cloud, "worldwide, germany or china21vianet")
      ->capture_default_str();
  app.add_option("--clouds-folder", config.clouds_folder, "Folder of the cloud data files");
  add_rules(app, config);
  app.add_option("--gateway-url", config.gateway_url,
                 "Payment gateway; without: the embedded sandbox gateway");
  app.add_option("--gateway-key-file", config.gateway_key_file, "File with the gateway's key");
  app.add_option("--gateway-publishable-key", config.gateway_publishable_key,
                 "The gateway's key that browsers use, pk_...");
  app.add_option("--gateway-fields-url", config.gateway_fields_url,
                 "Card page of a sandbox gateway, as browsers reach it, where it is not embedded "
                 "or not on this machine");
  app.add_option("--sandbox-port", config.sandbox_port, "Port of the embedded sandbox gateway");
  app.add_option("--readers", config.reader_threads, "Threads that answer reads")
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
  app.add_option("--gateway-threads", config.gateway_threads, "Charges under way at once")
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
  app.add_option("--rate-limit", config.rate_limit,
                 "Requests a second of one caller, on average; 0: no limit")
      ->check(CLI::Range(0, 1'000'000))
      ->capture_default_str();
  app.add_option("--rate-burst", config.rate_burst, "Requests of one caller at once")
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str();
  add_streams(app, config);
  app.add_flag("--test-clock", config.test_clock,
               "Let the operator move time; for tests and demos with the embedded sandbox gateway");
  // In no help text: for measuring what committing together is worth.
  app.add_option("--batch-max", config.batch_max)->check(CLI::Range(1, 10'000))->group("");
}

int report(const Error& error) {
  std::fprintf(stderr, "perseatd: %s (%s)\n", error.detail.c_str(), error.reason.c_str());
  return 1;
}

// SIGINT and SIGTERM stop the server; they reach this thread alone.
std::thread stop_on_signal(Application& application) {
  return std::thread([&application] {
    pthread_setname_np(pthread_self(), "signals");
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    int received = 0;
    sigwait(&signals, &received);
    application.stop();
  });
}

void block_stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);
}

int serve(const Config& config, bool is_demo) {
  block_stop_signals();
  start_background_log();
  const ports::SystemClock clock;
  auto application = Application::start(config, clock);
  if (!application) return report(application.error());
  if (const auto listening = (*application)->listen(); !listening) return report(listening.error());
  std::printf("Perseat listens on %s\n", (*application)->url().c_str());
  if (const std::string sandbox = (*application)->sandbox_url(); !sandbox.empty())
    std::printf("Sandbox payment gateway on %s (no real money moves)\n", sandbox.c_str());
  if (is_demo) std::printf("%s", demo::introduction((*application)->url()).c_str());
  std::fflush(stdout);
  std::thread signals = stop_on_signal(**application);
  (*application)->run();
  signals.join();
  application->reset();
  flush_log();
  return 0;
}

int serve_demo(Config config) {
  if (config.seller_file.empty()) config.seller_text = demo::seller();
  const auto prepared = demo::prepare(config);
  if (!prepared) return report(prepared.error());
  config.test_clock = config.gateway_url.empty();
  return serve(config, true);
}

int make_operator(const Config& config) {
  const ports::SystemClock clock;
  auto application = Application::start(config, clock);
  if (!application) return report(application.error());
  const std::string input{std::istreambuf_iterator<char>(std::cin), {}};
  const auto made = bootstrap((*application)->queue(), input);
  return made ? 0 : report(made.error());
}

// For those who let another role change the schema than the one that serves.
int migrate(const Config& config) {
  const ports::SystemClock clock;
  const auto database = open_database({config.data_folder, config.database});
  if (!database) return report(database.error());
  const auto writer = (*database)->connect_writer();
  if (!writer) return report(writer.error());
  const auto done = prepare_schema(**database, **writer, clock);
  return done ? 0 : report(done.error());
}

// The subcommands for a data folder that somebody else may be serving.
class Maintenance {
 public:
  void add_to(CLI::App& app) {
    check_ = app.add_subcommand("check", "Check the rules that hold between rows; 6: some do not");
    verify_ = app.add_subcommand("verify", "Prove the audit log unchanged; 6: it was changed");
    backup_ = app.add_subcommand("backup", "Copy the database into a new file");
    move_ = app.add_subcommand("migrate-database",
                               "Copy the file of --data into PostgreSQL, --database, and prove it");
    verify_->add_option("--organization", organization_, "Id; without: all organizations");
    backup_->add_option("file", file_, "The copy, which must not be there yet")->required();
    for (CLI::App* command : {check_, verify_, backup_}) {
      command->add_option("--output", output_, "text or json")
          ->check(CLI::IsMember({"text", "json"}))
          ->capture_default_str();
    }
  }

  // The program's exit code; nothing when another subcommand was meant.
  std::optional<int> run(const Config& config) const {
    const auto commands = {check_, verify_, backup_, move_};
    if (std::ranges::none_of(commands, &CLI::App::parsed)) return std::nullopt;
    const auto ended = run_parsed({{config.data_folder, config.database, patience},
                                   output_ == "json" ? Output::json : Output::text,
                                   stdout});
    return ended ? *ended : report(ended.error());
  }

 private:
  [[nodiscard]] Result<int> run_parsed(const MaintenanceOptions& options) const {
    if (check_->parsed()) return check_database(options);
    if (backup_->parsed()) return back_up_database(options, file_);
    if (move_->parsed()) return migrate_database(options, ports::SystemClock{});
    if (organization_.empty()) return verify_audit_log(options, std::nullopt);
    const auto id = parse_uuid(organization_);
    if (!id) return invalid("organization", "malformedId", "Give the organization's id, a UUID.");
    return verify_audit_log(options, OrgId{*id});
  }

  // A whole table is read at once.
  static constexpr std::chrono::minutes patience{30};

  CLI::App* check_ = nullptr;
  CLI::App* verify_ = nullptr;
  CLI::App* backup_ = nullptr;
  CLI::App* move_ = nullptr;
  std::string organization_;
  std::string file_;
  std::string output_ = "text";
};

}  // namespace
}  // namespace perseat

int main(int argc, char** argv) {
  perseat::Config config;
  CLI::App app{"The Perseat server: self-service subscriptions and licenses."};
  app.fallthrough();
  perseat::add_options(app, config);
  CLI::App* bootstrap = app.add_subcommand(
      "bootstrap", "Make the operator's account; reads {\"operator\":{\"email\",\"password\"}}");
  CLI::App* migration =
      app.add_subcommand("migrate", "Bring the database's schema up to this program, and end");
  app.add_subcommand("serve", "Serve until SIGTERM (the default)");
  CLI::App* demo =
      app.add_subcommand("demo", "Serve a year of sample data, made at the first start");
  perseat::Maintenance maintenance;
  maintenance.add_to(app);
  CLI11_PARSE(app, argc, argv);
  config.web_folder = perseat::web_folder_of(config.web_folder);
  if (const auto ended = maintenance.run(config)) return *ended;
  if (migration->parsed()) return perseat::migrate(config);
  if (bootstrap->parsed()) return perseat::make_operator(config);
  return demo->parsed() ? perseat::serve_demo(config) : perseat::serve(config, false);
}
