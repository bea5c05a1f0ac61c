// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What a settled charge does to the subscription and the invoice that it was for.
#pragma once

#include <vector>

#include "domain/actor.h"
#include "domain/settings.h"
#include "store/state.h"

namespace perseat::usecases {

struct Delivery {
  store::State& state;
  const Context& context;
  const Settings& settings;
  const PaymentAttempt& attempt;
};

// A charge for seats succeeded: its invoice is issued and paid, the seats can be used. When they
// cannot be given any more (a subscription that ended meanwhile) the money goes back: returns the
// refunds to make.
std::vector<AttemptId> open_seats(const Delivery& delivery);

// A charge for an issued invoice succeeded. What was more than owed by then goes back.
std::vector<AttemptId> pay_off(const Delivery& delivery);

// A charge for an issued invoice was declined: it is charged again after some days.
void dun(const Delivery& delivery);

// A charge for seats was declined: its invoice is abandoned, a purchase is off and with it the
// billing profile that it made, a change is not made. Requires: need_called_off.
void call_off(const Delivery& delivery);
// Whatever else the subscription's profile is for. Requires: the profile is loaded.
void need_called_off(const store::State& state, store::Needs& needs,
                     const Subscription& subscription);

}  // namespace perseat::usecases
