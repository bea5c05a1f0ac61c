// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Values at the end of a text, where a text of their own would cost memory and a copy: answers,
// log lines and events are full of them.
#pragma once

#include <cstdint>
#include <string>

#include "base/id.h"
#include "base/time.h"

namespace perseat {

void append_number(std::string& out, std::int64_t number);
// As format_uuid and format_instant write them.
void append_uuid(std::string& out, const Uuid& uuid);
void append_instant(std::string& out, Instant instant);

}  // namespace perseat
