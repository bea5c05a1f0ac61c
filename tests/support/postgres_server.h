// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Databases on the PostgreSQL server that PERSEAT_TEST_POSTGRES names: each test has its own,
// copied from one that has the schema.
#pragma once

#include <memory>
#include <string>

#include "ports/database.h"

namespace perseat::test {

// Whether there is such a server.
[[nodiscard]] bool has_postgres();
// Makes a database with the schema and returns its name.
[[nodiscard]] std::string make_postgres_database();
// An empty one, without the schema.
[[nodiscard]] std::string make_empty_postgres_database();
[[nodiscard]] std::string postgres_connection_string(const std::string& name);
void drop_postgres_database(const std::string& name);

// Tests read outside of transactions and see everything: each read becomes one of its own.
[[nodiscard]] std::unique_ptr<ports::Connection> seeing_everything(
    std::unique_ptr<ports::Connection> real);

}  // namespace perseat::test
