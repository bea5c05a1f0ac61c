// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// A quote as the API shows it.
#pragma once

#include <string>

#include "usecases/subscriptions/create_quote.h"

namespace perseat::http {

[[nodiscard]] std::string quote_json(const usecases::CreateQuote::Output& quote);

}  // namespace perseat::http
