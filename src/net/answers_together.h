// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// For a thread that answers many requests at once, e.g. after a commit: while one of these lives,
// the network thread is not woken for its answers; at its end once for all of them.
#pragma once

#include <memory>
#include <vector>

namespace perseat::net {

class AnswerQueue;

class AnswersTogether {
 public:
  // Requires: there is no other one on this thread.
  AnswersTogether();
  ~AnswersTogether();
  AnswersTogether(const AnswersTogether&) = delete;
  AnswersTogether& operator=(const AnswersTogether&) = delete;

 private:
  friend class AnswerQueue;
  std::vector<std::shared_ptr<AnswerQueue>> to_wake_;
};

}  // namespace perseat::net
