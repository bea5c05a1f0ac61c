// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "cli/surroundings.h"

#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <thread>

namespace perseat::cli {
namespace {

void print(std::FILE* file, std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), file);
  std::fflush(file);
}

std::optional<std::string> read_line() {
  std::string line;
  if (!std::getline(std::cin, line)) return std::nullopt;
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return line;
}

// Typed characters do not show while this lives.
class EchoOff {
 public:
  EchoOff() {
    is_changed_ = tcgetattr(STDIN_FILENO, &before_) == 0;
    if (!is_changed_) return;
    termios silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
  }
  EchoOff(const EchoOff&) = delete;
  EchoOff& operator=(const EchoOff&) = delete;
  ~EchoOff() {
    if (is_changed_) tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
  }

 private:
  termios before_{};
  bool is_changed_ = false;
};

std::optional<std::string> ask(std::string_view prompt) {
  print(stderr, prompt);
  return read_line();
}

std::optional<std::string> ask_secret(std::string_view prompt) {
  print(stderr, prompt);
  std::optional<std::string> secret;
  {
    const EchoOff echo_off;
    secret = read_line();
  }
  print(stderr, "\n");
  return secret;
}

std::optional<std::string> variable(const char* name) {
  const char* value = std::getenv(name);
  if (value == nullptr || *value == '\0') return std::nullopt;
  return std::string(value);
}

std::string become(const std::vector<std::string>& arguments) {
  std::error_code failure;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", failure);
  const std::string program =
      failure ? arguments.front() : (self.parent_path() / arguments.front()).string();
  std::vector<char*> raw;
  std::vector<std::string> copies = arguments;
  raw.reserve(copies.size() + 1);
  for (std::string& copy : copies) raw.push_back(copy.data());
  raw.push_back(nullptr);
  execv(program.c_str(), raw.data());
  return fmt::format("{} cannot be run: {}.", program, std::strerror(errno));
}

}  // namespace

Surroundings process_surroundings() {
  Surroundings around;
  around.out = [](std::string_view text) { print(stdout, text); };
  around.err = [](std::string_view text) { print(stderr, text); };
  around.out_is_terminal = isatty(STDOUT_FILENO) == 1;
  around.err_is_terminal = isatty(STDERR_FILENO) == 1;
  around.can_ask = isatty(STDIN_FILENO) == 1;
  around.ask = ask;
  around.ask_secret = ask_secret;
  around.read_line = read_line;
  around.read_all = [] {
    return std::string(std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>());
  };
  around.variable = variable;
  around.sleep_ms = [](int ms) { std::this_thread::sleep_for(std::chrono::milliseconds(ms)); };
  around.become = become;
  return around;
}

}  // namespace perseat::cli
