// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Everything the sandbox knows, in memory. What a request changes is gathered into one record for
// the journal, so that a restart finds all of it or nothing.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "sandbox_gateway/objects.h"
#include "sandbox_gateway/record.h"

namespace perseat::sandbox_gateway {

// Objects of one kind in the order they were made.
template <class T>
class Table {
 public:
  [[nodiscard]] Snapshot<T> find(std::string_view id) const {
    const auto at = row_of_.find(std::string(id));
    return at == row_of_.end() ? nullptr : rows_[at->second];
  }
  // Adds the object or replaces the one with its id.
  void put(Snapshot<T> object) {
    const auto [at, is_new] = row_of_.try_emplace(object->id, rows_.size());
    if (is_new) {
      rows_.push_back(std::move(object));
    } else {
      rows_[at->second] = std::move(object);
    }
  }
  [[nodiscard]] const std::vector<Snapshot<T>>& rows() const { return rows_; }

 private:
  std::vector<Snapshot<T>> rows_;
  std::unordered_map<std::string, std::size_t> row_of_;
};

// The answer kept under an idempotency key.
struct SavedAnswer {
  std::string fingerprint;  // of method, path and parameters
  std::int64_t saved_ms = 0;
  bool is_in_flight = true;
  bool is_server_error = false;
  AnyObject object;
  std::optional<Decline> decline;
};

class State {
 public:
  State();

  Snapshot<Customer> put(Customer customer);
  Snapshot<PaymentMethod> put(PaymentMethod method);
  Snapshot<PaymentIntent> put(PaymentIntent intent);
  Snapshot<Refund> put(Refund refund);
  Snapshot<Token> put(Token token);
  void put(LedgerEntry entry);

  [[nodiscard]] const Table<Customer>& customers() const { return customers_; }
  [[nodiscard]] const Table<PaymentMethod>& payment_methods() const { return payment_methods_; }
  [[nodiscard]] const Table<PaymentIntent>& payment_intents() const { return payment_intents_; }
  [[nodiscard]] const Table<Refund>& refunds() const { return refunds_; }
  [[nodiscard]] const Table<Token>& tokens() const { return tokens_; }
  [[nodiscard]] const std::vector<Snapshot<LedgerEntry>>& ledger() const { return ledger_; }
  [[nodiscard]] std::string_view fingerprint_key() const { return fingerprint_key_; }

  // Payment intents that carry this metadata, oldest first.
  [[nodiscard]] std::vector<Snapshot<PaymentIntent>> intents_with(const Metadata& wanted) const;
  [[nodiscard]] std::vector<Snapshot<Refund>> refunds_of(const std::string& intent) const;

  // The answer under a key, or nothing. Keys are forgotten after 24 hours.
  [[nodiscard]] SavedAnswer* find_answer(const std::string& key, std::int64_t now_ms);
  void reserve_key(const std::string& key, std::string fingerprint, std::int64_t now_ms);
  void forget_key(const std::string& key);
  void save_answer(const std::string& key, const SavedAnswer& answer);

  // What changed since the last call, as one line; empty if nothing did.
  [[nodiscard]] std::string take_record();
  // Applies such a line again.
  [[nodiscard]] Result<void> replay(std::string_view line);

 private:
  template <class T>
  Snapshot<T> keep(std::vector<T>& changed, Table<T>& table, T object);
  void index(const PaymentIntent& intent, std::size_t row);
  [[nodiscard]] AnyObject find_any(const std::string& id) const;
  void apply(const Record& record);
  void restore_key(const KeyRecord& key);

  Table<Customer> customers_;
  Table<PaymentMethod> payment_methods_;
  Table<PaymentIntent> payment_intents_;
  Table<Refund> refunds_;
  Table<Token> tokens_;
  std::vector<Snapshot<LedgerEntry>> ledger_;
  std::unordered_multimap<std::string, std::size_t> intents_by_metadata_;
  std::unordered_multimap<std::string, std::size_t> refunds_by_intent_;
  std::unordered_map<std::string, SavedAnswer> answers_;
  std::deque<std::string> keys_by_age_;
  std::string fingerprint_key_;
  Record changes_;
  bool has_changes_ = false;
};

}  // namespace perseat::sandbox_gateway
