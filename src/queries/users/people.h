// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Finding people in the order of their names, in an organization or among the holders of one
// subscription.
//
// Four ways lead there: from the rows of a rare word, from a small pool, along the words that begin
// with a letter, which are in the order of their people's names, or along the names themselves.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/user.h"
#include "ports/database.h"
#include "queries/cursor.h"

namespace perseat::queries {

struct PeopleFilter {
  std::string search;  // as typed; empty: everybody
  std::optional<UserState> state;
  std::optional<UserKind> kind;
};

// Texts of statements that differ in the way only. Columns may name u (user_account) and, for the
// holders of a subscription, a (assignment). The last column is u.sort_name.
class PeopleStatements {
 public:
  // Requires: lives as long as the program.
  PeopleStatements(std::string_view columns, bool of_pool,
                   std::source_location where = std::source_location::current());

  // From the pool's rows, from the first word's rows, along its letter, or along the names.
  enum class Way { pool, word, letter, names };
  [[nodiscard]] const ports::Sql& sql(Way way) const { return sql_[static_cast<std::size_t>(way)]; }

 private:
  std::string text_[4];
  std::string postgres_[4];
  ports::Sql sql_[4];
};

struct PeopleRequest {
  OrgId org;
  PeopleFilter filter;
  Page page;
  std::optional<SubscriptionId> pool;  // only its holders
  std::int64_t pool_size = 0;          // how many they are
  std::optional<ProductId> product;    // of the pool, for columns that ask for it ($16)
};

// Calls back for at most one row more than the page holds. Nobody is found by a search that has
// no letter and no digit.
[[nodiscard]] Result<void> find_people(ports::Connection& reader,
                                       const PeopleStatements& statements,
                                       const PeopleRequest& request, const ports::OnRow& on_row);

// Where the page ends that this person closes.
[[nodiscard]] std::string people_cursor(std::string_view sort_name, UserId user);

}  // namespace perseat::queries
