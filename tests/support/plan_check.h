// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Holds every statement that a test runs to the rules that keep a large deployment fast and an
// organization apart. A tenant's table is read by its organization first, or through one of the
// few indexes that are made for work over all of them. Within the organization a value or a range
// comes next; only a page, in the order of an index, goes through rows as they follow.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "ports/database.h"

namespace perseat::test {

// What is wrong with the plan of a statement, a line a step; empty: nothing.
[[nodiscard]] std::vector<std::string> plan_violations(ports::Connection& connection,
                                                       const ports::Sql& sql);

// The same database, whose connections fail the running test when the plan of a statement is
// wrong. Each text is looked at once in a program. Requires: the schema is there.
[[nodiscard]] std::unique_ptr<ports::Database> with_plan_check(ports::Database& database);
[[nodiscard]] std::unique_ptr<ports::Connection> with_plan_check(
    std::unique_ptr<ports::Connection> connection);

}  // namespace perseat::test
