// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "cli/cli_fixture.h"

#include <fmt/format.h>
#include <stdlib.h>

#include <sstream>
#include <utility>

#include "base/check.h"
#include "base/json.h"
#include "cli/run.h"

namespace perseat::cli {

CannedServer::CannedServer() {
  auto server = net::Server::listen({}, [this](net::Request&& request, net::Respond&& answer) {
    answer(respond(std::move(request)));
  });
  CHECK(server.has_value());
  server_ = std::move(server).value();
  thread_ = std::thread([this] { server_->run(); });
}

CannedServer::~CannedServer() {
  server_->stop(0);
  thread_.join();
}

void CannedServer::answer(const std::string& call, int status, std::string body,
                          net::Headers headers) {
  const std::scoped_lock lock(mutex_);
  const std::string type = status >= 400 ? "application/problem+json" : "application/json";
  answers_[call].push_back({status, type, std::move(headers), std::move(body)});
}

void CannedServer::answer_text(const std::string& call, std::string content_type,
                               std::string body) {
  const std::scoped_lock lock(mutex_);
  answers_[call].push_back({200, std::move(content_type), {}, std::move(body)});
}

std::string CannedServer::url() const {
  return fmt::format("http://127.0.0.1:{}", server_->port());
}

std::vector<std::string> CannedServer::calls() {
  const std::scoped_lock lock(mutex_);
  std::vector<std::string> calls;
  for (const net::Request& request : requests_)
    calls.push_back(request.method + " " + request.target);
  return calls;
}

net::Request CannedServer::last() {
  const std::scoped_lock lock(mutex_);
  CHECK(!requests_.empty());
  return requests_.back();
}

net::Response CannedServer::respond(net::Request&& request) {
  const std::scoped_lock lock(mutex_);
  auto& queue = answers_[request.method + " " + request.target];
  requests_.push_back(std::move(request));
  if (queue.empty())
    return {404, "application/problem+json", {}, problem(404, "notFound", "There is none.")};
  net::Response response = queue.front();
  if (queue.size() > 1) queue.pop_front();
  return response;
}

ConfigFolder::ConfigFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "perseat-cli-XXXXXX").string();
  CHECK(mkdtemp(name.data()) != nullptr);
  path = name;
}

ConfigFolder::~ConfigFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path, ignored);
}

Outcome run_with(const std::vector<std::string>& arguments, const Person& person) {
  Outcome outcome;
  std::deque<std::string> answers = person.answers;
  const auto next = [&](std::string_view prompt) -> std::optional<std::string> {
    outcome.err += prompt;
    if (answers.empty()) return std::nullopt;
    std::string answer = answers.front();
    answers.pop_front();
    return answer;
  };
  std::istringstream input(person.input);
  Surroundings around;
  around.out = [&](std::string_view text) { outcome.out += text; };
  around.err = [&](std::string_view text) { outcome.err += text; };
  around.can_ask = person.is_there;
  around.ask = next;
  around.ask_secret = next;
  around.read_line = [&] {
    std::string line;
    return std::getline(input, line) ? std::optional(line) : std::nullopt;
  };
  around.read_all = [&] { return person.input; };
  around.variable = [&](const char* name) -> std::optional<std::string> {
    const auto found = person.variables.find(name);
    return found == person.variables.end() ? std::nullopt : std::optional(found->second);
  };
  around.sleep_ms = [&](int ms) { outcome.waits_ms.push_back(ms); };
  around.become = [&](const std::vector<std::string>& program) {
    outcome.programs.push_back(program);
    return std::string("There is no such program.");
  };
  outcome.code = run(arguments, around);
  return outcome;
}

Outcome run_at(const CannedServer& server, const std::vector<std::string>& arguments,
               Person person) {
  person.variables.emplace("PERSEAT_SERVER", server.url());
  person.variables.emplace("PERSEAT_TOKEN", "token-of-a-test");
  return run_with(arguments, person);
}

std::string problem(int status, const std::string& reason, const std::string& detail,
                    const std::string& errors) {
  std::string text;
  json::Writer writer(text);
  writer.begin_object().field("type", "/problems/" + reason).field("title", "A problem");
  writer.field("status", status).field("detail", detail).field("reason", reason);
  writer.field("requestId", "request-1").key("errors").raw(errors).end_object();
  return text;
}

}  // namespace perseat::cli
