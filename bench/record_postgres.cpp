// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// A library to be preloaded into the server: it stands before libpq and writes down what one
// writer's session runs, with all parameters (recording.h), so that limit_postgres does exactly the
// same work and never falls behind the server's code.
// usage: PERSEAT_RECORDING=FILE LD_PRELOAD=librecord_postgres.so perseatd serve --database ...
//   Recording begins with the first transaction of a writer after FILE was made, and is of that
//   writer: an organization's changes all go through the same one.
#include <dlfcn.h>
#include <libpq-fe.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "recording.h"

namespace {

using perseat::bench::append_number;
using perseat::bench::append_sized;

template <class Function>
Function* original(Function*, const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}
#define ORIGINAL(name) static auto* const real = original(&name, #name)

// Only a writer sets this (src/adapters/postgres/connection.cpp).
constexpr std::string_view writers_setting = "default_transaction_read_only = off";
// What the server does now and then for tables that grow. Replayed faster than it was
// recorded, it would count for more.
constexpr std::string_view left_out = "discard plans";

class Recorder {
 public:
  static Recorder& get() {
    static Recorder recorder;
    return recorder;
  }

  void script(PGconn* session, std::string_view text) {
    const std::lock_guard lock(mutex_);
    if (text.find(writers_setting) != std::string_view::npos) texts_[session];
  }
  void prepare(PGconn* session, const char* name, const char* text) {
    const std::lock_guard lock(mutex_);
    const auto writer = texts_.find(session);
    if (writer != texts_.end()) writer->second[name] = text;
  }
  void run(PGconn* session, const char* name, int count, const char* const* values,
           const int* lengths) {
    const std::lock_guard lock(mutex_);
    const auto writer = texts_.find(session);
    if (writer == texts_.end()) return;
    const std::string& text = writer->second[name];
    if (file_ == nullptr && text.starts_with("begin")) open(session);
    if (session != recorded_ || text == left_out) return;
    entry_.clear();
    const std::uint32_t number = number_of(text);
    entry_ += 'R';
    append_number(entry_, number);
    append_number(entry_, static_cast<std::uint32_t>(count));
    for (int i = 0; i < count; ++i) append_value(values[i], lengths[i]);
    write();
  }
  void mark(PGconn* session, char kind) {
    const std::lock_guard lock(mutex_);
    if (session != recorded_ || file_ == nullptr) return;
    entry_ = kind;
    write();
  }
  void forget(PGconn* session) {
    const std::lock_guard lock(mutex_);
    texts_.erase(session);
  }

 private:
  ~Recorder() {
    if (file_ != nullptr) std::fclose(file_);
  }

  void open(PGconn* session) {
    const char* name = std::getenv("PERSEAT_RECORDING");
    if (name == nullptr || access(name, F_OK) != 0) return;
    file_ = std::fopen(name, "ab");
    recorded_ = session;
  }

  std::uint32_t number_of(const std::string& text) {
    const auto [number, is_new] =
        numbers_.try_emplace(text, static_cast<std::uint32_t>(numbers_.size()));
    if (is_new) {
      entry_ += 'T';
      append_number(entry_, number->second);
      append_sized(entry_, text);
    }
    return number->second;
  }

  void append_value(const char* value, int length) {
    entry_ += value == nullptr ? 'n' : 'b';
    if (value != nullptr) append_sized(entry_, {value, static_cast<std::size_t>(length)});
  }

  void write() { std::fwrite(entry_.data(), 1, entry_.size(), file_); }

  std::mutex mutex_;
  // Of writers' sessions, the texts of their statements by name.
  std::unordered_map<PGconn*, std::unordered_map<std::string, std::string>> texts_;
  PGconn* recorded_ = nullptr;
  std::FILE* file_ = nullptr;
  std::string entry_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
};

}  // namespace

extern "C" {

int PQsendQuery(PGconn* session, const char* text) {
  ORIGINAL(PQsendQuery);
  Recorder::get().script(session, text);
  return real(session, text);
}

int PQsendPrepare(PGconn* session, const char* name, const char* text, int count,
                  const Oid* types) {
  ORIGINAL(PQsendPrepare);
  Recorder::get().prepare(session, name, text);
  return real(session, name, text, count, types);
}

int PQsendQueryPrepared(PGconn* session, const char* name, int count, const char* const* values,
                        const int* lengths, const int* formats, int result_format) {
  ORIGINAL(PQsendQueryPrepared);
  Recorder::get().run(session, name, count, values, lengths);
  return real(session, name, count, values, lengths, formats, result_format);
}

int PQsendFlushRequest(PGconn* session) {
  ORIGINAL(PQsendFlushRequest);
  Recorder::get().mark(session, 'F');
  return real(session);
}

int PQpipelineSync(PGconn* session) {
  ORIGINAL(PQpipelineSync);
  Recorder::get().mark(session, 'S');
  return real(session);
}

void PQfinish(PGconn* session) {
  ORIGINAL(PQfinish);
  Recorder::get().forget(session);
  real(session);
}

}  // extern "C"
