// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// A library to be preloaded into the server: it stands before SQLite's C interface and writes down
// what the writer's connection runs, with all parameters (recording.h), so that limit_sqlite
// does exactly the same work and never falls behind the server's code.
// usage: PERSEAT_RECORDING=FILE LD_PRELOAD=librecord_sqlite.so perseatd serve ...
//   Recording begins with the first transaction after FILE was made.
#include <dlfcn.h>
#include <sqlite3.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
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

  // Whether the statement is the writer's. Only the writer's thread uses those, so that nothing
  // here needs a lock, and readers are not held up.
  bool records(sqlite3_stmt* statement) const {
    return writer_ != nullptr && sqlite3_db_handle(statement) == writer_;
  }
  void begin_statement(sqlite3* writer, sqlite3_stmt* statement) {
    writer_ = writer;
    statements_[statement].values.resize(
        static_cast<std::size_t>(sqlite3_bind_parameter_count(statement)), "n");
  }
  // Where the value of a place is written. Its memory is used again and again.
  std::string& value(sqlite3_stmt* statement, int place) {
    std::string& kept = statements_[statement].values[static_cast<std::size_t>(place - 1)];
    kept.clear();
    return kept;
  }
  void step(sqlite3_stmt* statement) {
    Statement& stepped = statements_[statement];
    if (!stepped.is_running) write_run(sqlite3_sql(statement), stepped.values);
    stepped.is_running = true;
  }
  void reset(sqlite3_stmt* statement) { statements_[statement].is_running = false; }
  void forget(sqlite3_stmt* statement) { statements_.erase(statement); }
  void execute(const std::string& text) { write_run(text, {}); }

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
    if (file_ == nullptr && text.starts_with("begin")) open();
    if (file_ == nullptr) return;
    entry_.clear();
    const auto [number, is_new] =
        numbers_.try_emplace(text, static_cast<std::uint32_t>(numbers_.size()));
    if (is_new) {
      entry_ += 'T';
      append_number(entry_, number->second);
      append_sized(entry_, text);
    }
    entry_ += 'R';
    append_number(entry_, number->second);
    append_number(entry_, static_cast<std::uint32_t>(values.size()));
    for (const std::string& value : values) entry_ += value;
    std::fwrite(entry_.data(), 1, entry_.size(), file_);
  }

  std::atomic<sqlite3*> writer_ = nullptr;
  std::FILE* file_ = nullptr;
  std::string entry_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::unordered_map<sqlite3_stmt*, Statement> statements_;
};

void keep_bytes(sqlite3_stmt* statement, int place, char kind, std::string_view bytes) {
  if (!Recorder::get().records(statement)) return;
  std::string& kept = Recorder::get().value(statement, place);
  kept += kind;
  append_sized(kept, bytes);
}

}  // namespace

extern "C" {

int sqlite3_prepare_v3(sqlite3* handle, const char* text, int size, unsigned flags,
                       sqlite3_stmt** statement, const char** tail) {
  ORIGINAL(sqlite3_prepare_v3);
  const int code = real(handle, text, size, flags, statement, tail);
  const bool is_writer = sqlite3_db_readonly(handle, "main") == 0;
  if (code == SQLITE_OK && is_writer && !Recorder::is_inside)
    Recorder::get().begin_statement(handle, *statement);
  return code;
}

int sqlite3_bind_null(sqlite3_stmt* statement, int place) {
  ORIGINAL(sqlite3_bind_null);
  if (Recorder::get().records(statement)) Recorder::get().value(statement, place) += 'n';
  return real(statement, place);
}

int sqlite3_bind_int64(sqlite3_stmt* statement, int place, sqlite3_int64 number) {
  ORIGINAL(sqlite3_bind_int64);
  if (Recorder::get().records(statement)) {
    std::string& kept = Recorder::get().value(statement, place);
    kept += 'i';
    append_number(kept, static_cast<std::int64_t>(number));
  }
  return real(statement, place, number);
}

int sqlite3_bind_text(sqlite3_stmt* statement, int place, const char* text, int size,
                      void (*destroy)(void*)) {
  ORIGINAL(sqlite3_bind_text);
  keep_bytes(statement, place, 't', {text, static_cast<std::size_t>(size)});
  return real(statement, place, text, size, destroy);
}

int sqlite3_bind_blob(sqlite3_stmt* statement, int place, const void* data, int size,
                      void (*destroy)(void*)) {
  ORIGINAL(sqlite3_bind_blob);
  keep_bytes(statement, place, 'b',
             {static_cast<const char*>(data), static_cast<std::size_t>(size)});
  return real(statement, place, data, size, destroy);
}

int sqlite3_step(sqlite3_stmt* statement) {
  ORIGINAL(sqlite3_step);
  if (!Recorder::is_inside && Recorder::get().records(statement)) Recorder::get().step(statement);
  return real(statement);
}

int sqlite3_reset(sqlite3_stmt* statement) {
  ORIGINAL(sqlite3_reset);
  if (!Recorder::is_inside && Recorder::get().records(statement)) Recorder::get().reset(statement);
  return real(statement);
}

int sqlite3_finalize(sqlite3_stmt* statement) {
  ORIGINAL(sqlite3_finalize);
  if (!Recorder::is_inside && statement != nullptr && Recorder::get().records(statement))
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
