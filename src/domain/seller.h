// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Who sells: what an invoice has to say about its sender.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "domain/organization.h"

namespace perseat {

struct Seller {
  std::string name;
  Address address;
  std::string tax_id;               // VAT or similar number
  std::string registration_number;  // of a trade register, may be empty
  std::string contact_name;         // whom to ask about invoices
  std::string phone;
  std::string email;
  std::string logo_png;  // the picture itself; empty: the first letter of the name stands for it
};

// A seller moves and changes names, an invoice does not: each was made out by the seller as it was
// on its day.
class Sellers {
 public:
  struct Since {
    std::optional<Date> valid_from;  // absent: from the beginning
    Seller seller;
  };

  Sellers() = default;
  // Requires: the first has no valid_from, the others follow in the order of theirs.
  explicit Sellers(std::vector<Since> entries) : entries_(std::move(entries)) {}

  [[nodiscard]] bool is_empty() const { return entries_.empty(); }
  // Null when nobody said who sells.
  [[nodiscard]] const Seller* on(Date day) const {
    const Seller* found = nullptr;
    for (const Since& entry : entries_) {
      if (!entry.valid_from || *entry.valid_from <= day) found = &entry.seller;
    }
    return found;
  }

 private:
  std::vector<Since> entries_;
};

}  // namespace perseat
