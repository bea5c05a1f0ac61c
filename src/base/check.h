// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// CHECK states what only our own bug can break. It stays on in release: the change is discarded
// and the caller gets a 500 with a request id. Under PERSEAT_ABORT_ON_BUG=1 (tests) it aborts.
#pragma once

#include <stdexcept>

namespace perseat {

struct Bug : std::logic_error {
  using std::logic_error::logic_error;
};

[[noreturn]] void report_bug(const char* expression, const char* file, int line);

}  // namespace perseat

#define CHECK(expression)                                     \
  do {                                                        \
    if (!(expression)) [[unlikely]]                           \
      ::perseat::report_bug(#expression, __FILE__, __LINE__); \
  } while (false)
