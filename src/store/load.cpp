// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "store/load.h"

#include <algorithm>

#include "store/load_related.h"
#include "store/rows_by_key.h"

namespace perseat::store {

Result<void> load(ports::Connection& connection, const Needs& needs, Date today, State& state) {
  std::optional<Error> failure;
  State::zip(needs, state, [&](const auto& wanted, auto& table) {
    if (failure || wanted.keys().empty()) return;
    const auto loaded = load_by_key(connection, wanted, table);
    if (!loaded) failure = loaded.error();
  });
  if (failure) return *failure;
  return load_related(connection, needs, today, state);
}

Result<void> save(ports::Connection& connection, State& state) {
  std::optional<Error> failure;
  state.each_table([&](auto& table) {
    if (failure) return;
    const auto saved = save_table(connection, table);
    if (!saved) failure = saved.error();
  });
  if (failure) return *failure;
  return {};
}

}  // namespace perseat::store
