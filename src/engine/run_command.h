// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Sends one command and waits for its end on the calling thread: for workers and the program
// itself, not for requests.
#pragma once

#include <future>
#include <memory>
#include <optional>
#include <utility>

#include "engine/command.h"

namespace perseat::engine {

template <class UseCase>
Result<typename UseCase::Output> run_command(CommandQueue& queue, UseCase use_case, Call call) {
  using Output = typename UseCase::Output;
  auto output = std::make_shared<std::optional<Output>>();
  auto done = std::make_shared<std::promise<Result<Answer>>>();
  auto answered = done->get_future();
  submit(
      queue, std::move(use_case), std::move(call),
      [output](const Output& made) {
        *output = made;
        return Answer{};
      },
      [done](Result<Answer> answer) { done->set_value(std::move(answer)); });
  TRY(answered.get());
  return std::move(**output);
}

}  // namespace perseat::engine
