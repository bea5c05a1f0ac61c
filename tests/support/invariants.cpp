// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "support/invariants.h"

#include <fmt/format.h>

#include "queries/invariants/check_all.h"

namespace perseat::test {

std::vector<std::string> broken_rules(Harness& harness) {
  std::vector<std::string> broken;
  const auto violations = queries::check_all(harness.unchecked_reader());
  if (!violations) return {violations.error().detail};
  for (const queries::Violation& one : *violations)
    broken.push_back(fmt::format("{}: {} Not so {}: {}", one.invariant, one.rule,
                                 format_uuid(one.subject), one.detail));
  const auto references = harness.database().broken_references(harness.unchecked_reader());
  if (!references) return {references.error().detail};
  for (const ports::BrokenReference& one : *references)
    broken.push_back(
        fmt::format("{} rows of {} without their {}", one.rows, one.table, one.parent));
  return broken;
}

void expect_consistent(Harness& harness) {
  for (const std::string& one : broken_rules(harness)) ADD_FAILURE() << one;
}

}  // namespace perseat::test
