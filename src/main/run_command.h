// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Runs one command to its end on the calling thread's time: for the program itself, not for
// requests.
#pragma once

#include <future>
#include <memory>
#include <optional>
#include <utility>

#include "engine/command.h"

namespace perseat {

template <class UseCase>
Result<typename UseCase::Output> run_command(engine::CommandQueue& queue, UseCase use_case,
                                             Actor actor) {
  using Output = typename UseCase::Output;
  auto output = std::make_shared<std::optional<Output>>();
  auto done = std::make_shared<std::promise<Result<engine::Answer>>>();
  auto answered = done->get_future();
  engine::submit(
      queue, std::move(use_case), engine::Call{std::move(actor), "system", {}, std::nullopt},
      [output](const Output& made) {
        *output = made;
        return engine::Answer{};
      },
      [done](Result<engine::Answer> answer) { done->set_value(std::move(answer)); });
  auto answer = answered.get();
  if (!answer) return std::move(answer).error();
  return std::move(**output);
}

}  // namespace perseat
