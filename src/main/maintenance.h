// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What an operator does with a data folder from the command line, also while the server runs:
// check its rules, prove its audit log, copy it. Nothing personal is printed.
#pragma once

#include <cstdio>
#include <optional>
#include <string>

#include "base/result.h"
#include "domain/ids.h"
#include "main/storage.h"

namespace perseat {

enum class Output { text, json };

struct MaintenanceOptions {
  StorageOptions storage;
  Output output = Output::text;
  std::FILE* out = stdout;
};

// How a program ends: nothing is wrong; it could not be found out; something is wrong.
constexpr int exit_clean = 0;
constexpr int exit_failed = 1;
constexpr int exit_violations = 6;

// The file's structure, its foreign keys, every invariant. Returns exit_clean or exit_violations.
Result<int> check_database(const MaintenanceOptions& options);
// The audit log of one organization or of all. Returns exit_clean or exit_violations.
Result<int> verify_audit_log(const MaintenanceOptions& options, std::optional<OrgId> org);
// A consistent copy, checked after it was written. Errors: fileExists, storageFailed.
Result<int> back_up_database(const MaintenanceOptions& options, const std::string& file);

}  // namespace perseat
