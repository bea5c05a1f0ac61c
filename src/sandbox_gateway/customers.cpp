// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Customers, and the ids of everything.
#include "base/hash.h"
#include "sandbox_gateway/operations.h"

namespace perseat::sandbox_gateway {

std::string random_id(std::string_view prefix, std::size_t length) {
  std::string id(prefix);
  while (id.size() < prefix.size() + length) {
    for (const char c : random_secret()) {
      const bool is_alphanumeric = c != '-' && c != '_';
      if (is_alphanumeric && id.size() < prefix.size() + length) id += c;
    }
  }
  return id;
}

Result<Answer> create_customer(Call& call) {
  Customer customer;
  customer.id = random_id("cus_", 14);
  customer.created = call.now;
  customer.name = call.form.take("name");
  customer.email = call.form.take("email");
  customer.description = call.form.take("description");
  customer.metadata = TRY(call.form.take_metadata());
  TRY(call.form.expect_all_taken());
  return Answer{call.state.put(std::move(customer)), {}, {}};
}

Result<Answer> retrieve_customer(Call& call) {
  TRY(call.form.expect_all_taken());
  const auto customer = call.state.customers().find(call.id);
  if (!customer) return no_such("customer", "");
  return Answer{customer, {}, {}};
}

}  // namespace perseat::sandbox_gateway
