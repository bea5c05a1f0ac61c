// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/standing.h"

#include <string>

namespace perseat::usecases {

Result<void> authorize(Action action, const Standing& standing) {
  const Access access = check(action, standing);
  if (access.allowed) return {};
  if (!access.visible) return not_found();
  return forbidden(std::string(access.reason), std::string(access_refusal_text(access.reason)));
}

}  // namespace perseat::usecases
