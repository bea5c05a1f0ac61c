// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Holds the tables of commands to the contract of the API: every path, parameter, member of a body
// and member that is shown has to be in openapi.yaml.
#include <gtest/gtest.h>

#include <set>

#include "adapters/http/openapi_document.h"
#include "base/json.h"
#include "cli/command.h"
#include "cli/command_tree.h"

namespace perseat::cli {
namespace {

const json::Node& contract() {
  static const auto document = json::Document::parse(http::openapi_json());
  static const json::Node root = document->root();
  return root;
}

json::Node follow(json::Node node) {
  for (auto ref = node.member("$ref").text(); ref; ref = node.member("$ref").text()) {
    std::string path(ref->substr(2));
    std::replace(path.begin(), path.end(), '/', '.');
    node = at(contract(), path);
  }
  return node;
}

// The schema of a value that is there: without null, without references.
json::Node schema_of(json::Node schema) {
  schema = follow(schema);
  const json::Node choices = schema.member("anyOf");
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const json::Node choice = follow(choices.element(i));
    if (choice.member("type").text() != "null") return choice;
  }
  return schema;
}

json::Node member_schema(json::Node schema, std::string_view path) {
  while (!path.empty() && schema.exists()) {
    const std::size_t point = std::min(path.find('.'), path.size());
    schema = schema_of(schema_of(schema).member("properties").member(path.substr(0, point)));
    path.remove_prefix(std::min(path.size(), point + 1));
  }
  return schema_of(schema);
}

json::Node items_of(json::Node schema) { return schema_of(schema.member("items")); }

// The operation whose path is the command's, whatever its parameters are called.
json::Node find_operation(const Operation& operation) {
  const auto plain = [](std::string_view path) {
    std::string out;
    bool is_name = false;
    for (const char c : path) {
      is_name = (is_name || c == '{') && c != '}';
      if (!is_name) out += c;
    }
    return out;
  };
  std::string method(operation.method);
  for (char& c : method) c = static_cast<char>(c - 'A' + 'a');
  const json::Node paths = contract().member("paths");
  for (std::size_t i = 0; i < paths.size(); ++i) {
    if (plain(paths.member_name(i)) == plain(operation.path))
      return paths.element(i).member(method);
  }
  return {};
}

json::Node answer_of(json::Node operation) {
  const json::Node responses = operation.member("responses");
  for (std::size_t i = 0; i < responses.size(); ++i) {
    const std::string_view status = responses.member_name(i);
    const json::Node content = responses.element(i).member("content").member("application/json");
    if (status.starts_with('2') && status != "202" && content.exists())
      return schema_of(content.member("schema"));
  }
  return {};
}

std::set<std::string> parameters_of(json::Node operation) {
  std::set<std::string> names;
  const json::Node parameters = operation.member("parameters");
  for (std::size_t i = 0; i < parameters.size(); ++i)
    names.emplace(follow(parameters.element(i)).member("name").text().value_or(""));
  return names;
}

void expect_columns(std::string_view command, json::Node row, json::Node entry,
                    std::span<const Column> columns) {
  for (const Column& column : columns) {
    const bool is_of_row = column.path.starts_with('/');
    const json::Node schema =
        is_of_row ? member_schema(row, column.path.substr(1)) : member_schema(entry, column.path);
    EXPECT_TRUE(schema.exists()) << command << " shows " << column.path;
    if (column.format == Format::money) {
      EXPECT_TRUE(schema.member("properties").member("currency").exists()) << column.path;
    }
    if (column.format == Format::instant) {
      EXPECT_EQ(schema.member("format").text(), "date-time") << command << " " << column.path;
    }
  }
}

void expect_view(std::string_view command, const Operation& operation, json::Node answer) {
  const View& view = *operation.view;
  json::Node item = operation.shape == Shape::list ? items_of(member_schema(answer, "items"))
                                                   : member_schema(answer, view.item);
  EXPECT_TRUE(item.exists()) << command;
  const json::Node entry = view.expand.empty() ? item : items_of(member_schema(item, view.expand));
  expect_columns(command, item, entry, view.columns);
  for (const Section& section : view.sections)
    expect_columns(command, item, items_of(member_schema(item, section.path)), section.columns);
}

// Every value that an option offers is one of the contract's.
void expect_choices(std::string_view command, const Option& option, json::Node schema) {
  if (schema.member("items").exists()) schema = items_of(schema);
  if (option.choices.empty()) return;
  const json::Node known = schema.member("enum");
  std::set<std::string> names;
  for (std::size_t i = 0; i < known.size(); ++i)
    names.emplace(known.element(i).text().value_or(""));
  for (const std::string& choice : choices_of(option.choices))
    EXPECT_TRUE(names.contains(choice)) << command << " " << option.name << " " << choice;
}

void expect_options(const Command& command, json::Node operation) {
  const bool is_read = command.operation.method == "GET";
  const json::Node body =
      schema_of(at(operation, "requestBody.content").member("application/json").member("schema"));
  for (const Option& option : command.options) {
    if (option.target.empty()) continue;
    if (is_read) {
      EXPECT_TRUE(parameters_of(operation).contains(std::string(option.target)))
          << command.name << " " << option.name;
      continue;
    }
    const json::Node schema = member_schema(body, option.target);
    EXPECT_TRUE(schema.exists()) << command.name << " " << option.name;
    expect_choices(command.name, option, schema);
  }
}

void expect_filters(const Command& command, json::Node operation) {
  const json::Node parameters = operation.member("parameters");
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const json::Node parameter = follow(parameters.element(i));
    for (const Option& option : command.options) {
      if (option.target == parameter.member("name").text())
        expect_choices(command.name, option, schema_of(parameter.member("schema")));
    }
  }
}

