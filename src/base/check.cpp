// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "base/check.h"

#include <cstdio>
#include <cstdlib>
#include <string>

namespace perseat {

void report_bug(const char* expression, const char* file, int line) {
  const std::string where = std::string(file) + ":" + std::to_string(line) + ": " + expression;
  if (const char* abort_on_bug = std::getenv("PERSEAT_ABORT_ON_BUG");
      abort_on_bug != nullptr && abort_on_bug[0] == '1') {
    std::fprintf(stderr, "CHECK failed at %s\n", where.c_str());
    std::abort();
  }
  throw Bug("CHECK failed at " + where);
}

}  // namespace perseat
