// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "sandbox_gateway/state.h"

#include "base/check.h"
#include "base/hash.h"
#include "base/time.h"

namespace perseat::sandbox_gateway {
namespace {

constexpr std::int64_t key_life_ms = 24 * hour_ms;

// Cannot be mistaken for another pair: names hold no NUL.
std::string index_text(const Metadata& entry) {
  return entry.name + std::string(1, '\0') + entry.value;
}

bool carries(const PaymentIntent& intent, const Metadata& wanted) {
  for (const Metadata& entry : intent.metadata) {
    if (entry.name == wanted.name && entry.value == wanted.value) return true;
  }
  return false;
}

const std::string& id_of(const AnyObject& object) {
  static const std::string none;
  return std::visit(
      [](const auto& snapshot) -> const std::string& {
        if constexpr (std::is_same_v<std::decay_t<decltype(snapshot)>, std::monostate>) {
          return none;
        } else {
          return snapshot->id;
        }
      },
      object);
}

}  // namespace

State::State() {
  fingerprint_key_ = random_secret();
  changes_.fingerprint_key = fingerprint_key_;
  has_changes_ = true;
}

template <class T>
Snapshot<T> State::keep(std::vector<T>& changed, Table<T>& table, T object) {
  changed.push_back(object);
  has_changes_ = true;
  auto snapshot = std::make_shared<const T>(std::move(object));
  table.put(snapshot);
  return snapshot;
}

Snapshot<Customer> State::put(Customer customer) {
  return keep(changes_.customers, customers_, std::move(customer));
}

Snapshot<PaymentMethod> State::put(PaymentMethod method) {
  return keep(changes_.payment_methods, payment_methods_, std::move(method));
}

Snapshot<PaymentIntent> State::put(PaymentIntent intent) {
  const std::size_t next = payment_intents_.rows().size();
  auto kept = keep(changes_.payment_intents, payment_intents_, std::move(intent));
  if (payment_intents_.rows().size() > next) index(*kept, next);
  return kept;
}

Snapshot<Refund> State::put(Refund refund) {
  const std::size_t next = refunds_.rows().size();
  auto kept = keep(changes_.refunds, refunds_, std::move(refund));
  if (refunds_.rows().size() > next) refunds_by_intent_.emplace(kept->payment_intent, next);
  return kept;
}

Snapshot<Token> State::put(Token token) { return keep(changes_.tokens, tokens_, std::move(token)); }

void State::put(LedgerEntry entry) {
  changes_.ledger.push_back(entry);
  has_changes_ = true;
  ledger_.push_back(std::make_shared<const LedgerEntry>(std::move(entry)));
}

// The metadata of a payment intent does not change after it was made.
void State::index(const PaymentIntent& intent, std::size_t row) {
  for (const Metadata& entry : intent.metadata)
    intents_by_metadata_.emplace(index_text(entry), row);
}

std::vector<Snapshot<PaymentIntent>> State::intents_with(const Metadata& wanted) const {
  std::vector<Snapshot<PaymentIntent>> found;
  const auto [first, last] = intents_by_metadata_.equal_range(index_text(wanted));
  for (auto at = first; at != last; ++at) {
    const auto& intent = payment_intents_.rows()[at->second];
    CHECK(carries(*intent, wanted));
    found.push_back(intent);
  }
  return found;
}

std::vector<Snapshot<Refund>> State::refunds_of(const std::string& intent) const {
  std::vector<Snapshot<Refund>> found;
  const auto [first, last] = refunds_by_intent_.equal_range(intent);
  for (auto at = first; at != last; ++at) found.push_back(refunds_.rows()[at->second]);
  return found;
}

SavedAnswer* State::find_answer(const std::string& key, std::int64_t now_ms) {
  while (!keys_by_age_.empty()) {
    const auto oldest = answers_.find(keys_by_age_.front());
    const bool is_gone = oldest == answers_.end();
    if (!is_gone && (oldest->second.is_in_flight || oldest->second.saved_ms + key_life_ms > now_ms))
      break;
    if (!is_gone) answers_.erase(oldest);
    keys_by_age_.pop_front();
  }
  const auto at = answers_.find(key);
  return at == answers_.end() ? nullptr : &at->second;
}

void State::reserve_key(const std::string& key, std::string fingerprint, std::int64_t now_ms) {
  SavedAnswer answer;
  answer.fingerprint = std::move(fingerprint);
  answer.saved_ms = now_ms;
  const bool is_new = answers_.emplace(key, std::move(answer)).second;
  CHECK(is_new);
}

void State::forget_key(const std::string& key) { answers_.erase(key); }

void State::save_answer(const std::string& key, const SavedAnswer& answer) {
  changes_.key = KeyRecord{key,
                           answer.fingerprint,
                           answer.saved_ms,
                           answer.is_server_error,
                           id_of(answer.object),
                           answer.decline};
  has_changes_ = true;
  answers_[key] = answer;
  keys_by_age_.push_back(key);
}

std::string State::take_record() {
  if (!has_changes_) return {};
  std::string line = encode_record(changes_);
  changes_ = {};
  has_changes_ = false;
  return line;
}

Result<void> State::replay(std::string_view line) {
  const Record record = TRY(decode_record(line));
  if (!record.fingerprint_key.empty()) fingerprint_key_ = record.fingerprint_key;
  apply(record);
  if (record.key) restore_key(*record.key);
  changes_ = {};
  has_changes_ = false;
  return {};
}

void State::apply(const Record& record) {
  for (const auto& customer : record.customers) put(customer);
  for (const auto& method : record.payment_methods) put(method);
  for (const auto& intent : record.payment_intents) put(intent);
  for (const auto& refund : record.refunds) put(refund);
  for (const auto& token : record.tokens) put(token);
  for (const auto& entry : record.ledger) put(entry);
}

void State::restore_key(const KeyRecord& key) {
  SavedAnswer answer;
  answer.fingerprint = key.fingerprint;
  answer.saved_ms = key.saved_ms;
  answer.is_in_flight = false;
  answer.is_server_error = key.is_server_error;
  answer.object = find_any(key.object);
  answer.decline = key.decline;
  save_answer(key.key, answer);
}

AnyObject State::find_any(const std::string& id) const {
  if (auto found = customers_.find(id)) return found;
  if (auto found = payment_methods_.find(id)) return found;
  if (auto found = payment_intents_.find(id)) return found;
  if (auto found = refunds_.find(id)) return found;
  if (auto found = tokens_.find(id)) return found;
  return {};
}

}  // namespace perseat::sandbox_gateway