TEST(Contract, HasEveryOperationOptionAndColumn) {
  for (const Command& command : all_commands()) {
    for (const Operation& operation : {command.operation, command.item_operation}) {
      if (operation.path.empty()) continue;
      const json::Node known = find_operation(operation);
      ASSERT_TRUE(known.exists()) << command.name;
      if (operation.view == nullptr) continue;
      expect_view(command.name, operation, answer_of(known));
    }
    if (command.operation.path.empty()) continue;
    expect_options(command, find_operation(command.operation));
    expect_filters(command, find_operation(command.operation));
  }
}

TEST(Contract, WantsAKeyWhereMoneyMoves) {
  for (const Command& command : all_commands()) {
    const json::Node operation = find_operation(command.operation);
    const json::Node parameters = operation.member("parameters");
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      if (parameters.element(i).member("$ref").text() !=
          "#/components/parameters/RequiredIdempotencyKey")
        continue;
      const bool takes_key =
          std::any_of(command.options.begin(), command.options.end(),
                      [](const Option& option) { return option.name == "--idempotency-key"; });
      EXPECT_TRUE(takes_key) << command.name;
    }
  }
}

TEST(Contract, IsReachedByACommandForEveryOperation) {
  // Served for programs or the web app, part of another command, or not for people at all.
  const std::set<std::string_view> without{"signIn",          "signOut",    "getHealth",
                                           "getReadiness",    "getOpenApi", "createAssignmentJob",
                                           "streamJobEvents", "getDocs",    "getMetrics",
                                           "getPaymentSetup", "getCloud",   "getSpend"};
  std::set<std::string> reached;
  for (const Command& command : all_commands()) {
    for (const Operation& operation : {command.operation, command.item_operation}) {
      if (operation.path.empty()) continue;
      reached.emplace(find_operation(operation).member("operationId").text().value_or(""));
    }
  }
  for (const auto& operation : http::openapi_operations()) {
    if (without.contains(operation.operation_id)) continue;
    EXPECT_TRUE(reached.contains(std::string(operation.operation_id))) << operation.operation_id;
  }
}

}  // namespace
}  // namespace perseat::cli
