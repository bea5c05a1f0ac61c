// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "main/web_folder.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace perseat {
namespace {

namespace fs = std::filesystem;

TEST(WebFolder, IsLookedForWhereItIsBuiltThenWhereItIsInstalled) {
  const fs::path root = fs::temp_directory_path() /
                        ("perseat-beside-" + std::to_string(static_cast<long>(::getpid())));
  const fs::path program = root / "build/release/bin";
  const fs::path built = root / "build/web";
  const fs::path installed = root / "build/release/share/perseat/web";
  fs::create_directories(program);
  EXPECT_EQ(web_folder_beside(program), "");
  for (const fs::path& folder : {installed, built}) {
    fs::create_directories(folder);
    EXPECT_NE(web_folder_beside(program), folder.string()) << "an empty folder is no web app";
    std::ofstream(folder / "index.html") << "page";
    EXPECT_EQ(web_folder_beside(program), folder.string());
  }
  fs::remove_all(root);
}

TEST(WebFolder, IsReadWithAllThatIsInIt) {
  const fs::path folder =
      fs::temp_directory_path() / ("perseat-web-" + std::to_string(static_cast<long>(::getpid())));
  fs::create_directories(folder / "assets");
  const auto refusal = [&] { return read_web_folder(folder.string()).error().detail; };
  EXPECT_NE(refusal().find("index.html"), std::string::npos);
  const std::string bytes("\0\xff\n", 3);
  std::ofstream(folder / "index.html") << "page";
  std::ofstream(folder / "assets/app.bin", std::ios::binary) << bytes;
  const auto contents = read_web_folder(folder.string());
  ASSERT_TRUE(contents.has_value());
  EXPECT_EQ(*contents, (http::WebContents{{"/index.html", "page"}, {"/assets/app.bin", bytes}}));
  std::ofstream(folder / "video.bin") << std::string(65 * 1024 * 1024, 'x');
  EXPECT_NE(refusal().find("64 MiB"), std::string::npos);
  fs::remove_all(folder);
  EXPECT_FALSE(read_web_folder(folder.string()).has_value());
}

TEST(WebFolder, IsTheOneThatIsNamed) {
  EXPECT_EQ(web_folder_of("none"), "");
  EXPECT_EQ(web_folder_of("/srv/web"), "/srv/web");
}

}  // namespace
}  // namespace perseat
