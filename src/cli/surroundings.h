// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What a command has around it: the terminal, the environment, waiting, other programs. A struct
// of functions, so that tests can answer questions and read what is printed.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace perseat::cli {

struct Surroundings {
  std::function<void(std::string_view)> out;  // results, for pipes
  std::function<void(std::string_view)> err;  // questions, progress, errors
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  bool can_ask = false;  // standard input is a terminal, so a person may answer
  // A line typed, without its end; nothing at the end of input. The second does not show it.
  std::function<std::optional<std::string>(std::string_view prompt)> ask;
  std::function<std::optional<std::string>(std::string_view prompt)> ask_secret;
  // The next line of standard input that is no terminal, and all of it.
  std::function<std::optional<std::string>()> read_line;
  std::function<std::string()> read_all;
  // A variable of the environment that is set and not empty.
  std::function<std::optional<std::string>(const char*)> variable;
  std::function<void(int ms)> sleep_ms;
  // Becomes the program that lies beside this one. Returns only if that fails, saying why.
  std::function<std::string(const std::vector<std::string>&)> become;
};

// Those of this process.
[[nodiscard]] Surroundings process_surroundings();

}  // namespace perseat::cli
