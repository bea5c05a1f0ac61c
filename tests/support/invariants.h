// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What holds between the rows of a database after whatever a test did.
#pragma once

#include "support/harness.h"

namespace perseat::test {

// Fails the test for each invariant that is broken. For the end of a test that ran commands.
void expect_consistent(Harness& harness);

}  // namespace perseat::test
