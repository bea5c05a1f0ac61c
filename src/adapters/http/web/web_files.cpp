// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/http/web/web_files.h"

#include <array>
#include <cstddef>
#include <utility>

#include "base/hash.h"

namespace perseat::http {
namespace {

constexpr std::size_t etag_digits = 24;
constexpr std::string_view assets = "/assets/";

constexpr std::array<std::pair<std::string_view, std::string_view>, 18> types_by_ending{{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".map", "application/json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".webp", "image/webp"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".txt", "text/plain; charset=utf-8"},
    {".md", "text/markdown; charset=utf-8"},
    {".yaml", "application/yaml"},
    {".wasm", "application/wasm"},
    {".pdf", "application/pdf"},
    {".webmanifest", "application/manifest+json"},
}};

struct CompressedEnding {
  std::string_view ending;
  std::string_view coding;
};
constexpr std::array<CompressedEnding, 2> compressed_endings{{{".br", "br"}, {".gz", "gzip"}}};

std::string_view type_of(std::string_view path) {
  for (const auto& [ending, type] : types_by_ending) {
    if (path.ends_with(ending)) return type;
  }
  return "application/octet-stream";
}

bool is_variant(const WebContents& contents, std::string_view path) {
  for (const auto& [ending, coding] : compressed_endings) {
    if (path.ends_with(ending) && contents.contains(path.substr(0, path.size() - ending.size())))
      return true;
  }
  return false;
}

WebFile::Variant variant_of(std::string_view coding, const std::string& content) {
  return {coding, content, '"' + sha256_hex(content).substr(0, etag_digits) + '"'};
}

}  // namespace

WebFiles::WebFiles(const WebContents& contents) {
  for (const auto& [path, content] : contents) {
    if (is_variant(contents, path)) continue;
    WebFile file;
    file.content_type = type_of(path);
    file.is_immutable = path.starts_with(assets);
    for (const auto& [ending, coding] : compressed_endings) {
      const auto compressed = contents.find(path + std::string(ending));
      if (compressed != contents.end())
        file.variants.push_back(variant_of(coding, compressed->second));
    }
    file.variants.push_back(variant_of("identity", content));
    files_.emplace(path, std::move(file));
  }
}

const WebFile* WebFiles::find(std::string_view path) const {
  const auto found = files_.find(path);
  return found == files_.end() ? nullptr : &found->second;
}

}  // namespace perseat::http
