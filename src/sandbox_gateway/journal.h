// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// An append-only file of lines, each with a checksum. Lines that arrive while the disk works are
// written and synced together, and nobody is told before the line is on the disk. A last line that
// a crash cut off is dropped at the next start: nobody was answered for it.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "base/result.h"

namespace perseat::sandbox_gateway {

class Journal {
 public:
  using Replay = std::function<Result<void>(std::string_view line)>;
  // Told on the journal's thread whether the line is safe.
  using Done = std::function<void(bool is_durable)>;

  // Gives every line of the file to `replay`. An empty path keeps nothing. Refused when the file
  // is in use by another process or damaged before its end.
  static Result<std::unique_ptr<Journal>> open(const std::string& path, const Replay& replay);
  ~Journal();

  // Takes a line (empty: nothing to write, but answers wait for the lines before). Returns false,
  // without calling `done`, when there is nothing to wait for.
  [[nodiscard]] bool append(std::string line, Done done);

 private:
  struct Waiting {
    std::string line;
    Done done;
  };

  explicit Journal(int file) : file_(file) {}
  void run();
  [[nodiscard]] bool write_all(std::string_view bytes) const;

  int file_ = -1;  // -1: keeps nothing
  std::mutex mutex_;
  std::condition_variable has_work_;
  std::vector<Waiting> queue_;
  bool is_writing_ = false;
  bool is_stopping_ = false;
  bool is_broken_ = false;
  std::thread writer_;
};

}  // namespace perseat::sandbox_gateway
