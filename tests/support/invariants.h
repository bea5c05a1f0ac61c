// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What holds between the rows of a database after whatever a test did.
#pragma once

#include <string>
#include <vector>

#include "support/harness.h"

namespace perseat::test {

// What is wrong, a line each; empty: nothing.
[[nodiscard]] std::vector<std::string> broken_rules(Harness& harness);
// Fails the test for each of them. The end of a Harness does it too.
void expect_consistent(Harness& harness);

}  // namespace perseat::test
