// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "sandbox_gateway/sandbox_fixture.h"

#include "adapters/gateway_stripe/wire_words.h"

namespace perseat::sandbox_gateway {

using gateway_stripe::ReplyKind;
using gateway_stripe::text_of;

void SandboxTest::start(Options options) {
  auto sandbox = SandboxGateway::start(std::move(options));
  ASSERT_TRUE(sandbox) << sandbox.error().detail;
  sandbox_ = std::move(sandbox).value();
  gateway_stripe::Options adapter;
  adapter.base_url = sandbox_->url();
  adapter.secret_key = "sk_test_perseat";
  adapter.connect_timeout_ms = total_timeout_ms;
  adapter.total_timeout_ms = total_timeout_ms;
  auto gateway = gateway_stripe::open_gateway(adapter);
  ASSERT_TRUE(gateway) << gateway.error().detail;
  gateway_ = std::move(gateway).value();
}

gateway_stripe::Client SandboxTest::client(const std::string& key) const {
  gateway_stripe::HttpOptions options;
  options.base_url = sandbox_->url();
  options.secret_key = key;
  options.protocol_version = "2024-06-20";
  return gateway_stripe::Client(options);
}

gateway_stripe::Client SandboxTest::server_client() const { return client("sk_test_perseat"); }
gateway_stripe::Client SandboxTest::browser_client() const { return client("pk_test_perseat"); }

void SandboxTest::order_fault(const std::string& operation, const std::string& kind,
                              const std::string& more) {
  gateway_stripe::FormText form;
  form.add("operation", operation).add("kind", kind);
  if (!more.empty()) form.add(more.substr(0, more.find('=')), more.substr(more.find('=') + 1));
  const auto reply = server_client().post("/sandbox/faults", form, {});
  ASSERT_EQ(reply.kind, ReplyKind::done);
}

std::vector<Moved> SandboxTest::ledger() const {
  const auto reply = server_client().get("/sandbox/ledger");
  EXPECT_EQ(reply.kind, ReplyKind::done);
  std::vector<Moved> rows;
  const json::Node data = reply.root().member("data");
  for (std::size_t i = 0; i < data.size(); ++i) {
    const json::Node row = data.element(i);
    rows.push_back({text_of(row.member("kind")), row.member("amount").integer().value_or(-1),
                    text_of(row.member("currency")), text_of(row.member("idempotency_key"))});
  }
  return rows;
}

std::string SandboxTest::customer() {
  const OrgId org = ids_.make<OrgId>({1'700'000'000'000});
  auto made = gateway().create_customer({org, "Alder Street Bakery"});
  EXPECT_TRUE(made);
  return made ? *made : "";
}

std::string SandboxTest::tokenize(const std::string& number) const {
  gateway_stripe::FormText form;
  form.add("type", "card").add("card[number]", number).add("card[cvc]", "123");
  form.add("card[exp_month]", "11").add("card[exp_year]", "2040");
  form.add("billing_details[name]", "Jo Alder");
  const auto reply = browser_client().post("/v1/payment_methods", form, {});
  EXPECT_EQ(reply.kind, ReplyKind::done);
  return reply.kind == ReplyKind::done ? text_of(reply.root().member("id")) : "";
}

std::string SandboxTest::card_of(const std::string& customer, const std::string& token) {
  const auto card = gateway().attach_payment_method(customer, token);
  EXPECT_TRUE(card) << token;
  return card ? card->token : "";
}

ports::ChargeRequest SandboxTest::charge_request(const std::string& customer,
                                                 const std::string& card, Money amount) {
  ports::ChargeRequest request;
  request.attempt = next_attempt();
  request.customer = customer;
  request.payment_method_token = card;
  request.amount = amount;
  request.description = "Seats";
  request.org = ids_.make<OrgId>({1'700'000'000'000});
  request.invoice = ids_.make<InvoiceId>({1'700'000'000'000});
  return request;
}

}  // namespace perseat::sandbox_gateway
