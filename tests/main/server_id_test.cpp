// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "main/server_id.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "support/harness.h"

namespace perseat {
namespace {

class ServerIdTest : public testing::Test {
 protected:
  ServerIdTest() {
    folder_ = std::filesystem::path(harness_.database_file()).parent_path() / "server";
    std::filesystem::create_directory(folder_);
  }
  ServerId take() { return *take_server_id(folder_.string(), harness_.clock); }

  test::Harness harness_{test::Engine::sqlite};
  std::filesystem::path folder_;
};

TEST_F(ServerIdTest, StaysAsItIs) {
  const ServerId id = take();
  EXPECT_FALSE(id.is_nil());
  EXPECT_EQ(take(), id);
  EXPECT_TRUE(std::filesystem::remove(folder_ / "server-id"));
  EXPECT_NE(take(), id);
}

TEST_F(ServerIdTest, IsMadeAnewWhereHalfOfItWasWritten) {
  std::ofstream(folder_ / "server-id") << "0189";
  const ServerId id = take();
  EXPECT_FALSE(id.is_nil());
  EXPECT_EQ(take(), id);
}

TEST_F(ServerIdTest, NeedsAFolder) {
  const auto refused = take_server_id((folder_ / "none").string(), harness_.clock);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().reason, "storageFailed");
}

}  // namespace
}  // namespace perseat
