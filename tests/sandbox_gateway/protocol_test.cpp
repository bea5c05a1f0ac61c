// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The protocol itself, without sockets: keys, parameters, idempotency, browsers.
#include <gtest/gtest.h>

#include "base/json.h"
#include "sandbox_gateway/api.h"

namespace perseat::sandbox_gateway {
namespace {

constexpr const char* secret = "Bearer sk_test_perseat";
constexpr const char* publishable = "Bearer pk_test_perseat";

class Protocol : public testing::Test {
 protected:
  void SetUp() override { open({}); }

  void open(ApiOptions options) {
    auto api = Api::open(std::move(options));
    ASSERT_TRUE(api);
    api_ = std::move(api).value();
  }

  net::Response call(std::string method, std::string target, std::string body,
                     net::Headers headers) {
    net::Request request;
    request.method = std::move(method);
    request.target = std::move(target);
    request.body = std::move(body);
    request.headers = std::move(headers);
    if (!request.body.empty())
      request.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
    answer_.reset();
    api_->handle(std::move(request), [this](net::Response&& response) { answer_ = response; });
    return answer_.value_or(net::Response{});
  }
  net::Response post(std::string target, std::string body, const std::string& key = "") {
    net::Headers headers{{"Authorization", secret}};
    if (!key.empty()) headers.emplace_back("Idempotency-Key", key);
    return call("POST", std::move(target), std::move(body), std::move(headers));
  }
  net::Response get(std::string target) {
    return call("GET", std::move(target), "", {{"Authorization", secret}});
  }
  [[nodiscard]] bool was_answered() const { return answer_.has_value(); }

  static std::string member(const net::Response& response, std::string_view name) {
    const auto document = json::Document::parse(response.body);
    if (!document) return "";
    return std::string(document->root().member(name).text().value_or(""));
  }
  static std::string error(const net::Response& response, std::string_view name) {
    const auto document = json::Document::parse(response.body);
    if (!document || !document->root().member("error").is_object()) return "";
    const json::Node found = document->root().member("error").member(name);
    return found.exists() ? std::string(found.text().value_or("")) : "";
  }
  static std::string header(const net::Response& response, std::string_view name) {
    for (const auto& [known, value] : response.headers) {
      if (known == name) return value;
    }
    return "";
  }

