// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/standing.h"

namespace perseat::usecases {

Result<void> authorize(Action action, const Standing& standing) {
  return refuse_unless(check(action, standing));
}

}  // namespace perseat::usecases
