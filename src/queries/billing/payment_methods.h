// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// A person's own cards and what each of them pays for.
#pragma once

#include <string>

#include "domain/actor.h"
#include "ports/database.h"
#include "queries/cursor.h"
#include "queries/write.h"

namespace perseat::queries {

// The schema PaymentMethodList, newest first.
Result<std::string> list_payment_methods(ports::Connection& reader, const Actor& actor,
                                         const Page& page, Instant now);
// The schema PaymentMethod. Not found: other people's cards too.
Result<Shown> show_payment_method(ports::Connection& reader, const Actor& actor,
                                  PaymentMethodId payment_method, Instant now);

}  // namespace perseat::queries
