// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What a restart finds, and what must never be found in the journal.
#include <filesystem>
#include <fstream>
#include <sstream>

#include "sandbox_gateway/cards.h"
#include "sandbox_gateway/sandbox_fixture.h"

namespace perseat::sandbox_gateway {
namespace {

using ports::ChargeStatus;

class JournalTest : public SandboxTest {
 protected:
  void SetUp() override {
    std::string folder = (std::filesystem::temp_directory_path() / "perseat-XXXXXX").string();
    ASSERT_NE(mkdtemp(folder.data()), nullptr);
    folder_ = folder;
    restart();
  }
  void TearDown() override {
    stop();
    std::filesystem::remove_all(folder_);
  }
  void restart() {
    stop();
    Options options;
    options.data_file = file();
    start(options);
  }
  [[nodiscard]] std::string file() const { return folder_ + "/journal"; }
  [[nodiscard]] std::string content() const {
    std::ifstream stream(file(), std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
  }
  void write(const std::string& text) const {
    std::ofstream(file(), std::ios::binary | std::ios::trunc) << text;
  }

 private:
  std::string folder_;
};

TEST_F(JournalTest, ARestartKnowsWhatWasChargedAndKept) {
  const std::string buyer = customer();
  const std::string card = card_of(buyer, tokenize("4000004100000003"));
  auto request = charge_request(buyer, card, euro(1'500));
  const auto paid = gateway().charge(request);
  ASSERT_TRUE(paid);
  const ports::RefundRequest part{next_attempt(), paid->payment_reference, euro(400), {}, false};
  ASSERT_TRUE(gateway().refund(part));
  const auto before = ledger();
  restart();
  EXPECT_EQ(ledger(), before);
  // Same keys, same answers: neither moves money again.
  const auto again = gateway().charge(request);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->status, ChargeStatus::succeeded);
  EXPECT_EQ(again->payment_reference, paid->payment_reference);
  ASSERT_TRUE(gateway().refund(part));
  EXPECT_EQ(ledger(), before);
  const auto found = gateway().find_charge(request.attempt);
  ASSERT_TRUE(found && *found);
  // The rest of the charge is what can still be refunded.
  const auto too_much =
      gateway().refund({next_attempt(), paid->payment_reference, euro(1'101), {}, false});
  EXPECT_EQ(too_much.error().reason, "amountTooLarge");
  const auto next = gateway().charge(charge_request(buyer, card, euro(10)));
  ASSERT_TRUE(next);
  EXPECT_EQ(next->status, ChargeStatus::succeeded);
}

TEST_F(JournalTest, ARestartRepeatsTheAnswerAsItWas) {
  const std::string buyer = customer();
  const std::string card = card_of(buyer, "pm_card_visa");
  const auto client = [&] { return server_client(); };
  gateway_stripe::FormText form;
  form.add("amount", "500").add("currency", "eur").add("customer", buyer);
  form.add("payment_method", card);
  const auto created = client().post("/v1/payment_intents", form, "key-1");
  ASSERT_EQ(created.status, 200);
  const std::string id(created.root().member("id").text().value());
  ASSERT_EQ(client().post("/v1/payment_intents/" + id + "/confirm", {}, "key-2").status, 200);
  restart();
  const auto replayed = client().post("/v1/payment_intents", form, "key-1");
  EXPECT_TRUE(replayed.is_replayed);
  EXPECT_EQ(replayed.root().dump(), created.root().dump());
}

TEST_F(JournalTest, AChargeWhoseAnswerWasLostSurvives) {
  const std::string buyer = customer();
  const auto request = charge_request(buyer, card_of(buyer, "pm_card_visa"), euro(900));
  order_fault("payment_intents.confirm", "answer_lost");
  ASSERT_EQ(gateway().charge(request)->status, ChargeStatus::unknown);
  restart();
  const auto found = gateway().find_charge(request.attempt);
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->status, ChargeStatus::succeeded);
  EXPECT_EQ(ledger().size(), 1U);
}

TEST_F(JournalTest, CardsAreRecognizedOverARestart) {
  const auto fingerprint = [&] {
    const auto reply = server_client().get("/v1/payment_methods/" + tokenize("4242424242424242"));
    return std::string(reply.root().member("card").member("fingerprint").text().value_or(""));
  };
  const std::string before = fingerprint();
  restart();
  EXPECT_FALSE(before.empty());
  EXPECT_EQ(fingerprint(), before);
}

TEST_F(JournalTest, NeitherCardNumbersNorSecurityCodesAreWritten) {
  const std::vector<std::string> numbers{"4242424242424242", "4000004100000003", "5555555555554444",
                                         "4000000000009995", "378282246310005"};
  const std::string buyer = customer();
  for (const std::string& number : numbers) {
    gateway_stripe::FormText form;
    form.add("type", "card").add("card[number]", number).add("card[cvc]", "987");
    form.add("card[exp_month]", "11").add("card[exp_year]", "2040");
    const auto made = browser_client().post("/v1/payment_methods", form, "key-" + number.substr(9));
    ASSERT_EQ(made.status, 200);
    EXPECT_EQ(made.root().dump().find(number), std::string::npos);
    const std::string token(made.root().member("id").text().value());
    const auto kept = gateway().attach_payment_method(buyer, token);
    EXPECT_TRUE(kept || kept.error().detail.find(number) == std::string::npos);
    const auto outcome = gateway().charge(charge_request(buyer, token, euro(100)));
    EXPECT_TRUE(outcome || outcome.error().detail.find(number) == std::string::npos);
  }
  const std::string written = content();
  EXPECT_NE(written.find("\"last4\":\"4242\""), std::string::npos);
  for (const std::string& number : numbers)
    EXPECT_EQ(written.find(number), std::string::npos) << number;
  EXPECT_EQ(written.find("\"987\""), std::string::npos);
}

TEST_F(JournalTest, CardNumbersInOtherFieldsAreRefusedUnrepeated) {
  const std::string number = "4242424242424242";
  for (const std::string field :
       {"name", "description", "metadata[note]", "card", number.c_str()}) {
    gateway_stripe::FormText form;
    form.add(field, field == number ? "x" : number);
    const auto refused = server_client().post("/v1/customers", form, {});
    EXPECT_EQ(refused.status, 400) << field;
    EXPECT_EQ(refused.root().dump().find(number), std::string::npos) << field;
  }
  EXPECT_EQ(content().find(number), std::string::npos);
}

TEST_F(JournalTest, ALineThatACrashCutOffIsDropped) {
  const std::string buyer = customer();
  const std::string card = card_of(buyer, "pm_card_visa");
  ASSERT_TRUE(gateway().charge(charge_request(buyer, card, euro(100))));
  stop();
  const std::string whole = content();
  ASSERT_TRUE(gateway().create_customer({{}, "nobody"}).error().code == ErrorCode::unavailable);
  for (const std::size_t cut : {1U, 5U, 200U}) {
    write(whole.substr(0, whole.size() - cut));
    restart();
    // The last line was the confirmation: without it nothing was charged, and all else is there.
    EXPECT_TRUE(ledger().empty());
    EXPECT_TRUE(gateway().charge(charge_request(buyer, card, euro(100))));
    EXPECT_EQ(ledger().size(), 1U);
    stop();
  }
}

TEST_F(JournalTest, AJournalDamagedInTheMiddleIsRefused) {
  ASSERT_FALSE(customer().empty());
  ASSERT_FALSE(customer().empty());
  stop();
  std::string damaged = content();
  damaged[60] = static_cast<char>(damaged[60] ^ 1);
  write(damaged);
  Options options;
  options.data_file = file();
  const auto started = SandboxGateway::start(options);
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error().reason, "journalDamaged");
}

TEST_F(JournalTest, OneProcessAtATimeUsesAJournal) {
  Options options;
  options.data_file = file();
  const auto second = SandboxGateway::start(options);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().reason, "journalInUse");
}

}  // namespace
}  // namespace perseat::sandbox_gateway
