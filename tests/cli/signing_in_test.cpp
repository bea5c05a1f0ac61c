// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <iterator>

#include "cli/cli_fixture.h"
#include "cli/credentials.h"

namespace perseat::cli {
namespace {

class SigningIn : public testing::Test {
 protected:
  void SetUp() override {
    server_.answer("POST /v1/session", 200, R"({"csrfToken":"csrf-1"})",
                   {{"Set-Cookie", "perseat_session=s1; Path=/; HttpOnly"}});
    server_.answer("GET /v1/me", 200, R"({"isOperator":false})");
    server_.answer("POST /v1/api-tokens", 201, R"({"id":"t1","secret":"secret-1"})");
    server_.answer("DELETE /v1/session", 204, "");
  }

  Outcome run(const std::vector<std::string>& arguments, Person person = {}) {
    person.variables["XDG_CONFIG_HOME"] = folder_.path.string();
    return run_with(arguments, person);
  }
  Outcome login() {
    return run({"login", "--server", server_.url() + "/", "--email", "minji@example.com"},
               {.answers = {"correct horse"}, .is_there = true});
  }
  [[nodiscard]] std::filesystem::path file() const {
    return folder_.path / "perseat" / "credentials.json";
  }
  [[nodiscard]] std::string content() const {
    std::ifstream stream(file());
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  }

  ConfigFolder folder_;
  CannedServer server_;
};

TEST_F(SigningIn, KeepsATokenThatOnlyTheOwnerCanRead) {
  const Outcome outcome = login();
  EXPECT_EQ(outcome.code, ExitCode::ok) << outcome.err;
  struct stat info{};
  ASSERT_EQ(stat(file().c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600U);
  EXPECT_NE(content().find("secret-1"), std::string::npos);
  EXPECT_EQ(content().find("correct horse"), std::string::npos);
  EXPECT_EQ((outcome.out + outcome.err).find("secret-1"), std::string::npos);
  EXPECT_EQ(server_.calls(),
            (std::vector<std::string>{"POST /v1/session", "GET /v1/me", "POST /v1/api-tokens",
                                      "DELETE /v1/session"}));
  EXPECT_EQ(server_.last().header("Cookie"), "perseat_session=s1");
  EXPECT_EQ(server_.last().header("X-CSRF-Token"), "csrf-1");
}

TEST_F(SigningIn, UsesTheTokenOnlyWithItsServer) {
  login();
  EXPECT_EQ(run({"whoami"}).code, ExitCode::ok);
  EXPECT_EQ(server_.last().header("Authorization"), "Bearer secret-1");
  CannedServer other;
  EXPECT_EQ(run({"whoami", "--server", other.url()}).code, ExitCode::not_signed_in);
  EXPECT_TRUE(other.calls().empty());
}

TEST_F(SigningIn, PrefersTheEnvironment) {
  login();
  run({"whoami"}, {.variables = {{"PERSEAT_TOKEN", "from-outside"}}});
  EXPECT_EQ(server_.last().header("Authorization"), "Bearer from-outside");
}

TEST_F(SigningIn, RevokesTheTokenAtTheEnd) {
  login();
  server_.answer("DELETE /v1/api-tokens/t1", 204, "");
  EXPECT_EQ(run({"logout"}).code, ExitCode::ok);
  EXPECT_EQ(server_.last().header("Authorization"), "Bearer secret-1");
  EXPECT_EQ(content().find("secret-1"), std::string::npos);
  EXPECT_EQ(run({"whoami"}).code, ExitCode::not_signed_in);
  EXPECT_EQ(run({"logout"}).code, ExitCode::not_signed_in);
}

TEST_F(SigningIn, ForgetsATokenThatIsRevokedAlready) {
  login();
  server_.answer("DELETE /v1/api-tokens/t1", 401, "{}");
  EXPECT_EQ(run({"logout"}).code, ExitCode::ok);
}

TEST_F(SigningIn, ReadsThePasswordFromStandardInput) {
  const std::vector<std::string> arguments{"login",   "--server",          server_.url(),
                                           "--email", "minji@example.com", "--password-stdin"};
  EXPECT_EQ(run(arguments, {.input = "correct horse\n"}).code, ExitCode::ok);
  EXPECT_EQ(run(arguments, {}).code, ExitCode::usage);
  EXPECT_EQ(run({"login", "--server", server_.url(), "--email", "a@b.example"}).code,
            ExitCode::usage);
}

TEST_F(SigningIn, ChangesThePassword) {
  server_.answer("PUT /v1/me/password", 204, "");
  const Outcome typed = run_at(
      server_, {"password"},
      {.answers = {"old secret", "a new long secret", "a new long secret"}, .is_there = true});
  EXPECT_EQ(typed.code, ExitCode::ok) << typed.err;
  EXPECT_EQ(server_.last().body,
            R"({"currentPassword":"old secret","newPassword":"a new long secret"})");
  EXPECT_EQ((typed.out + typed.err).find("secret"), std::string::npos);
  const Outcome piped = run_at(server_, {"password", "--password-stdin"},
                               {.input = "old secret\nanother long secret\n"});
  EXPECT_EQ(piped.code, ExitCode::ok) << piped.err;
  EXPECT_EQ(server_.last().body,
            R"({"currentPassword":"old secret","newPassword":"another long secret"})");
}

TEST_F(SigningIn, ChangesNoPasswordThatWasMistyped) {
  const Outcome mistyped = run_at(
      server_, {"password"},
      {.answers = {"old secret", "a new long secret", "a new lung secret"}, .is_there = true});
  EXPECT_EQ(mistyped.code, ExitCode::usage);
  EXPECT_EQ(run_at(server_, {"password"}, {.input = "old secret\n"}).code, ExitCode::usage);
  EXPECT_EQ(run_at(server_, {"password", "--password-stdin"}, {.input = "old secret\n"}).code,
            ExitCode::usage);
  EXPECT_TRUE(server_.calls().empty());
}

TEST_F(SigningIn, SendsNoPasswordInTheOpenOverTheNetwork) {
  const Outcome outcome =
      run({"login", "--server", "http://perseat.example.com", "--email", "a@b.c"},
          {.answers = {"x"}, .is_there = true});
  EXPECT_EQ(outcome.code, ExitCode::usage);
  EXPECT_NE(outcome.err.find("not encrypted"), std::string::npos);
}

TEST_F(SigningIn, RefusesAFileThatOthersCanRead) {
  login();
  ASSERT_EQ(chmod(file().c_str(), 0644), 0);
  const Outcome outcome = run({"whoami"});
  EXPECT_EQ(outcome.code, ExitCode::fault);
  EXPECT_NE(outcome.err.find("chmod 600"), std::string::npos);
}

TEST(NormalizeServer, TakesServersAndNothingElse) {
  EXPECT_EQ(normalize_server("HTTPS://Perseat.Example.com:8443//").value(),
            "https://perseat.example.com:8443");
  for (const char* wrong : {"", "perseat.example.com", "https://", "https://a/b", "https://u@a",
                            "ftp://a", "https://a?b"})
    EXPECT_FALSE(normalize_server(wrong)) << wrong;
  EXPECT_TRUE(is_loopback("http://127.0.0.1:8080"));
  EXPECT_TRUE(is_loopback("http://[::1]:8080"));
  EXPECT_TRUE(is_loopback("http://localhost"));
  EXPECT_FALSE(is_loopback("http://localhost.example.com"));
}

}  // namespace
}  // namespace perseat::cli
