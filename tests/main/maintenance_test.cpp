// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "main/maintenance.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdio>
#include <filesystem>
#include <string>

#include "adapters/sqlite/sqlite_database.h"
#include "support/samples.h"

namespace perseat {
namespace {

class Maintenance : public testing::Test {
 protected:
  Maintenance() : out_(std::tmpfile()) {
    options_.storage.data_folder = folder().string();
    options_.out = out_;
  }
  ~Maintenance() override { std::fclose(out_); }

  [[nodiscard]] std::filesystem::path folder() const {
    return std::filesystem::path(harness_.database_file()).parent_path();
  }
  [[nodiscard]] std::string copy() const { return (folder() / "copy.db").string(); }
  void damage(const std::string& sql) {
    harness_.leaves_damage();
    const auto writer = *harness_.database().connect_writer();
    ASSERT_TRUE(writer->run_script("pragma foreign_keys = off;" + sql).has_value());
  }
  std::string printed() {
    std::rewind(out_);
    std::string text(10'000, '\0');
    text.resize(std::fread(text.data(), 1, text.size(), out_));
    return text;
  }

  test::Harness harness_{test::Engine::sqlite};
  const test::World world_ = test::make_world(harness_);
  std::FILE* out_;
  MaintenanceOptions options_;
};

TEST_F(Maintenance, FindsAHealthyDatabaseCleanWhileTheServerWorks) {
  EXPECT_EQ(*check_database(options_), exit_clean);
  EXPECT_EQ(*verify_audit_log(options_, std::nullopt), exit_clean);
}

TEST_F(Maintenance, TellsViolationsByRuleAndIdWithoutAddresses) {
  damage("update user_account set email = 'hidden@example.test'");
  EXPECT_EQ(*check_database(options_), exit_violations);
  const std::string text = printed();
  EXPECT_NE(text.find("loginIsOfAPerson"), std::string::npos);
  EXPECT_NE(text.find(world_.buyer.text()), std::string::npos);
  EXPECT_EQ(text.find('@'), std::string::npos);
}

TEST_F(Maintenance, TellsBrokenForeignKeys) {
  damage("delete from organization");
  EXPECT_EQ(*check_database(options_), exit_violations);
  EXPECT_NE(printed().find("without their organization"), std::string::npos);
}

TEST_F(Maintenance, PrintsJsonWhenAsked) {
  options_.output = Output::json;
  damage("delete from login");
  EXPECT_EQ(*check_database(options_), exit_violations);
  EXPECT_TRUE(printed().starts_with(R"({"ok":false,"summary":)")) << printed();
}

TEST_F(Maintenance, TellsThatTheAuditLogWasChanged) {
  damage("update audit_head set sequence = 5");
  EXPECT_EQ(*verify_audit_log(options_, std::nullopt), exit_violations);
  EXPECT_EQ(*verify_audit_log(options_, world_.org), exit_violations);
}

TEST_F(Maintenance, CopiesTheDatabaseForItsOwnerOnly) {
  ASSERT_EQ(*back_up_database(options_, copy()), exit_clean);
  struct stat info{};
  ASSERT_EQ(stat(copy().c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777U, 0600U);
  const auto database = *sqlite::open(copy());
  const auto reader = *database->connect_reader();
  static const ports::Sql count{"select count(*) from user_account"};
  std::int64_t people = 0;
  ASSERT_TRUE(reader->query(count, {}, [&](const ports::Row& row) { people = row.integer(0); })
                  .has_value());
  EXPECT_EQ(people, 6);
}

TEST_F(Maintenance, NeverCopiesOverAFile) {
  ASSERT_EQ(*back_up_database(options_, copy()), exit_clean);
  EXPECT_EQ(back_up_database(options_, copy()).error().reason, "fileExists");
}

TEST_F(Maintenance, DoesNotMakeADatabaseThatIsNotThere) {
  options_.storage.data_folder = (folder() / "nowhere").string();
  EXPECT_FALSE(check_database(options_).has_value());
  EXPECT_FALSE(std::filesystem::exists(options_.storage.data_folder));
}

}  // namespace
}  // namespace perseat
