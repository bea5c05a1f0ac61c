// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// One line of the journal: all that one request changed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_struct.h"
#include "base/result.h"
#include "sandbox_gateway/objects.h"

namespace perseat::sandbox_gateway {

struct KeyRecord {
  std::string key;
  std::string fingerprint;
  std::int64_t saved_ms = 0;
  bool is_server_error = false;
  std::string object;  // id of the object that was answered, as this line leaves it
  std::optional<Decline> decline;
};
BOOST_DESCRIBE_STRUCT(KeyRecord, (), (key, fingerprint, saved_ms, is_server_error, object, decline))

struct Record {
  std::string fingerprint_key;  // in the first line only
  std::vector<Customer> customers;
  std::vector<PaymentMethod> payment_methods;
  std::vector<PaymentIntent> payment_intents;
  std::vector<Refund> refunds;
  std::vector<Token> tokens;
  std::vector<LedgerEntry> ledger;
  std::optional<KeyRecord> key;
};
BOOST_DESCRIBE_STRUCT(Record, (),
                      (fingerprint_key, customers, payment_methods, payment_intents, refunds,
                       tokens, ledger, key))

[[nodiscard]] std::string encode_record(const Record& record);
[[nodiscard]] Result<Record> decode_record(std::string_view line);

}  // namespace perseat::sandbox_gateway
