// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "store/state.h"

namespace perseat::store {

State::State() = default;
State::~State() = default;
State::State(State&&) noexcept = default;
State& State::operator=(State&&) noexcept = default;

void State::merge() {
  each_table([](auto& table) { table.merge(); });
}

void State::drop() {
  each_table([](auto& table) { table.drop(); });
}

Needs::Needs() = default;
Needs::~Needs() = default;
Needs::Needs(Needs&&) noexcept = default;
Needs& Needs::operator=(Needs&&) noexcept = default;

}  // namespace perseat::store
