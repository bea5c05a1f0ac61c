// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Products as a caller sees them: with the offers that are sold to their organization, its policy,
// and whether they may buy.
#pragma once

#include <optional>
#include <string>

#include "base/json.h"
#include "base/result.h"
#include "domain/actor.h"
#include "domain/settings.h"
#include "ports/database.h"
#include "queries/cursor.h"
#include "store/state.h"

namespace perseat::queries {

// Who looks at the catalog, and when.
struct Shopper {
  const Actor& actor;
  const Settings& settings;
  Instant now;
};

// The catalog with what decides over it for one organization. Small enough to be loaded whole.
class ProductView {
 public:
  static Result<ProductView> load(ports::Connection& reader, const Shopper& shopper);

  [[nodiscard]] const store::State& catalog() const { return state_; }
  // Whether one of its offers is sold to the organization now.
  [[nodiscard]] bool is_sold(const Product& product) const;
  void write(json::Writer& writer, const Product& product) const;

 private:
  explicit ProductView(const Shopper& shopper) : shopper_(shopper) {}

  [[nodiscard]] const Price* price_of(const Offer& offer) const;
  [[nodiscard]] std::string_view refusal(const Product& product) const;
  [[nodiscard]] SelfServicePolicy policy_of(const Product& product) const;
  void write_offers(json::Writer& writer, const Product& product) const;

  Shopper shopper_;
  store::State state_;
};

}  // namespace perseat::queries
