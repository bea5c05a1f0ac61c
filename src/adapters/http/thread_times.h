// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// How much processor time each thread of this process has used, from Linux's /proc (proc(5)).
#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace perseat::http {

// Milliseconds by thread name, in steps of the kernel's clock tick (10 ms); threads of one name
// are added up, and the first thread, which serves the network, is called "network". Empty where
// there is no /proc.
[[nodiscard]] std::map<std::string, std::int64_t> thread_times_ms();

}  // namespace perseat::http
