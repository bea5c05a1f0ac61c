// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Giving licenses to people and taking them back: up to 20 in one all-or-nothing call, more as a
// job whose progress is shown.
#pragma once

#include "cli/context.h"

namespace perseat::cli {

// The command's operation with the people named: `assign` and `unassign`.
Result<ExitCode> change_licenses(Context& context);
// Follows or shows a job that was begun before.
Result<ExitCode> show_job(Context& context);

extern const View job_view;

}  // namespace perseat::cli
