// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What all connections of a database know together: which of the named hosts they found able to
// write, and how often a session was lost.
#pragma once

#include <libpq-fe.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace perseat::postgres {

struct EndSession {
  void operator()(PGconn* session) const { PQfinish(session); }
};
using Session = std::unique_ptr<PGconn, EndSession>;

class Hosts {
 public:
  explicit Hosts(std::string connection_string);

  // A session with whichever can write, or one that tells why there is none. Asks the host first
  // where the latest session is: a silent one costs everybody 2 s who begins with it. Null when the
  // connection string cannot be read.
  [[nodiscard]] Session connect();

  // A session that was made before the latest loss may lead to the same dead server, where each
  // would find that out for itself, by waiting.
  [[nodiscard]] std::uint64_t losses() const { return losses_; }
  // One was lost that was made when there were so many; its host is asked last from now on. Several
  // that go together count once.
  void count_loss(std::uint64_t losses_before) {
    if (losses_.compare_exchange_strong(losses_before, losses_before + 1)) ++first_;
  }

 private:
  // An option that is a list with a part for each host, and the parts.
  struct List {
    const char* keyword;
    std::vector<std::string> parts;
    [[nodiscard]] std::string from(std::size_t first) const;
  };

  void remember(const PGconn* session);

  const std::string connection_string_;
  bool is_readable_ = false;
  std::vector<std::pair<const char*, const char*>> defaults_;  // that the string does not say
  std::vector<List> lists_;
  std::size_t count_ = 1;
  std::atomic<std::size_t> first_ = 0;
  std::atomic<std::uint64_t> losses_ = 0;
};

}  // namespace perseat::postgres
