// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "main/web_folder.h"

#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

namespace perseat {
namespace {

namespace fs = std::filesystem;

// A slip such as `--web /` must not fill the memory. The web app is a few MiB.
constexpr std::size_t web_bytes_max = 64 * 1024 * 1024;

Error unusable(const std::string& folder, const std::string& why) {
  return unavailable("webFolderUnusable",
                     "The web app cannot be served from " + folder + ": " + why);
}

}  // namespace

std::string web_folder_beside(const fs::path& folder) {
  for (const char* const place : {"../../web", "../share/perseat/web"}) {
    std::error_code failure;
    const auto found = fs::weakly_canonical(folder / place, failure);
    if (!failure && fs::is_regular_file(found / "index.html", failure)) return found.string();
  }
  return "";
}

std::string web_folder_of(const std::string& given) {
  if (given == "none") return "";
  if (!given.empty()) return given;
  std::error_code failure;
  const auto program = fs::read_symlink("/proc/self/exe", failure);
  return failure ? "" : web_folder_beside(program.parent_path());
}

Result<http::WebContents> read_web_folder(const std::string& folder) {
  http::WebContents contents;
  std::size_t bytes = 0;
  std::error_code failure;
  const fs::path root(folder);
  for (auto entry = fs::recursive_directory_iterator(root, failure);
       !failure && entry != fs::recursive_directory_iterator(); entry.increment(failure)) {
    if (!entry->is_regular_file(failure)) continue;
    bytes += entry->file_size(failure);
    if (bytes > web_bytes_max) return unusable(folder, "it holds more than 64 MiB.");
    std::ifstream stream(entry->path(), std::ios::binary);
    std::string content{std::istreambuf_iterator<char>(stream), {}};
    if (failure || !stream.is_open() || stream.bad())
      return unusable(folder, entry->path().string() + " cannot be read.");
    contents.emplace("/" + entry->path().lexically_relative(root).generic_string(),
                     std::move(content));
  }
  if (failure) return unusable(folder, failure.message() + ".");
  if (!contents.contains("/index.html")) return unusable(folder, "it has no index.html.");
  return contents;
}

}  // namespace perseat
