// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What can be bought. Products are the operator's, the same for all organizations; a price that
// was ever sold never changes, a new price is a new version.
#pragma once

#include <optional>
#include <string>

#include "base/enum_text.h"
#include "base/time.h"
#include "domain/ids.h"
#include "domain/money.h"
#include "domain/period.h"

namespace perseat {

struct Product {
  using Key = ProductId;

  ProductId id;
  std::string sku;  // the operator's stable name of it, unique
  std::string name;
  std::string description;
  std::string tax_category;        // e.g. "standard"
  std::string excluded_countries;  // space-separated ISO 3166-1 alpha-2
  bool is_self_service = true;
  bool is_retired = false;  // no new purchases, no increases
  std::int64_t version = 1;

  [[nodiscard]] Key key() const { return id; }
};

// A part of a product that can be switched off for one person.
struct ServicePlan {
  struct Key {
    ProductId product;
    std::string code;
    auto operator<=>(const Key&) const = default;
  };

  ProductId product;
  std::string code;  // e.g. "diagrams"
  std::string name;

  [[nodiscard]] Key key() const { return {product, code}; }
};

enum class SeatReduction { immediate, return_window, at_renewal };
template <>
struct EnumText<SeatReduction> {
  static constexpr std::array<EnumEntry<SeatReduction>, 3> table{
      {{SeatReduction::immediate, "immediate"},
       {SeatReduction::return_window, "returnWindow"},
       {SeatReduction::at_renewal, "atRenewal"}}};
};

enum class BillIncrease { now, next_invoice };
template <>
struct EnumText<BillIncrease> {
  static constexpr std::array<EnumEntry<BillIncrease>, 2> table{
      {{BillIncrease::now, "now"}, {BillIncrease::next_invoice, "nextInvoice"}}};
};

enum class CancelRefund { prorated, window, none };
template <>
struct EnumText<CancelRefund> {
  static constexpr std::array<EnumEntry<CancelRefund>, 3> table{
      {{CancelRefund::prorated, "prorated"},
       {CancelRefund::window, "window"},
       {CancelRefund::none, "none"}}};
};

struct Offer {
  using Key = OfferId;

  OfferId id;
  ProductId product;
  std::string code;  // stable within the product, e.g. "monthly"
  Term term = Term::monthly;
  bool trial_needs_card = true;
  std::int64_t trial_days = 0;  // 0: no trial
  std::int64_t quantity_min = 1;
  std::int64_t quantity_max = 100'000;
  SeatReduction seat_reduction = SeatReduction::immediate;
  BillIncrease bill_increase = BillIncrease::now;
  CancelRefund cancel_refund = CancelRefund::prorated;
  std::int64_t cancel_window_hours = 72;
  bool is_retired = false;
  std::int64_t version = 1;

  [[nodiscard]] Key key() const { return id; }
};

// The price of one seat for one term, from a day on, in a currency, for one country or for all.
struct Price {
  using Key = PriceId;

  PriceId id;
  OfferId offer;
  std::string country;  // empty: wherever no other price names the country
  Currency currency;
  std::string unit_price;  // exact decimal, up to 12 places, e.g. "12.50"
  bool tax_inclusive = false;
  Instant valid_from;

  [[nodiscard]] Key key() const { return id; }
};

struct TaxRate {
  using Key = std::string;

  std::string id;  // "country/region/category/validFromDay"
  std::string country;
  std::string region;  // empty: the whole country
  std::string category;
  std::string rate_percent;  // exact decimal, e.g. "19" or "9.5"
  Date valid_from;

  [[nodiscard]] Key key() const { return id; }
};

}  // namespace perseat

template <>
struct std::hash<perseat::ServicePlan::Key> {
  std::size_t operator()(const perseat::ServicePlan::Key& key) const noexcept {
    return perseat::mix_hash(std::hash<perseat::ProductId>{}(key.product),
                             std::hash<std::string>{}(key.code));
  }
};
