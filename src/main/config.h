// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// How the server is set up, from the command line and a TOML file.
#pragma once

#include <cstdint>
#include <string>

#include "domain/dunning.h"
#include "domain/leaver.h"
#include "domain/lifecycle.h"

namespace perseat {

struct Config {
  std::string data_folder = "var";
  std::string database;     // a PostgreSQL connection string; empty: SQLite in the data folder
  std::size_t writers = 4;  // connections that write to PostgreSQL; SQLite has one
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: any free one
  std::string tls_certificate_file;
  std::string tls_key_file;
  std::string public_url = "http://localhost:8080";  // how browsers reach the web app
  std::string web_folder;                            // the built web app; empty: none is served
  std::string cloud = "worldwide";
  std::string clouds_folder;   // of the cloud's data file; empty: as built in
  std::string seller_country;  // ISO 3166-1 alpha-2; empty: that of the seller's file
  std::string seller_file;     // who sells, as invoices say it; empty: there are no documents
  std::string seller_text;     // the content of such a file, in its place
  LifecycleDays lifecycle;
  Dunning dunning;
  LeaverRule leaver_rule = LeaverRule::stop_at_term_end;
  std::string gateway_url;              // empty: the embedded sandbox gateway
  std::string gateway_key_file;         // the gateway's secret key; not needed for the sandbox
  std::string gateway_publishable_key;  // that browsers use; not needed for the sandbox
  std::string gateway_fields_url;       // of a sandbox's card page, as browsers reach it
  std::uint16_t sandbox_port = 0;       // of the embedded sandbox gateway
  bool test_clock = false;              // lets the operator move time: demo and tests
  std::size_t reader_threads = 2;
  std::size_t gateway_threads = 8;
  std::int64_t rate_limit = 200;        // requests a second of one caller on average; 0: no limit
  std::int64_t rate_burst = 1'000;      // requests of one caller at once
  std::size_t streams_max = 1'000;      // open at once; more are refused
  std::size_t streams_per_caller = 10;  // of these, of one account or token
  std::int64_t stream_heartbeat_ms = 15'000;  // a sign of life on a stream that has no news
  std::int64_t stream_lifetime_ms = 600'000;  // then the client connects again
  std::size_t batch_max = 256;                // commands in one commit
  int stop_grace_ms = 10'000;
};

}  // namespace perseat
