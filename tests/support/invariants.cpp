// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "support/invariants.h"

#include "queries/invariants/check_all.h"

namespace perseat::test {

void expect_consistent(Harness& harness) {
  const auto violations = queries::check_all(harness.unchecked_reader());
  ASSERT_TRUE(violations.has_value()) << violations.error().detail;
  for (const queries::Violation& violation : *violations)
    ADD_FAILURE() << violation.invariant << ": " << violation.rule << " Not so "
                  << format_uuid(violation.subject) << ": " << violation.detail;
  const auto broken = harness.database().broken_references(harness.unchecked_reader());
  ASSERT_TRUE(broken.has_value()) << broken.error().detail;
  for (const ports::BrokenReference& one : *broken)
    ADD_FAILURE() << one.rows << " rows of " << one.table << " without their " << one.parent;
}

}  // namespace perseat::test
