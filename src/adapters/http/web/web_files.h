// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The files of the web app, all in memory: a request is answered on the network thread without
// touching the disk, and can name nothing that was not there at start.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace perseat::http {

// Path as in a URL, e.g. "/assets/app.js" -> content.
using WebContents = std::map<std::string, std::string, std::less<>>;

struct WebFile {
  struct Variant {
    std::string_view coding;  // "br", "gzip" or "identity"
    std::string body;
    std::string etag;  // of the body, so that each variant has its own
  };

  std::string content_type;
  bool is_immutable = false;      // its name changes with its content
  std::vector<Variant> variants;  // the smallest first, "identity" last
};

class WebFiles {
 public:
  // NAME.br and NAME.gz are variants of NAME.
  explicit WebFiles(const WebContents& contents);

  // Null if there is none of exactly this path.
  [[nodiscard]] const WebFile* find(std::string_view path) const;
  [[nodiscard]] bool empty() const { return files_.empty(); }

 private:
  std::map<std::string, WebFile, std::less<>> files_;
};

}  // namespace perseat::http
