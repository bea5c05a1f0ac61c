// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// A library to be preloaded into the server: it stands before SQLite's C interface and writes down
// what the writer's connection runs, with all parameters (recording.h), so that the limit program
// does exactly the same work and never falls behind the server's code.
// usage: PERSEAT_RECORDING=FILE LD_PRELOAD=librecord_statements.so perseatd serve ...
//   Recording begins with the first transaction after FILE was made.
#include <dlfcn.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <map>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "recording.h"

namespace {

using perseat::bench::append_number;
using perseat::bench::append_sized;

template <class Function>
Function* original(Function*, const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}
#define ORIGINAL(name) static auto* const real = original(&name, #name)

class Recorder {
 public:
  static Recorder& get() {
    static Recorder recorder;
    return recorder;
  }

  void begin_statement(sqlite3_stmt* statement) {
    const std::lock_guard lock(mutex_);
    statements_[statement].values.resize(
        static_cast<std::size_t>(sqlite3_bind_parameter_count(statement)), "n");
  }
  void bind(sqlite3_stmt* statement, int place, std::string value) {
    const std::lock_guard lock(mutex_);
    const auto found = statements_.find(statement);
    if (found != statements_.end())
      found->second.values[static_cast<std::size_t>(place - 1)] = std::move(value);
  }
  void step(sqlite3_stmt* statement) {
    const std::lock_guard lock(mutex_);
    const auto found = statements_.find(statement);
    if (found == statements_.end() || found->second.is_running) return;
    found->second.is_running = true;
    write_run(sqlite3_sql(statement), found->second.values);
  }
  void reset(sqlite3_stmt* statement) {
    const std::lock_guard lock(mutex_);
    const auto found = statements_.find(statement);
    if (found != statements_.end()) found->second.is_running = false;
  }
  void forget(sqlite3_stmt* statement) {
    const std::lock_guard lock(mutex_);
    statements_.erase(statement);
  }
  void execute(const std::string& text) {
    const std::lock_guard lock(mutex_);
    if (file_ == nullptr && text.starts_with("begin")) open();
    write_run(text, {});
  }

  // Inside sqlite3_exec, whose own calls are not the server's.
  static inline thread_local bool is_inside = false;

 private:
  struct Statement {
    std::vector<std::string> values;  // as they are written
    bool is_running = false;
  };

  ~Recorder() {
    if (file_ != nullptr) std::fclose(file_);
  }

  void open() {
    const char* name = std::getenv("PERSEAT_RECORDING");
    if (name != nullptr && access(name, F_OK) == 0) file_ = std::fopen(name, "ab");
  }

  void write_run(const std::string& text, const std::vector<std::string>& values) {
    if (file_ == nullptr) return;
    std::string entry;
    const auto [number, is_new] =
        numbers_.try_emplace(text, static_cast<std::uint32_t>(numbers_.size()));
    if (is_new) {
      entry += 'T';
      append_number(entry, number->second);
      append_sized(entry, text);
    }
    entry += 'R';
    append_number(entry, number->second);
    append_number(entry, static_cast<std::uint32_t>(values.size()));
    for (const std::string& value : values) entry += value;
    std::fwrite(entry.data(), 1, entry.size(), file_);
  }

  std::mutex mutex_;
  std::FILE* file_ = nullptr;
  std::map<std::string, std::uint32_t> numbers_;
  std::unordered_map<sqlite3_stmt*, Statement> statements_;
};

std::string bytes_value(char kind, const void* data, int size) {
  std::string value(1, kind);
  append_sized(value, {static_cast<const char*>(data), static_cast<std::size_t>(size)});
  return value;
}

}  // namespace

extern "C" {

int sqlite3_prepare_v3(sqlite3* handle, const char* text, int size, unsigned flags,
                       sqlite3_stmt** statement, const char** tail) {
  ORIGINAL(sqlite3_prepare_v3);
  const int code = real(handle, text, size, flags, statement, tail);
  const bool is_writer = sqlite3_db_readonly(handle, "main") == 0;
  if (code == SQLITE_OK && is_writer && !Recorder::is_inside)
    Recorder::get().begin_statement(*statement);
  return code;
}

int sqlite3_bind_null(sqlite3_stmt* statement, int place) {
  ORIGINAL(sqlite3_bind_null);
  Recorder::get().bind(statement, place, "n");
  return real(statement, place);
}

int sqlite3_bind_int64(sqlite3_stmt* statement, int place, sqlite3_int64 number) {
  ORIGINAL(sqlite3_bind_int64);
  std::string value = "i";
  append_number(value, static_cast<std::int64_t>(number));
  Recorder::get().bind(statement, place, std::move(value));
  return real(statement, place, number);
}

int sqlite3_bind_text(sqlite3_stmt* statement, int place, const char* text, int size,
                      void (*destroy)(void*)) {
  ORIGINAL(sqlite3_bind_text);
  Recorder::get().bind(statement, place, bytes_value('t', text, size));
  return real(statement, place, text, size, destroy);
}

int sqlite3_bind_blob(sqlite3_stmt* statement, int place, const void* data, int size,
                      void (*destroy)(void*)) {
  ORIGINAL(sqlite3_bind_blob);
  Recorder::get().bind(statement, place, bytes_value('b', data, size));
  return real(statement, place, data, size, destroy);
}

int sqlite3_step(sqlite3_stmt* statement) {
  ORIGINAL(sqlite3_step);
  if (!Recorder::is_inside) Recorder::get().step(statement);
  return real(statement);
}

int sqlite3_reset(sqlite3_stmt* statement) {
  ORIGINAL(sqlite3_reset);
  Recorder::get().reset(statement);
  return real(statement);
}

int sqlite3_finalize(sqlite3_stmt* statement) {
  ORIGINAL(sqlite3_finalize);
  Recorder::get().forget(statement);
  return real(statement);
}

int sqlite3_exec(sqlite3* handle, const char* text, int (*on_row)(void*, int, char**, char**),
                 void* context, char** message) {
  ORIGINAL(sqlite3_exec);
  if (sqlite3_db_readonly(handle, "main") == 0) Recorder::get().execute(text);
  Recorder::is_inside = true;
  const int code = real(handle, text, on_row, context, message);
  Recorder::is_inside = false;
  return code;
}

}  // extern "C"
