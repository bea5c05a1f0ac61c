// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The server's side of TLS: its certificate and what it accepts.
#pragma once

#include <boost/asio/ssl/context.hpp>
#include <string>

#include "base/result.h"

namespace perseat::net {

// TLS 1.2 and later, with a PEM certificate chain and its PEM private key. Files that are absent,
// unreadable or do not belong together are an `unavailable` error that names the file.
Result<boost::asio::ssl::context> make_tls_context(const std::string& certificate_file,
                                                   const std::string& key_file);

}  // namespace perseat::net
