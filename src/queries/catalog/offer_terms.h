// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What an offer is, as the catalog of the operator and the list of products both tell it.
#pragma once

#include "base/json.h"
#include "domain/catalog.h"

namespace perseat::queries {

// Members of the open object.
inline void write_offer_terms(json::Writer& writer, const Offer& offer) {
  writer.field("id", offer.id).field("code", offer.code);
  writer.field("term", offer.term).key("trial");
  if (offer.trial_days == 0) {
    writer.null();
  } else {
    writer.begin_object().field("days", offer.trial_days);
    writer.field("needsPaymentMethod", offer.trial_needs_card).end_object();
  }
  writer.field("minQuantity", offer.quantity_min).field("maxQuantity", offer.quantity_max);
  writer.field("seatReduction", offer.seat_reduction).field("billIncrease", offer.bill_increase);
  writer.field("cancelRefund", offer.cancel_refund);
  writer.field("cancelWindowHours", offer.cancel_window_hours);
}

}  // namespace perseat::queries
