// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The server has no route beside its contract.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>

#include "adapters/http/openapi_document.h"
#include "base/json.h"
#include "main/application.h"
#include "ports/clock.h"

namespace perseat {
namespace {

class Routes : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() /
              ("perseat-routes-" + std::to_string(static_cast<long>(::getpid())));
    std::filesystem::create_directories(folder_);
    Config config;
    config.data_folder = folder_.string();
    auto started = Application::start(config, clock_);
    ASSERT_TRUE(started.has_value()) << started.error().detail;
    application_ = std::move(*started);
  }
  void TearDown() override {
    application_.reset();
    std::filesystem::remove_all(folder_);
  }

  std::filesystem::path folder_;
  ports::SystemClock clock_;
  std::unique_ptr<Application> application_;
};

// That each operation has a route is asked from outside, in tests/api/test_contract.py.
TEST_F(Routes, AreOperationsOfTheContract) {
  for (const auto& route : application_->router().routes()) {
    const bool is_known = std::ranges::any_of(
        http::openapi_operations(), [&](const http::OpenApiOperation& operation) {
          return operation.method == route->method && operation.path == route->path &&
                 operation.operation_id == route->operation_id;
        });
    EXPECT_TRUE(is_known) << route->method << " " << route->path << " " << route->operation_id;
  }
}

TEST(Contract, IsOneJsonObjectWithAPathPerRoute) {
  const auto document = json::Document::parse(http::openapi_json());
  ASSERT_TRUE(document.has_value());
  for (const auto& operation : http::openapi_operations())
    EXPECT_TRUE(document->root().member("paths").member(operation.path).exists()) << operation.path;
}

}  // namespace
}  // namespace perseat
