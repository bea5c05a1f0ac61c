// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "net/tls_context.h"

#include <openssl/ssl.h>

#include <algorithm>
#include <boost/asio/error.hpp>
#include <boost/system/error_code.hpp>
#include <string_view>
#include <utility>

namespace perseat::net {
namespace {

using boost::asio::ssl::context;

// ALPN (RFC 7301): HTTP/1.1 if the client offers it. One that offers only other protocols is
// answered without ALPN and may speak HTTP/1.1 all the same.
// NOLINTNEXTLINE(readability-function-size): OpenSSL chose the parameters.
int choose_protocol(SSL* /*ssl*/, const unsigned char** chosen, unsigned char* chosen_length,
                    const unsigned char* offered, unsigned int offered_length, void* /*unused*/) {
  static constexpr std::string_view http_1_1 = "http/1.1";
  for (unsigned int position = 0; position < offered_length;) {
    const unsigned int length = offered[position];
    const unsigned char* name = offered + position + 1;
    position += 1 + length;
    if (position > offered_length) break;
    if (std::equal(http_1_1.begin(), http_1_1.end(), name, name + length)) {
      *chosen = name;
      *chosen_length = static_cast<unsigned char>(length);
      return SSL_TLSEXT_ERR_OK;
    }
  }
  return SSL_TLSEXT_ERR_NOACK;
}

Error unusable(const std::string& file, const boost::system::error_code& error) {
  return unavailable("tlsUnusable", "Cannot use the TLS file " + file + ": " + error.message());
}

}  // namespace

Result<context> make_tls_context(const std::string& certificate_file, const std::string& key_file) {
  context tls(context::tls_server);
  boost::system::error_code error;
  tls.use_certificate_chain_file(certificate_file, error);
  if (error) return unusable(certificate_file, error);
  tls.use_private_key_file(key_file, context::pem, error);
  if (error) return unusable(key_file, error);
  SSL_CTX* native = tls.native_handle();
  if (SSL_CTX_check_private_key(native) != 1)
    return unavailable("tlsUnusable", "The TLS key does not belong to the certificate.");
  SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
  SSL_CTX_set_options(
      native, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  // An idle connection keeps no buffers.
  SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_alpn_select_cb(native, choose_protocol, nullptr);
  return tls;
}

}  // namespace perseat::net
