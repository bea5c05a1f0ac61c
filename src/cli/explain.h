// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// `perseat explain`: the arithmetic that charges, step by step, without a server.
#pragma once

#include "cli/context.h"

namespace perseat::cli {

Result<ExitCode> explain_periods_command(Context& context);
Result<ExitCode> explain_proration_command(Context& context);
Result<ExitCode> explain_tax_command(Context& context);
Result<ExitCode> explain_share_command(Context& context);

}  // namespace perseat::cli
