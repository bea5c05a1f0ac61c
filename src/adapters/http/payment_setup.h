// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What a browser needs in order to hand a card to the gateway without its number passing through
// this server.
#pragma once

#include <string>

namespace perseat::http {

struct PaymentSetup {
  bool is_sandbox = true;
  std::string publishable_key;  // empty: none is configured, so no card can be added in a browser
  std::string fields_url;       // of the sandbox's page with the card fields; empty: not a sandbox
};

}  // namespace perseat::http
