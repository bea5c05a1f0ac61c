// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Runs the command line inside the test, against a server that answers what the test says.
#pragma once

#include <deque>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "cli/exit_code.h"
#include "net/server.h"

namespace perseat::cli {

struct Outcome {
  ExitCode code = ExitCode::ok;
  std::string out;
  std::string err;
  std::vector<int> waits_ms;                       // how long it slept
  std::vector<std::vector<std::string>> programs;  // what it would have become
};

// What a person and the environment would give.
struct Person {
  std::deque<std::string> answers = {};  // to questions; what is not there is the end of input
  bool is_there = false;                 // at a terminal
  std::string input = {};                // standard input otherwise
  std::map<std::string, std::string> variables = {};
};

// Answers each "METHOD /path?query" with the responses given for it in turn, the last one for
// ever; without any: 404 as the real server has it.
class CannedServer {
 public:
  CannedServer();
  CannedServer(const CannedServer&) = delete;
  CannedServer& operator=(const CannedServer&) = delete;
  ~CannedServer();

  void answer(const std::string& call, int status, std::string body, net::Headers headers = {});
  void answer_text(const std::string& call, std::string content_type, std::string body);
  [[nodiscard]] std::string url() const;
  // All requests so far, as "METHOD /path?query".
  [[nodiscard]] std::vector<std::string> calls();
  [[nodiscard]] net::Request last();

 private:
  net::Response respond(net::Request&& request);

  std::mutex mutex_;
  std::map<std::string, std::deque<net::Response>> answers_;
  std::vector<net::Request> requests_;
  std::unique_ptr<net::Server> server_;
  std::thread thread_;
};

// A folder of its own for the configuration, gone with the object.
struct ConfigFolder {
  ConfigFolder();
  ConfigFolder(const ConfigFolder&) = delete;
  ConfigFolder& operator=(const ConfigFolder&) = delete;
  ~ConfigFolder();

  std::filesystem::path path;
};

[[nodiscard]] Outcome run_with(const std::vector<std::string>& arguments, const Person& person);
// Signed in to the server by the environment.
[[nodiscard]] Outcome run_at(const CannedServer& server, const std::vector<std::string>& arguments,
                             Person person = {});

// problem+json as the real server writes it.
[[nodiscard]] std::string problem(int status, const std::string& reason, const std::string& detail,
                                  const std::string& errors = "[]");

}  // namespace perseat::cli
