// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The web app as browsers get it: its files, its one page for every address that is not the API's,
// and the headers that keep anything foreign out of the page.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "adapters/http/web/web_files.h"
#include "net/http_types.h"

namespace perseat::http {

// Origins beside the server's own that the page may use, with spaces between them: those of the
// gateway, where people type their card.
struct ForeignOrigins {
  std::string scripts;
  std::string frames;
  std::string connections;
};

class WebApp {
 public:
  // Without files there is no web app, which is what a browser is told.
  WebApp(WebFiles files, const ForeignOrigins& foreign);

  // Nothing when the request is not the web app's to answer. Costs no tokens of a rate limit: an
  // answer comes from memory, which is cheaper than to refuse it.
  [[nodiscard]] std::optional<net::Response> answer(const net::Request& request) const;

 private:
  [[nodiscard]] net::Response serve(const WebFile& file, const net::Request& request,
                                    std::string_view policy) const;

  WebFiles files_;
  std::string page_policy_;  // Content-Security-Policy
};

}  // namespace perseat::http
