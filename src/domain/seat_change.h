// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The rules of a license pool: how many seats it may have, and who may be given one. Totals are
// absolute (100 seats and 5 more is 105), and a call for several people succeeds for all or none.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "base/enum_text.h"
#include "base/result.h"
#include "base/time.h"
#include "domain/catalog.h"
#include "domain/ids.h"

namespace perseat {

constexpr std::int64_t seats_max = 100'000;      // of one subscription
constexpr std::size_t people_per_call_max = 20;  // more is a bulk job
constexpr int return_window_days = 7;            // of SeatReduction::return_window

// What an offer allows, inside 1 to seats_max.
struct SeatLimits {
  std::int64_t minimum = 1;
  std::int64_t maximum = seats_max;
};

struct PoolCounts {
  std::int64_t total = 0;
  std::int64_t assigned = 0;

  [[nodiscard]] std::int64_t available() const { return total - assigned; }
};

struct TotalChange {
  std::int64_t from = 0;
  std::int64_t to = 0;

  bool operator==(const TotalChange&) const = default;
  [[nodiscard]] std::int64_t delta() const { return to - from; }
};

// The first total of a purchase. Reasons: quantityTooSmall, quantityTooLarge.
[[nodiscard]] Result<void> check_quantity(std::int64_t quantity, const SeatLimits& limits);

// A new absolute total. Reasons as above, and belowAssigned (conflict): seats must be taken back
// from people first. The present total again is a change of nothing.
[[nodiscard]] Result<TotalChange> decide_total(const PoolCounts& pool, std::int64_t total,
                                               const SeatLimits& limits);

// Whether fewer seats take effect now or at renewal. The window of returnWindow runs for seven
// times 24 hours from the last purchase, renewal or increase.
enum class ReductionTime { now, at_renewal };
[[nodiscard]] ReductionTime reduction_time(SeatReduction reduction, Instant window_from,
                                           Instant now);

// A scheduled total never falls below the people who hold a license when its day comes.
struct RenewalTotal {
  std::int64_t total = 0;
  bool is_held_back = false;  // more than was scheduled, to be reported to the owner
};
[[nodiscard]] RenewalTotal total_at_renewal(std::int64_t scheduled, std::int64_t assigned);

enum class SeatOutcome {
  assigned,
  already_assigned,  // nothing changes
  unassigned,
  not_assigned,  // nothing changes
  not_found,     // the rest are refusals: nobody of this organization
  guest,
  disabled,   // the account
  duplicate,  // named before in the same call
  no_seats
};

[[nodiscard]] constexpr bool is_refusal(SeatOutcome outcome) {
  return outcome >= SeatOutcome::not_found;
}

// A person of a call, as found.
struct Candidate {
  UserId user;
  bool is_known = false;  // a person of the subscription's organization
  bool is_guest = false;
  bool is_disabled = false;
  bool holds_license = false;  // of this pool
};

// One person by itself, as in a bulk job: `seats_left` is what is available to this person.
[[nodiscard]] SeatOutcome judge_assignment(const Candidate& candidate, std::int64_t seats_left);
// Everybody who holds a license can lose it, whatever became of the account.
[[nodiscard]] SeatOutcome judge_unassignment(const Candidate& candidate);

// All or nothing. An outcome for each person in the order of the call, or an error with a
// FieldError "userIds[i]" for each person refused. Codes and reasons: invalid peopleRequired
// (none), limitExceeded tooManyPeople (over 20), invalid peopleNotAssignable, conflict noSeats
// (only seats are missing).
[[nodiscard]] Result<std::vector<SeatOutcome>> decide_assignment(
    std::span<const Candidate> candidates, const PoolCounts& pool);
// The same for taking licenses back: peopleRequired, tooManyPeople, peopleNotUnassignable.
[[nodiscard]] Result<std::vector<SeatOutcome>> decide_unassignment(
    std::span<const Candidate> candidates);

// How many of these outcomes change the number of licenses given.
[[nodiscard]] std::int64_t count_of(std::span<const SeatOutcome> outcomes, SeatOutcome wanted);

template <>
struct EnumText<SeatOutcome> {
  using Entry = EnumEntry<SeatOutcome>;
  static constexpr std::array table{Entry{SeatOutcome::assigned, "assigned"},
                                    Entry{SeatOutcome::already_assigned, "alreadyAssigned"},
                                    Entry{SeatOutcome::unassigned, "unassigned"},
                                    Entry{SeatOutcome::not_assigned, "notAssigned"},
                                    Entry{SeatOutcome::not_found, "notFound"},
                                    Entry{SeatOutcome::guest, "guest"},
                                    Entry{SeatOutcome::disabled, "disabled"},
                                    Entry{SeatOutcome::duplicate, "duplicate"},
                                    Entry{SeatOutcome::no_seats, "noSeats"}};
};

}  // namespace perseat
