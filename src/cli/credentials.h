// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The API tokens that `perseat login` keeps: perseat/credentials.json in $XDG_CONFIG_HOME or
// ~/.config, mode 0600. A token is used only with the server it was made for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cli/surroundings.h"

namespace perseat::cli {

struct Credential {
  std::string server;  // "https://host[:port]", without a slash at its end
  std::string token_id;
  std::string token;
};

struct Credentials {
  std::string current;  // the server of the last login
  std::vector<Credential> known;

  // nullptr if there is none.
  [[nodiscard]] const Credential* find(std::string_view server) const;
  void put(Credential credential);
  void remove(std::string_view server);
};

// Empty if there is no file. Refused when others may read it, or when it is not ours.
[[nodiscard]] Result<Credentials> load_credentials(const Surroundings& around);
// Replaces the file in one step.
[[nodiscard]] Result<void> save_credentials(const Surroundings& around, const Credentials& all);

// "HTTPS://Host/" to "https://host"; refused: no http or https, a path, a user name.
[[nodiscard]] Result<std::string> normalize_server(std::string_view url);
// Whether what is sent stays on this machine.
[[nodiscard]] bool is_loopback(std::string_view server);

}  // namespace perseat::cli
