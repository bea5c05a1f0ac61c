// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "cli/credentials.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/json.h"
#include "cli/exit_code.h"

namespace perseat::cli {
namespace {

namespace fs = std::filesystem;

Result<fs::path> file_path(const Surroundings& around) {
  if (const auto config = around.variable("XDG_CONFIG_HOME"); config && config->front() == '/')
    return fs::path(*config) / "perseat" / "credentials.json";
  const auto home = around.variable("HOME");
  if (!home) return usage_error("Neither HOME nor XDG_CONFIG_HOME says where to keep a token.");
  return fs::path(*home) / ".config" / "perseat" / "credentials.json";
}

Error file_error(const fs::path& path, std::string_view what) {
  return {
      ErrorCode::internal, "credentialsFile", fmt::format("{} {}.", path.string(), what), {}, {}};
}

std::string text_of(json::Node node, std::string_view name) {
  return std::string(node.member(name).text().value_or(""));
}

// Writes a file that nobody else can read at any moment.
bool write_private(const fs::path& path, std::string_view content) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) return false;
  std::size_t done = 0;
  while (done < content.size()) {
    const ssize_t count = write(file, content.data() + done, content.size() - done);
    if (count <= 0) break;
    done += static_cast<std::size_t>(count);
  }
  const bool is_safe = done == content.size() && fchmod(file, 0600) == 0 && fsync(file) == 0;
  return close(file) == 0 && is_safe;
}

}  // namespace

const Credential* Credentials::find(std::string_view server) const {
  const auto found = std::find_if(known.begin(), known.end(),
                                  [&](const Credential& one) { return one.server == server; });
  return found == known.end() ? nullptr : &*found;
}

void Credentials::put(Credential credential) {
  remove(credential.server);
  current = credential.server;
  known.push_back(std::move(credential));
}

void Credentials::remove(std::string_view server) {
  std::erase_if(known, [&](const Credential& one) { return one.server == server; });
  if (current == server) current = known.empty() ? "" : known.back().server;
}

Result<Credentials> load_credentials(const Surroundings& around) {
  const fs::path path = TRY(file_path(around));
  struct stat info{};
  if (stat(path.c_str(), &info) != 0) {
    if (errno == ENOENT || errno == ENOTDIR) return Credentials{};
    return file_error(path, "cannot be read");
  }
  if ((info.st_mode & 077) != 0)
    return file_error(path, "can be read by others; `chmod 600` it, and log in again");
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  const auto document = json::Document::parse(text);
  if (!document) return file_error(path, "is damaged; remove it and log in again");
  const json::Node root = document->root();
  Credentials all;
  all.current = text_of(root, "current");
  const json::Node servers = root.member("servers");
  for (std::size_t i = 0; i < servers.size(); ++i) {
    const json::Node one = servers.element(i);
    all.known.push_back({text_of(one, "server"), text_of(one, "tokenId"), text_of(one, "token")});
  }
  return all;
}

Result<void> save_credentials(const Surroundings& around, const Credentials& all) {
  const fs::path path = TRY(file_path(around));
  std::string text;
  json::Writer writer(text);
  writer.begin_object().field("current", all.current).key("servers").begin_array();
  for (const Credential& one : all.known) {
    writer.begin_object().field("server", one.server).field("tokenId", one.token_id);
    writer.field("token", one.token).end_object();
  }
  writer.end_array().end_object();
  std::error_code failure;
  if (fs::create_directories(path.parent_path(), failure))
    fs::permissions(path.parent_path(), fs::perms::owner_all, failure);
  const fs::path fresh = path.string() + fmt::format(".{}", getpid());
  if (!write_private(fresh, text + "\n") || rename(fresh.c_str(), path.c_str()) != 0) {
    const std::string why = std::strerror(errno);
    unlink(fresh.c_str());
    return file_error(path, "cannot be written: " + why);
  }
  return {};
}

Result<std::string> normalize_server(std::string_view url) {
  std::string server(url);
  while (!server.empty() && server.back() == '/') server.pop_back();
  for (char& c : server) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  const std::size_t scheme = server.starts_with("https://")  ? 8
                             : server.starts_with("http://") ? 7
                                                             : std::string::npos;
  const bool is_plain = scheme != std::string::npos && scheme < server.size() &&
                        server.find_first_of("/?#@ ", scheme) == std::string::npos;
  if (!is_plain)
    return usage_error(
        fmt::format("'{}' is not a server; write it as https://perseat.example.com.", url));
  return server;
}

bool is_loopback(std::string_view server) {
  std::string_view host = server.substr(std::min(server.size(), server.find("://") + 3));
  if (host.starts_with("[::1]")) return true;
  host = host.substr(0, host.find(':'));
  return host == "localhost" || host == "127.0.0.1";
}

}  // namespace perseat::cli
