// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "sandbox_gateway/journal.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>

#include "base/hash.h"

namespace perseat::sandbox_gateway {
namespace {

constexpr std::size_t checksum_length = 32;

std::string checksum(std::string_view line) { return sha256_hex(line).substr(0, checksum_length); }

std::string framed(std::string_view line) { return fmt::format("{} {}\n", checksum(line), line); }

bool is_whole(std::string_view text) {
  return text.size() > checksum_length && text[checksum_length] == ' ' &&
         checksum(text.substr(checksum_length + 1)) == text.substr(0, checksum_length);
}

Error damaged(const std::string& path) {
  return unavailable("journalDamaged", fmt::format("The journal {} is damaged.", path));
}

// Replays the whole lines and returns the length of the file up to the last of them.
Result<std::int64_t> replay_file(const std::string& path, const Journal::Replay& replay) {
  std::ifstream file(path, std::ios::binary);
  std::int64_t length = 0;
  bool is_cut = false;
  for (std::string line; std::getline(file, line);) {
    // getline also returns what follows the last line feed.
    const bool is_good = !file.eof() && is_whole(line);
    if (is_good && is_cut) return damaged(path);
    is_cut = is_cut || !is_good;
    if (!is_good) continue;
    TRY(replay(std::string_view(line).substr(checksum_length + 1)));
    length += static_cast<std::int64_t>(line.size()) + 1;
  }
  return length;
}

// The file's name itself must survive a crash.
void sync_folder(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  const int handle = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY);
  if (handle < 0) return;
  ::fsync(handle);
  ::close(handle);
}

}  // namespace

Result<std::unique_ptr<Journal>> Journal::open(const std::string& path, const Replay& replay) {
  if (path.empty()) return std::unique_ptr<Journal>(new Journal(-1));
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (file < 0) return unavailable("journalUnreadable", fmt::format("Cannot open {}.", path));
  std::unique_ptr<Journal> journal(new Journal(file));
  if (::flock(file, LOCK_EX | LOCK_NB) != 0)
    return unavailable("journalInUse", fmt::format("Another process uses {}.", path));
  const std::int64_t length = TRY(replay_file(path, replay));
  if (::ftruncate(file, length) != 0) return damaged(path);
  sync_folder(path);
  journal->writer_ = std::thread([raw = journal.get()] { raw->run(); });
  return journal;
}

Journal::~Journal() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  has_work_.notify_one();
  if (writer_.joinable()) writer_.join();
  if (file_ >= 0) ::close(file_);
}

bool Journal::append(std::string line, Done done) {
  if (file_ < 0) return false;
  const std::lock_guard lock(mutex_);
  if (line.empty() && queue_.empty() && !is_writing_ && !is_broken_) return false;
  queue_.push_back({std::move(line), std::move(done)});
  has_work_.notify_one();
  return true;
}

void Journal::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    has_work_.wait(lock, [&] { return is_stopping_ || !queue_.empty(); });
    if (queue_.empty()) return;
    std::vector<Waiting> batch;
    batch.swap(queue_);
    is_writing_ = true;
    const bool was_broken = is_broken_;
    lock.unlock();
    std::string bytes;
    for (const Waiting& waiting : batch) {
      if (!waiting.line.empty()) bytes += framed(waiting.line);
    }
    const bool is_durable = !was_broken && write_all(bytes);
    for (const Waiting& waiting : batch) waiting.done(is_durable);
    lock.lock();
    is_writing_ = false;
    // After a failed write nothing is known about the file's end: no more is written to it.
    is_broken_ = is_broken_ || !is_durable;
  }
}

bool Journal::write_all(std::string_view bytes) const {
  if (bytes.empty()) return true;
  while (!bytes.empty()) {
    const ssize_t written = ::write(file_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fdatasync(file_) == 0;
}

}  // namespace perseat::sandbox_gateway
