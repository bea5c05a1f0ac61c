// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "main/demo/run_demo.h"

#include <fmt/format.h>

#include <filesystem>

#include "main/application.h"
#include "main/demo/story.h"

namespace perseat::demo {

std::string seller() {
  return R"([[seller]]
name = "Example Software GmbH"
tax_id = "DE000000000"
registration_number = "HRB 000000"
contact_name = "Invoices"
phone = "+49 30 000000"
email = "invoices@example.com"
[seller.address]
line1 = "Musterstraße 1"
city = "Berlin"
postal_code = "10115"
country = "DE"
)";
}

Result<void> prepare(const Config& config) {
  const std::filesystem::path folder(config.data_folder);
  if (std::filesystem::exists(folder / "perseat.db")) return {};
  const Instant today = ports::SystemClock().now();
  ports::ManualClock clock(today.plus_ms(-366 * day_ms));
  const auto told = [&]() -> Result<void> {
    const auto application = TRY(Application::start(config, clock));
    return tell_story(*application, clock, today);
  }();
  // Half a story would be taken for the whole one at the next start.
  if (!told) {
    std::error_code ignored;
    std::filesystem::remove(folder / "perseat.db", ignored);
    std::filesystem::remove(folder / "perseat.db-wal", ignored);
    std::filesystem::remove(folder / "perseat.db-shm", ignored);
    std::filesystem::remove(folder / "sandbox-gateway.journal", ignored);
  }
  return told;
}

std::string introduction(const std::string& url) {
  std::string text = "\nSign in with the password \"" + std::string(password) + "\" as\n";
  for (const Account& account : accounts())
    text += fmt::format("  {:<36} {}\n", account.email, account.role);
  const std::string buyer = accounts()[3].email;
  text += fmt::format(
      "\nTry, in another terminal:\n"
      "  build/release/bin/perseat login --server {0} --email {1}\n"
      "  build/release/bin/perseat subscriptions\n"
      "  build/release/bin/perseat explain periods --anchor 2024-01-31 --term monthly --count 6\n"
      "\nThe contract is at {0}/openapi.json. Ctrl-C stops.\n",
      url, buyer);
  return text;
}

}  // namespace perseat::demo
