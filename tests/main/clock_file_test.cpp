// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "main/clock_file.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace perseat {
namespace {

class ClockFileTest : public testing::Test {
 protected:
  ClockFileTest() { std::filesystem::create_directory(folder_); }
  ~ClockFileTest() override { std::filesystem::remove_all(folder_); }

  const std::string folder_ =
      std::filesystem::temp_directory_path() / ("clock-file-" + std::to_string(getpid()));
  const ClockFile file_{folder_};
};

TEST_F(ClockFileTest, KeepsTheLastShift) {
  EXPECT_EQ(file_.read().value(), 0);
  ASSERT_TRUE(file_.write(1).has_value());
  ASSERT_TRUE(file_.write(3'888'000'000).has_value());
  EXPECT_EQ(file_.read().value(), 3'888'000'000);
}

TEST_F(ClockFileTest, IsNotReadAsSomethingElse) {
  for (const char* text : {"", "soon", "12x", "-5", " 12"}) {
    std::ofstream(folder_ + "/test-clock", std::ios::trunc) << text;
    EXPECT_EQ(file_.read().error().reason, "testClockDamaged") << text;
  }
}

TEST_F(ClockFileTest, SaysWhenItCannotBeWritten) {
  std::filesystem::remove_all(folder_);
  EXPECT_EQ(file_.write(1).error().reason, "storageFailed");
}

}  // namespace
}  // namespace perseat
