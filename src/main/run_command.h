// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Runs one command to its end on the calling thread's time: for the program itself, not for
// requests.
#pragma once

#include <optional>
#include <utility>

#include "engine/run_command.h"

namespace perseat {

template <class UseCase>
Result<typename UseCase::Output> run_command(engine::CommandQueue& queue, UseCase use_case,
                                             Actor actor) {
  return engine::run_command(queue, std::move(use_case),
                             engine::Call{std::move(actor), "system", {}, std::nullopt});
}

}  // namespace perseat