 private:
  std::unique_ptr<Api> api_;
  std::optional<net::Response> answer_;
};

TEST_F(Protocol, KeysDecideWhoMayCall) {
  struct Row {
    std::string_view authorization;
    int status;
  };
  const Row rows[] = {{"", 401},
                      {"Bearer sk_live_real", 401},
                      {"Bearer sk_test_", 401},
                      {"Basic !!!", 401},
                      {"Bearer pk_test_x", 403},
                      {"Bearer sk_test_x", 200},
                      {"bearer sk_test_x", 200},
                      {"Basic c2tfdGVzdF94Og==", 200}};  // sk_test_x:
  for (const Row& row : rows) {
    const auto response =
        call("POST", "/v1/customers", "", {{"Authorization", std::string(row.authorization)}});
    EXPECT_EQ(response.status, row.status) << row.authorization;
    EXPECT_EQ(header(response, "Request-Id").substr(0, 4), "req_");
  }
}

TEST_F(Protocol, AConfiguredKeyIsTheOnlyOne) {
  ApiOptions options;
  options.secret_key = "sk_test_only";
  open(options);
  EXPECT_EQ(post("/v1/customers", "").status, 401);
  EXPECT_EQ(get("/sandbox/ledger").status, 401);
  const net::Headers right{{"Authorization", "Bearer sk_test_only"}};
  EXPECT_EQ(call("POST", "/v1/customers", "", right).status, 200);
  EXPECT_EQ(call("GET", "/sandbox/health", "", {}).status, 200);
}

TEST_F(Protocol, UnknownPathsAndMethodsAreTold) {
  EXPECT_EQ(get("/v1/nothing").status, 404);
  EXPECT_EQ(get("/v1/payment_methods/").status, 404);
  EXPECT_EQ(get("/v1/payment_methods/a/b").status, 404);
  EXPECT_EQ(call("DELETE", "/v1/customers", "", {{"Authorization", secret}}).status, 400);
  EXPECT_EQ(get("/v1/customers/cus_unheard").status, 404);
  EXPECT_EQ(error(get("/v1/customers/cus_unheard"), "code"), "resource_missing");
}

TEST_F(Protocol, WrongParametersAreNamed) {
  struct Row {
    std::string_view path, form, code, param;
  };
  const Row rows[] = {
      {"/v1/payment_intents", "currency=eur", "parameter_missing", "amount"},
      {"/v1/payment_intents", "amount=5", "parameter_missing", "currency"},
      {"/v1/payment_intents", "amount=x&currency=eur", "parameter_invalid_integer", "amount"},
      {"/v1/payment_intents", "amount=1.5&currency=eur", "parameter_invalid_integer", "amount"},
      {"/v1/payment_intents", "amount=0&currency=eur", "amount_too_small", "amount"},
      {"/v1/payment_intents", "amount=5&currency=EUR", "parameter_invalid", "currency"},
      {"/v1/payment_intents", "amount=5&currency=eur&customer=cus_x", "resource_missing",
       "customer"},
      {"/v1/payment_intents", "amount=5&currency=eur&colour=red", "parameter_unknown", "colour"},
      {"/v1/payment_intents", "amount=5&currency=eur&confirm=maybe", "parameter_invalid",
       "confirm"},
      {"/v1/payment_intents", "amount=5&currency=eur&capture_method=manual", "parameter_invalid",
       "capture_method"},
      {"/v1/payment_methods", "type=bank", "parameter_invalid", "type"},
      {"/v1/refunds", "amount=5", "parameter_missing", "payment_intent"},
  };
  for (const Row& row : rows) {
    const auto response = post(std::string(row.path), std::string(row.form));
    EXPECT_EQ(response.status, 400) << row.form;
    EXPECT_EQ(error(response, "type"), "invalid_request_error") << row.form;
    EXPECT_EQ(error(response, "code"), row.code) << row.form;
    EXPECT_EQ(error(response, "param"), row.param) << row.form;
  }
}

TEST_F(Protocol, WrongCardDetailsAreCardErrors) {
  struct Row {
    std::string_view form, code;
  };
  const Row rows[] = {
      {"card[number]=4242424242424241&card[exp_month]=1&card[exp_year]=2050", "incorrect_number"},
      {"card[number]=4242424242424242&card[exp_month]=13&card[exp_year]=2050",
       "invalid_expiry_month"},
      {"card[number]=4242424242424242&card[exp_month]=1&card[exp_year]=2020",
       "invalid_expiry_year"},
      {"card[number]=4242424242424242&card[exp_month]=1&card[exp_year]=2050&card[cvc]=12",
       "invalid_cvc"},
      {"card[number]=4242424242424242&card[exp_month]=1&card[exp_year]=2050&card[cvc]=1234",
       "invalid_cvc"},
  };
  for (const Row& row : rows) {
    const auto response = post("/v1/payment_methods", "type=card&" + std::string(row.form));
    EXPECT_EQ(response.status, 402) << row.form;
    EXPECT_EQ(error(response, "type"), "card_error") << row.form;
    EXPECT_EQ(error(response, "code"), row.code) << row.form;
  }
}

TEST_F(Protocol, TheSameKeyAndParametersRepeatTheAnswer) {
  const auto first = post("/v1/customers", "name=Alder", "key");
  const auto again = post("/v1/customers", "name=Alder", "key");
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(header(first, "Idempotent-Replayed"), "");
  EXPECT_EQ(header(again, "Idempotent-Replayed"), "true");
  EXPECT_NE(post("/v1/customers", "name=Alder", "other").body, first.body);
}

TEST_F(Protocol, TheSameKeyWithOtherParametersIsRefused) {
  ASSERT_EQ(post("/v1/customers", "name=Alder", "key").status, 200);
  for (const auto& response : {post("/v1/customers", "name=Birch", "key"),
                               post("/v1/payment_methods", "name=Alder", "key")}) {
    EXPECT_EQ(response.status, 400);
    EXPECT_EQ(error(response, "type"), "idempotency_error");
  }
}

TEST_F(Protocol, ATwinInFlightIsAConflict) {
  post("/sandbox/faults", "operation=customers.create&kind=delay&delay_ms=600000");
  post("/v1/customers", "name=Alder", "key");
  EXPECT_FALSE(was_answered());
  const auto twin = post("/v1/customers", "name=Alder", "key");
  EXPECT_EQ(twin.status, 409);
  EXPECT_EQ(error(twin, "code"), "idempotency_key_in_use");
}

TEST_F(Protocol, ARefusedRequestDoesNotUseItsKeyUp) {
  EXPECT_EQ(post("/v1/payment_intents", "amount=5", "key").status, 400);
  EXPECT_EQ(post("/v1/payment_intents", "amount=5&currency=eur", "key").status, 200);
}

TEST_F(Protocol, ADeclineIsRepeatedUnderItsKey) {
  const std::string form =
      "amount=5&currency=eur&payment_method=pm_card_chargeDeclined&confirm=true";
  const auto first = post("/v1/payment_intents", form, "key");
  EXPECT_EQ(first.status, 402);
  EXPECT_EQ(error(first, "decline_code"), "generic_decline");
  const auto again = post("/v1/payment_intents", form, "key");
  EXPECT_EQ(again.status, 402);
  EXPECT_EQ(again.body, first.body);
}

TEST_F(Protocol, BrowsersMayTokenizeFromAnyOrigin) {
  const auto allowed =
      call("OPTIONS", "/v1/payment_methods", "", {{"Origin", "https://a.example"}});
  EXPECT_EQ(allowed.status, 204);
  EXPECT_EQ(header(allowed, "Access-Control-Allow-Origin"), "*");
  const auto made =
      call("POST", "/v1/payment_methods",
           "type=card&card[number]=4242424242424242&card[exp_month]=1&card[exp_year]=2050",
           {{"Authorization", publishable}});
  EXPECT_EQ(made.status, 200);
  EXPECT_EQ(header(made, "Access-Control-Allow-Origin"), "*");
  EXPECT_EQ(call("OPTIONS", "/v1/refunds", "", {}).status, 400);
}

TEST_F(Protocol, BrowsersSeeAPaymentOnlyWithItsSecret) {
  const auto made = post("/v1/payment_intents", "amount=5&currency=eur");
  const std::string path = "/v1/payment_intents/" + member(made, "id");
  const net::Headers browser{{"Authorization", publishable}};
  EXPECT_EQ(call("GET", path, "", browser).status, 404);
  EXPECT_EQ(call("GET", path + "?client_secret=guess", "", browser).status, 404);
  EXPECT_EQ(
      call("GET", path + "?client_secret=" + member(made, "client_secret"), "", browser).status,
      200);
}

TEST_F(Protocol, ListsArePagedNewestFirst) {
  const std::string customer = member(post("/v1/customers", ""), "id");
  for (int i = 1; i <= 5; ++i)
    post("/v1/payment_intents",
         "currency=eur&customer=" + customer + "&amount=" + std::to_string(i));
  std::vector<std::int64_t> amounts;
  std::string after;
  bool has_more = true;
  while (has_more && amounts.size() < 10) {
    const auto page = get("/v1/payment_intents?limit=2&customer=" + customer +
                          (after.empty() ? "" : "&starting_after=" + after));
    ASSERT_EQ(page.status, 200);
    const auto document = json::Document::parse(page.body);
    const json::Node data = document->root().member("data");
    for (std::size_t i = 0; i < data.size(); ++i) {
      amounts.push_back(data.element(i).member("amount").integer().value());
      after = std::string(data.element(i).member("id").text().value());
    }
    has_more = document->root().member("has_more").boolean().value();
  }
  EXPECT_EQ(amounts, (std::vector<std::int64_t>{5, 4, 3, 2, 1}));
}

TEST_F(Protocol, SearchesByMetadata) {
  post("/v1/payment_intents", "amount=5&currency=eur&metadata[attempt]=a-1&metadata[org]=o");
  post("/v1/payment_intents", "amount=6&currency=eur&metadata[attempt]=a-2&metadata[org]=o");
  const auto count = [&](const std::string& query) {
    const auto found = get("/v1/payment_intents/search?query=" + query);
    const auto document = json::Document::parse(found.body);
    return found.status == 200 ? static_cast<int>(document->root().member("data").size()) : -1;
  };
  EXPECT_EQ(count("metadata['attempt']:'a-1'"), 1);
  EXPECT_EQ(count("metadata[%22attempt%22]:%22a-2%22"), 1);
  EXPECT_EQ(count("metadata['org']:'o'"), 2);
  EXPECT_EQ(count("metadata['org']:'o'%20AND%20metadata['attempt']:'a-2'"), 1);
  EXPECT_EQ(count("metadata['attempt']:'a-3'"), 0);
  EXPECT_EQ(count("status:'succeeded'"), 0);
  EXPECT_EQ(count("status:'succeeded'%20OR%20status:'canceled'"), -1);
  EXPECT_EQ(count("amount>5"), -1);
  EXPECT_EQ(count("metadata['attempt"), -1);
}

TEST_F(Protocol, StatesDecideWhatCanBeDone) {
  const auto made = post("/v1/payment_intents", "amount=5&currency=eur");
  const std::string path = "/v1/payment_intents/" + member(made, "id");
  EXPECT_EQ(member(made, "status"), "requires_payment_method");
  EXPECT_EQ(error(post(path + "/confirm", ""), "code"), "payment_intent_unexpected_state");
  EXPECT_EQ(post("/v1/refunds", "payment_intent=" + member(made, "id")).status, 400);
  EXPECT_EQ(post(path + "/confirm", "payment_method=pm_card_chargeDeclined").status, 402);
  const auto paid = post(path + "/confirm", "payment_method=pm_card_visa");
  EXPECT_EQ(member(paid, "status"), "succeeded");
  EXPECT_EQ(error(post(path + "/confirm", "payment_method=pm_card_visa"), "code"),
            "payment_intent_unexpected_state");
  EXPECT_EQ(error(post(path + "/cancel", ""), "code"), "payment_intent_unexpected_state");
}

TEST_F(Protocol, OrderedFaultsAreCheckedAndListed) {
  EXPECT_EQ(post("/sandbox/faults", "operation=nothing&kind=hang").status, 400);
  EXPECT_EQ(post("/sandbox/faults", "operation=customers.create&kind=explode").status, 400);
  EXPECT_EQ(post("/sandbox/faults", "operation=customers.create&kind=decline").status, 400);
  EXPECT_EQ(post("/sandbox/faults", "operation=*&kind=hang&times=0").status, 400);
  EXPECT_EQ(post("/sandbox/faults", "operation=*&kind=error_before&times=2").status, 200);
  EXPECT_NE(get("/sandbox/faults").body.find("\"times\":2"), std::string::npos);
  EXPECT_EQ(post("/v1/customers", "").status, 500);
  EXPECT_EQ(call("DELETE", "/sandbox/faults", "", {{"Authorization", secret}}).status, 200);
  EXPECT_EQ(post("/v1/customers", "").status, 200);
  EXPECT_EQ(call("POST", "/sandbox/faults", "operation=*&kind=hang", {}).status, 401);
}

TEST_F(Protocol, TheLedgerIsFilteredAndPaged) {
  for (const std::string attempt : {"a", "b", "a"})
    post("/v1/payment_intents",
         "amount=5&currency=eur&payment_method=pm_card_visa&confirm=true&metadata[attempt]=" +
             attempt);
  const auto total = [&](const std::string& query) {
    const auto document = json::Document::parse(get("/sandbox/ledger" + query).body);
    return document->root().member("total").integer().value_or(-1) * 10 +
           static_cast<std::int64_t>(document->root().member("data").size());
  };
  EXPECT_EQ(total(""), 33);
  EXPECT_EQ(total("?metadata[attempt]=a"), 22);
  EXPECT_EQ(total("?after=2"), 31);
  EXPECT_EQ(total("?limit=1"), 31);
  EXPECT_EQ(get("/sandbox/ledger?limit=0").status, 400);
}

TEST_F(Protocol, TheBuyersPageShowsTextsAsText) {
  const auto asked = post("/v1/payment_intents",
                          "amount=5&currency=eur&confirm=true&description=%3Cscript%3E%26&"
                          "payment_method=pm_card_authenticationRequired");
  ASSERT_EQ(member(asked, "status"), "requires_action");
  const std::size_t at = asked.body.find("/sandbox/authenticate/");
  const auto page = get(asked.body.substr(at, asked.body.find('"', at) - at));
  EXPECT_EQ(page.status, 200);
  EXPECT_NE(page.body.find("&lt;script&gt;&amp;"), std::string::npos);
  EXPECT_EQ(page.body.find("<script>"), std::string::npos);
}

}  // namespace
}  // namespace perseat::sandbox_gateway
