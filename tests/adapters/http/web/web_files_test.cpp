// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/http/web/web_files.h"

#include <gtest/gtest.h>

#include <string>

namespace perseat::http {
namespace {

std::string codings_of(const WebFile& file) {
  std::string codings;
  for (const WebFile::Variant& variant : file.variants)
    codings += std::string(variant.coding) + ":" + variant.body + " ";
  return codings;
}

TEST(WebFiles, AreWhatTheFolderHolds) {
  const WebFiles files({{"/index.html", "page"},
                        {"/assets/app-1.js", "script"},
                        {"/assets/app-1.js.br", "b"},
                        {"/assets/app-1.js.gz", "g"},
                        {"/docs/swagger-ui.css", "style"},
                        {"/docs/swagger-ui.css.gz", "g2"},
                        {"/assets/data.gz", "not a variant"},
                        {"/assets/odd.bin", std::string("\0\xff", 2)}});
  struct Row {
    std::string path;
    std::string type;
    bool is_immutable;
    std::string codings;
  };
  const Row rows[] = {
      {"/index.html", "text/html; charset=utf-8", false, "identity:page "},
      {"/assets/app-1.js", "text/javascript; charset=utf-8", true, "br:b gzip:g identity:script "},
      {"/docs/swagger-ui.css", "text/css; charset=utf-8", false, "gzip:g2 identity:style "},
      {"/assets/data.gz", "application/octet-stream", true, "identity:not a variant "},
      {"/assets/odd.bin", "application/octet-stream", true,
       "identity:" + std::string("\0\xff", 2) + " "}};
  for (const Row& row : rows) {
    const WebFile* const file = files.find(row.path);
    ASSERT_NE(file, nullptr) << row.path;
    EXPECT_EQ(file->content_type, row.type) << row.path;
    EXPECT_EQ(file->is_immutable, row.is_immutable) << row.path;
    EXPECT_EQ(codings_of(*file), row.codings) << row.path;
  }
}

TEST(WebFiles, AreFoundByTheirExactNameOnly) {
  const WebFiles files({{"/index.html", "page"}, {"/assets/app.js", "a"}});
  for (const std::string path :
       {"", "/", "index.html", "/index.html/", "//index.html", "/assets", "/assets/",
        "/assets/../index.html", "/./index.html", "/assets/app.js.br", "/assets/%61pp.js",
        "/../names/index.html", "/Index.html"})
    EXPECT_EQ(files.find(path), nullptr) << path;
}

TEST(WebFiles, DifferInTheirTagsByContent) {
  const WebFiles files({{"/index.html", "page"}, {"/a.txt", "page"}, {"/b.txt", "other"}});
  const auto etag = [&](const char* path) { return files.find(path)->variants.front().etag; };
  EXPECT_EQ(etag("/index.html"), etag("/a.txt"));
  EXPECT_NE(etag("/a.txt"), etag("/b.txt"));
  EXPECT_TRUE(etag("/a.txt").starts_with('"') && etag("/a.txt").ends_with('"'));
}

}  // namespace
}  // namespace perseat::http
