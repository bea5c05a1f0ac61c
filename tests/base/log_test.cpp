// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "base/log.h"

#include <gtest/gtest.h>

#include <string>

namespace perseat {
namespace {

std::string logged(const std::string& value) {
  testing::internal::CaptureStderr();
  log_info("test").with("value", value).with("again", value.c_str()).with("number", 7);
  return testing::internal::GetCapturedStderr();
}

TEST(Log, MasksCardNumbersAndNothingElse) {
  const std::string line = logged("card 4242 4242 4242 4242");
  EXPECT_NE(line.find(R"("value":"card **** **** **** ****","again":"card **** )"),
            std::string::npos)
      << line;
  EXPECT_NE(line.find(R"("number":7})"), std::string::npos) << line;
  EXPECT_NE(logged("0190a1b2-c3d4-7e5f-8a6b-1c2d3e4f5a6b").find("0190a1b2-c3d4-7e5f-8a6b-1c2d3"),
            std::string::npos);
}

}  // namespace
}  // namespace perseat
