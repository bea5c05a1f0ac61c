// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// One program at a time works in a data folder.
#pragma once

#include <string>

#include "base/result.h"

namespace perseat {

class FolderLock {
 public:
  // Makes the folder if it is not there, readable by its owner only. Errors: folderInUse,
  // storageFailed.
  static Result<FolderLock> take(const std::string& folder);
  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&&) = delete;
  ~FolderLock();

 private:
  explicit FolderLock(int file) : file_(file) {}
  int file_;
};

}  // namespace perseat
