// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "cli/completion.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/command_tree.h"

namespace perseat::cli {
namespace {

// The words before the cursor that are no options name the command; a table says for each command
// what may follow, and for each option with a closed list its values.
constexpr std::string_view head = R"bash(# bash completion for perseat; load it with:
#   source <(perseat completion bash)
_perseat() {
  local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}"
  local path="perseat" word i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="${COMP_WORDS[i]}"
    case "$path $word" in
)bash";

constexpr std::string_view tail = R"bash(  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _perseat perseat
)bash";

struct Script {
  std::string paths;   // a case label for each command
  std::string values;  // "perseat buy:--when) values"
  std::string words;   // "perseat buy) subcommands and options"
};

void append_values(const std::string& path, const CLI::Option& option, Script& script) {
  const Command* command = path.size() > 8 ? find_command(path.substr(8)) : nullptr;
  std::string words;
  if (option.get_name() == "--output") words = "table json csv";
  for (std::size_t i = 0; command != nullptr && i < command->options.size(); ++i) {
    const Option& known = command->options[i];
    if (known.name != option.get_name()) continue;
    words = known.kind == Kind::yes_no ? "yes no" : std::string(known.choices);
    std::replace(words.begin(), words.end(), '|', ' ');
  }
  if (words.empty()) return;
  // A positional with a closed list has no word before it that names it.
  if (!option.get_name().starts_with("--")) {
    script.words += fmt::format("    \"{}\") words+=\" {}\" ;;&\n", path, words);
    return;
  }
  const std::string pattern = path == "perseat" ? fmt::format("*:{}", option.get_name())
                                                : fmt::format("\"{}:{}\"", path, option.get_name());
  script.values += fmt::format("    {}) words=\"{}\" ;;\n", pattern, words);
}

void append(const CLI::App& app, const std::string& path, Script& script) {
  std::string words;
  for (const CLI::Option* option : app.get_options()) {
    const std::string name = option->get_name();
    append_values(path, *option, script);
    if (name.starts_with("--")) words += " " + name;
    if (name == "-h,--help") words += " --help";
  }
  for (const CLI::App* child : app.get_subcommands([](const CLI::App*) { return true; })) {
    words += " " + child->get_name();
    const std::string deeper = path + " " + child->get_name();
    script.paths += fmt::format("      \"{}\") path=\"{}\" ;;\n", deeper, deeper);
    append(*child, deeper, script);
  }
  script.words += fmt::format("    \"{}\") words+=\"{}\" ;;&\n", path, words);
}

}  // namespace

std::string bash_completion() {
  const CommandTree tree;
  Script script;
  append(tree.app, "perseat", script);
  return fmt::format(
      "{}{}    esac\n  done\n"
      "  local words=\"\"\n"
      "  case \"$path:$previous\" in\n{}  esac\n"
      "  if [[ -n $words ]]; then\n"
      "    COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
      "    return\n"
      "  fi\n"
      "  [[ $current == -* && $path != perseat ]] && words=\"--server --output --ca-file\"\n"
      "  case \"$path\" in\n{}{}",
      head, script.paths, script.values, script.words, tail);
}

}  // namespace perseat::cli
