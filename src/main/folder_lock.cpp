// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "main/folder_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <utility>

namespace perseat {

Result<FolderLock> FolderLock::take(const std::string& folder) {
  std::error_code failure;
  std::filesystem::create_directories(folder, failure);
  if (failure) return unavailable("storageFailed", "The data folder cannot be made: " + folder);
  (void)chmod(folder.c_str(), 0700);
  const int file = open((folder + "/lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) return unavailable("storageFailed", "The data folder cannot be written: " + folder);
  if (flock(file, LOCK_EX | LOCK_NB) != 0) {
    close(file);
    return unavailable("folderInUse", "Another perseatd works in this folder: " + folder);
  }
  return FolderLock(file);
}

FolderLock::FolderLock(FolderLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

FolderLock::~FolderLock() {
  if (file_ >= 0) close(file_);
}

}  // namespace perseat
