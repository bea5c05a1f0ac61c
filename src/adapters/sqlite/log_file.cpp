// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/sqlite/log_file.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <new>
#include <utility>

namespace perseat::sqlite {
namespace {

constexpr const char* layer_name = "perseat-collecting-log";
constexpr sqlite3_int64 collected_max = 512 * 1024;
// SQLite's own layer takes less than 128 KiB at once.
constexpr sqlite3_int64 piece_max = 96 * 1024;

// SQLite makes it, in memory that is all zero; the system's own file follows it there.
struct LogFile {
  sqlite3_file base;
  char* bytes;  // collected, to be written at `begin`
  sqlite3_int64 begin;
  sqlite3_int64 size;
};

constexpr std::size_t system_file_offset = (sizeof(LogFile) + 15) / 16 * 16;

sqlite3_vfs* system_layer = nullptr;

LogFile& log_of(sqlite3_file* file) { return *reinterpret_cast<LogFile*>(file); }

sqlite3_file* system_file(sqlite3_file* file) {
  return reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(file) + system_file_offset);
}

// A failure ends the transaction that the bytes are of, and they with it.
int write_collected(sqlite3_file* file) {
  LogFile& log = log_of(file);
  const sqlite3_int64 size = std::exchange(log.size, 0);
  sqlite3_file* real = system_file(file);
  for (sqlite3_int64 done = 0; done < size; done += piece_max) {
    const auto piece = static_cast<int>(std::min(size - done, piece_max));
    const int written = real->pMethods->xWrite(real, log.bytes + done, piece, log.begin + done);
    if (written != SQLITE_OK) return written;
  }
  return SQLITE_OK;
}

// What is still collected is of a transaction that was never committed.
int close(sqlite3_file* file) {
  delete[] log_of(file).bytes;
  log_of(file).bytes = nullptr;
  sqlite3_file* real = system_file(file);
  return real->pMethods->xClose(real);
}

int read(sqlite3_file* file, void* target, int size, sqlite3_int64 offset) {
  const LogFile& log = log_of(file);
  if (log.size > 0 && offset < log.begin + log.size && offset + size > log.begin) {
    const int written = write_collected(file);
    if (written != SQLITE_OK) return written;
  }
  sqlite3_file* real = system_file(file);
  return real->pMethods->xRead(real, target, size, offset);
}

int write(sqlite3_file* file, const void* source, int size, sqlite3_int64 offset) {
  LogFile& log = log_of(file);
  const bool goes_on = log.size > 0 && offset == log.begin + log.size;
  if (!goes_on || log.size + size > collected_max) {
    const int written = write_collected(file);
    if (written != SQLITE_OK) return written;
  }
  if (size > collected_max) {
    sqlite3_file* real = system_file(file);
    return real->pMethods->xWrite(real, source, size, offset);
  }
  if (log.size == 0) log.begin = offset;
  std::memcpy(log.bytes + log.size, source, static_cast<std::size_t>(size));
  log.size += size;
  return SQLITE_OK;
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
  const int written = write_collected(file);
  if (written != SQLITE_OK) return written;
  sqlite3_file* real = system_file(file);
  return real->pMethods->xTruncate(real, size);
}

int sync(sqlite3_file* file, int flags) {
  const int written = write_collected(file);
  if (written != SQLITE_OK) return written;
  sqlite3_file* real = system_file(file);
  return real->pMethods->xSync(real, flags);
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
  const int written = write_collected(file);
  if (written != SQLITE_OK) return written;
  sqlite3_file* real = system_file(file);
  return real->pMethods->xFileSize(real, size);
}

int lock(sqlite3_file* file, int level) {
  sqlite3_file* real = system_file(file);
  return real->pMethods->xLock(real, level);
}

int unlock(sqlite3_file* file, int level) {
  sqlite3_file* real = system_file(file);
  return real->pMethods->xUnlock(real, level);
}

int check_reserved_lock(sqlite3_file* file, int* is_locked) {
  sqlite3_file* real = system_file(file);
  return real->pMethods->xCheckReservedLock(real, is_locked);
}

int control(sqlite3_file* file, int operation, void* argument) {
  sqlite3_file* real = system_file(file);
  return real->pMethods->xFileControl(real, operation, argument);
}

int sector_size(sqlite3_file* file) {
  sqlite3_file* real = system_file(file);
  return real->pMethods->xSectorSize(real);
}

int characteristics(sqlite3_file* file) {
  sqlite3_file* real = system_file(file);
  return real->pMethods->xDeviceCharacteristics(real);
}

constexpr sqlite3_io_methods log_methods{
    .iVersion = 1,  // a log is never mapped into memory, and its index is the database's
    .xClose = close,
    .xRead = read,
    .xWrite = write,
    .xTruncate = truncate,
    .xSync = sync,
    .xFileSize = file_size,
    .xLock = lock,
    .xUnlock = unlock,
    .xCheckReservedLock = check_reserved_lock,
    .xFileControl = control,
    .xSectorSize = sector_size,
    .xDeviceCharacteristics = characteristics,
    .xShmMap = nullptr,
    .xShmLock = nullptr,
    .xShmBarrier = nullptr,
    .xShmUnmap = nullptr,
    .xFetch = nullptr,
    .xUnfetch = nullptr};

// All files but the log are the system's own.
int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* flags_out) {
  if ((flags & SQLITE_OPEN_WAL) == 0)
    return system_layer->xOpen(system_layer, name, file, flags, flags_out);
  file->pMethods = nullptr;
  char* bytes = new (std::nothrow) char[collected_max];
  if (bytes == nullptr) return SQLITE_NOMEM;
  const int opened = system_layer->xOpen(system_layer, name, system_file(file), flags, flags_out);
  if (opened != SQLITE_OK) {
    delete[] bytes;
    return opened;
  }
  log_of(file) = {{&log_methods}, bytes, 0, 0};
  return SQLITE_OK;
}

void forget_collected(void* connection) {
  sqlite3_file* log = nullptr;
  sqlite3_file_control(static_cast<sqlite3*>(connection), "main", SQLITE_FCNTL_JOURNAL_POINTER,
                       &log);
  if (log != nullptr && log->pMethods == &log_methods) log_of(log).size = 0;
}

const char* register_layer() {
  system_layer = sqlite3_vfs_find(nullptr);
  if (system_layer == nullptr) return nullptr;
  static sqlite3_vfs layer = *system_layer;
  layer.zName = layer_name;
  layer.pNext = nullptr;
  layer.szOsFile = static_cast<int>(system_file_offset) + system_layer->szOsFile;
  layer.xOpen = open;
  return sqlite3_vfs_register(&layer, 0) == SQLITE_OK ? layer_name : nullptr;
}

}  // namespace

const char* collecting_log() {
  static const char* const name = register_layer();
  return name;
}

void forget_what_is_rolled_back(sqlite3* connection) {
  sqlite3_rollback_hook(connection, forget_collected, connection);
}

}  // namespace perseat::sqlite
