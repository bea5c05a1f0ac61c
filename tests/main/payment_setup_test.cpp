// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "main/payment_setup.h"

#include <gtest/gtest.h>

#include <string>

namespace perseat {
namespace {

Config with(std::string key, std::string fields_url) {
  Config config;
  config.gateway_publishable_key = std::move(key);
  config.gateway_fields_url = std::move(fields_url);
  return config;
}

TEST(PaymentSetup, IsThatOfTheGatewayInUse) {
  struct Row {
    Config config;
    std::string sandbox_url;
    bool is_sandbox;
    std::string key;
    std::string fields_url;
  };
  const Row rows[] = {
      {with("", ""), "http://127.0.0.1:9", true, "pk_test_sandbox", "http://127.0.0.1:9/fields"},
      {with("pk_test_a", "https://cards.example/fields"), "http://127.0.0.1:9", true, "pk_test_a",
       "https://cards.example/fields"},
      {with("", "http://cards.example/fields"), "", true, "pk_test_sandbox",
       "http://cards.example/fields"},
      {with("pk_live_a", ""), "", false, "pk_live_a", ""},
      {with("", ""), "", false, "", ""}};
  for (const Row& row : rows) {
    const auto setup = payment_setup_of(row.config, row.sandbox_url);
    ASSERT_TRUE(setup.has_value()) << row.fields_url;
    EXPECT_EQ(setup->is_sandbox, row.is_sandbox);
    EXPECT_EQ(setup->publishable_key, row.key);
    EXPECT_EQ(setup->fields_url, row.fields_url);
  }
}

TEST(PaymentSetup, RefusesWhatBrowsersMayNotSee) {
  for (const std::string key : {"sk_live_secret", "rk_live_secret", "secret", " pk_live_a"}) {
    const auto setup = payment_setup_of(with(key, ""), "");
    ASSERT_FALSE(setup.has_value()) << key;
    EXPECT_EQ(setup.error().reason, "gatewayMisconfigured");
    EXPECT_EQ(setup.error().detail.find("secret"), std::string::npos) << "the key is told";
  }
}

TEST(PaymentSetup, RefusesAnAddressThatCouldChangeAPolicy) {
  for (const std::string url : {"cards.example/fields", "javascript:alert(1)", "//cards.example",
                                "http://a; script-src *", "http://a b", "http://a,b", "http://'a'"})
    EXPECT_FALSE(payment_setup_of(with("", url), "").has_value()) << url;
}

TEST(CardOrigins, AreTheSandboxByBothNamesOfThisMachine) {
  const std::pair<std::string, std::string> rows[] = {
      {"http://127.0.0.1:9/fields", "http://127.0.0.1:9 http://localhost:9"},
      {"http://localhost:9/fields", "http://localhost:9 http://127.0.0.1:9"},
      {"https://cards.example/sandbox/fields", "https://cards.example"},
      {"https://cards.example:8443", "https://cards.example:8443"}};
  for (const auto& [url, frames] : rows) {
    const auto origins = card_origins({.publishable_key = "pk_test_a", .fields_url = url});
    EXPECT_EQ(origins.frames, frames);
    EXPECT_EQ(origins.scripts, "");
    EXPECT_EQ(origins.connections, "");
  }
}

TEST(CardOrigins, AreTheGatewaysOwnWhereItIsNoSandbox) {
  const auto origins =
      card_origins({.is_sandbox = false, .publishable_key = "pk_live_a", .fields_url = {}});
  EXPECT_NE(origins.scripts.find("https://js.stripe.com"), std::string::npos);
  EXPECT_NE(origins.frames.find("https://js.stripe.com"), std::string::npos);
  EXPECT_EQ(origins.connections, "https://api.stripe.com");
}

}  // namespace
}  // namespace perseat
