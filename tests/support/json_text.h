// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// An answer in JSON that a test looks into by paths such as "items/0/total".
#pragma once

#include <gtest/gtest.h>

#include <charconv>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"

namespace perseat::test {

class JsonText {
 public:
  // A refused query fails the test and looks like an empty object.
  explicit JsonText(const Result<std::string>& body) {
    EXPECT_TRUE(body.has_value()) << (body ? "" : body.error().reason);
    auto parsed = json::Document::parse(body ? *body : "{}");
    EXPECT_TRUE(parsed.has_value()) << (body ? *body : "");
    document_.emplace(parsed ? std::move(*parsed) : *json::Document::parse("{}"));
  }

  [[nodiscard]] json::Node at(std::string_view path) const {
    json::Node node = document_->root();
    while (!path.empty()) {
      const std::size_t end = path.find('/');
      const std::string_view name = path.substr(0, end);
      std::size_t index = 0;
      const auto [stop, failure] = std::from_chars(name.data(), name.data() + name.size(), index);
      const bool is_index = failure == std::errc() && stop == name.data() + name.size();
      node = is_index ? node.element(index) : node.member(name);
      path = end == std::string_view::npos ? std::string_view() : path.substr(end + 1);
    }
    return node;
  }
  [[nodiscard]] std::string text(std::string_view path) const {
    return std::string(at(path).text().value_or("(no text)"));
  }
  [[nodiscard]] std::int64_t integer(std::string_view path) const {
    return at(path).integer().value_or(-1);
  }
  [[nodiscard]] bool flag(std::string_view path) const {
    return at(path).boolean().value_or(false);
  }

 private:
  std::optional<json::Document> document_;
};

}  // namespace perseat::test
