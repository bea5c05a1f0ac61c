// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "net/test_server.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <filesystem>

namespace perseat::net {
namespace {

constexpr int patience_ms = 5'000;

struct CertificateFiles {
  std::string certificate;
  std::string key;
};

CertificateFiles make_certificate() {
  const auto folder = std::filesystem::temp_directory_path();
  const std::string stem = folder / ("perseat-net-test-" + std::to_string(getpid()));
  CertificateFiles files{stem + ".crt", stem + ".key"};
  EVP_PKEY* key = EVP_EC_gen("P-256");
  X509* certificate = X509_new();
  X509_set_version(certificate, X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate), -3600);
  X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
  X509_set_pubkey(certificate, key);
  X509_NAME* name = X509_get_subject_name(certificate);
  static constexpr std::array<unsigned char, 10> host = {"localhost"};
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, host.data(), -1, -1, 0);
  X509_set_issuer_name(certificate, name);
  X509_sign(certificate, key, EVP_sha256());
  std::FILE* file = std::fopen(files.certificate.c_str(), "w");
  PEM_write_X509(file, certificate);
  std::fclose(file);
  file = std::fopen(files.key.c_str(), "w");
  PEM_write_PrivateKey(file, key, nullptr, nullptr, 0, nullptr, nullptr);
  std::fclose(file);
  X509_free(certificate);
  EVP_PKEY_free(key);
  return files;
}

struct TestCertificate {
  CertificateFiles files = make_certificate();
  ~TestCertificate() {
    std::filesystem::remove(files.certificate);
    std::filesystem::remove(files.key);
  }
};

bool readable_in_time(int socket) {
  pollfd waiting{socket, POLLIN, 0};
  return poll(&waiting, 1, patience_ms) == 1;
}

std::size_t content_length(std::string_view head) {
  static constexpr std::string_view name = "\r\nContent-Length: ";
  const std::size_t at = head.find(name);
  std::size_t length = 0;
  if (at != std::string_view::npos)
    std::from_chars(head.data() + at + name.size(), head.data() + head.size(), length);
  return length;
}

}  // namespace

TestServer::TestServer(ServerOptions options, Handler handler) {
  auto server = Server::listen(std::move(options), std::move(handler));
  if (!server) throw std::runtime_error(server.error().detail);
  server_ = std::move(*server);
  thread_ = std::thread([this] { server_->run(); });
}

TestServer::~TestServer() { stop_and_wait(0); }

void TestServer::stop_and_wait(int grace_ms) {
  if (!thread_.joinable()) return;
  server_->stop(grace_ms);
  thread_.join();
}

struct Client::Tls {
  SSL_CTX* context = SSL_CTX_new(TLS_client_method());
  SSL* connection = SSL_new(context);
  ~Tls() {
    SSL_free(connection);
    SSL_CTX_free(context);
  }
};

Client::Client(std::uint16_t port, bool secure) {
  std::signal(SIGPIPE, SIG_IGN);
  socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    throw std::runtime_error("cannot connect");
  if (!secure) return;
  tls_ = std::make_unique<Tls>();
  SSL_set_fd(tls_->connection, socket_);
  if (SSL_connect(tls_->connection) != 1) throw std::runtime_error("no TLS");
}

Client::~Client() { reset(); }

bool Client::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto count =
        tls_ ? SSL_write(tls_->connection, bytes.data(), static_cast<int>(bytes.size()))
             : static_cast<int>(::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL));
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

bool Client::fill() {
  std::array<char, 16 * 1024> piece{};
  const bool buffered = tls_ && SSL_pending(tls_->connection) > 0;
  if (!buffered && !readable_in_time(socket_)) return false;
  const auto count = tls_ ? SSL_read(tls_->connection, piece.data(), piece.size())
                          : static_cast<int>(::recv(socket_, piece.data(), piece.size(), 0));
  if (count <= 0) return false;
  buffer_.append(piece.data(), static_cast<std::size_t>(count));
  return true;
}

Answer Client::receive(bool without_body) {
  std::size_t end = std::string::npos;
  while ((end = buffer_.find("\r\n\r\n")) == std::string::npos)
    if (!fill()) return {};
  Answer answer;
  answer.head = buffer_.substr(0, end + 2);
  buffer_.erase(0, end + 4);
  const std::size_t length = without_body ? 0 : content_length(answer.head);
  while (buffer_.size() < length)
    if (!fill()) return {};
  answer.body = buffer_.substr(0, length);
  buffer_.erase(0, length);
  std::from_chars(answer.head.data() + 9, answer.head.data() + 12, answer.status);
  return answer;
}

std::string Client::receive_through(std::string_view text) {
  std::size_t at = std::string::npos;
  while ((at = buffer_.find(text)) == std::string::npos)
    if (!fill()) return {};
  std::string received = buffer_.substr(0, at + text.size());
  buffer_.erase(0, received.size());
  return received;
}

std::string Client::receive_all() {
  while (fill()) {
  }
  return std::exchange(buffer_, {});
}

bool Client::ended() {
  if (!buffer_.empty() || !readable_in_time(socket_)) return false;
  return !fill();
}

void Client::end_sending() { ::shutdown(socket_, SHUT_WR); }

void Client::reset() {
  if (socket_ < 0) return;
  const linger at_once{1, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  ::close(socket_);
  socket_ = -1;
}

void use_test_certificate(ServerOptions& options) {
  static const TestCertificate certificate;
  options.tls_certificate_file = certificate.files.certificate;
  options.tls_key_file = certificate.files.key;
}

void echo(Request&& request, Respond&& respond) {
  respond({200,
           "text/plain",
           {},
           request.method + " " + request.target + " " + std::to_string(request.body.size())});
}

}  // namespace perseat::net
