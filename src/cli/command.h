// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// A command as data: its words, its options, and the operation of the API behind it. Most commands
// are nothing else; the others name a handler. Parsing, help and completion come from the same.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cli/exit_code.h"
#include "cli/view.h"

namespace perseat::cli {

struct Context;
using Handler = Result<ExitCode> (*)(Context&);

// How the text of an option becomes a value of the request. The named things are given by id, or
// by what people call them, which is looked up.
enum class Kind {
  text,
  integer,
  flag,          // present or not
  yes_no,        // yes or no
  password,      // a flag: read from standard input, or asked for without showing it
  person,        // id, e-mail address or whole name
  card,          // id or the last four digits
  product,       // id, SKU or name
  offer,         // id or SKU/CODE
  subscription,  // id or nickname
  invoice        // id or number
};

struct Option {
  std::string_view name;         // "--quantity"; without dashes a positional: "ID"
  std::string_view placeholder;  // "N" in the help; empty for flags and positionals
  std::string_view help;
  // Where the value goes: a query parameter, or a member of the body such as "address.line1".
  // Empty: a part of the path, or the handler's business.
  std::string_view target = {};
  Kind kind = Kind::text;
  std::string_view choices = {};  // "on|onceMore|off"; empty: anything
  bool is_required = false;
  bool is_repeated = false;          // becomes a list
  std::string_view short_name = {};  // "-o"
};

enum class Shape { list, item, nothing };

struct Operation {
  std::string_view method;
  std::string_view path;  // "/v1/subscriptions/{ID}/orders"; braces name positionals
  Shape shape = Shape::nothing;
  const View* view = nullptr;
};

struct Command {
  std::string_view name = {};     // "payment-methods add"
  std::string_view summary = {};  // a line for lists of commands
  std::string_view details = {};  // examples and what is worth knowing, below the help
  std::vector<Option> options = {};
  Operation operation = {};
  Operation item_operation = {};   // instead, when the optional positional is given
  std::string_view question = {};  // asked before; braces name positionals
  std::string_view done = {};      // said afterwards where there is nothing to show
  bool is_keyed = false;           // sends an Idempotency-Key
  Handler handler = nullptr;       // nullptr: run_operation
};

// What was typed after a command.
struct Invocation {
  const Command* command = nullptr;
  std::map<std::string, std::vector<std::string>, std::less<>> values;  // by the option's name

  [[nodiscard]] bool has(std::string_view name) const { return values.contains(name); }
  // The first value; empty if there is none.
  [[nodiscard]] std::string text(std::string_view name) const {
    const auto found = values.find(name);
    return found == values.end() ? std::string() : found->second.front();
  }
  [[nodiscard]] std::vector<std::string> all(std::string_view name) const {
    const auto found = values.find(name);
    return found == values.end() ? std::vector<std::string>() : found->second;
  }
};

// All commands, in the order of the help.
[[nodiscard]] const std::vector<Command>& all_commands();

// nullptr if there is none.
[[nodiscard]] const Command* find_command(std::string_view name);

}  // namespace perseat::cli
