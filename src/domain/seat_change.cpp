// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "domain/seat_change.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "base/check.h"

namespace perseat {
namespace {

// What is wrong with one person, for a person to read.
std::string_view explain_refusal(SeatOutcome outcome) {
  switch (outcome) {
    case SeatOutcome::not_found: return "There is no such person in the organization.";
    case SeatOutcome::guest: return "Guests cannot hold licenses.";
    case SeatOutcome::disabled: return "The account is disabled.";
    case SeatOutcome::duplicate: return "The person is named more than once.";
    case SeatOutcome::no_seats: return "There is no seat left for this person.";
    default: return "";
  }
}

// Calls hold at most twenty people, so comparing each with all before is the fastest way.
bool is_named_before(std::span<const Candidate> candidates, std::size_t index) {
  return std::ranges::any_of(candidates.first(index), [&](const Candidate& earlier) {
    return earlier.user == candidates[index].user;
  });
}

Result<void> check_call_size(std::size_t people) {
  if (people == 0) return invalid("userIds", "peopleRequired", "Name at least one person.");
  if (people <= people_per_call_max) return {};
  return Error{ErrorCode::limit_exceeded,
               "tooManyPeople",
               fmt::format("At most {} people can be named at once.", people_per_call_max),
               "userIds",
               {}};
}

// The outcomes as they are, or one error that carries every refusal.
Result<std::vector<SeatOutcome>> all_or_none(std::vector<SeatOutcome> outcomes,
                                             std::string reason) {
  Error error{ErrorCode::conflict,
              "noSeats",
              "There are not enough licenses for these people.",
              "userIds",
              {}};
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (!is_refusal(outcomes[i])) continue;
    error.errors.push_back({fmt::format("userIds[{}]", i), std::string(enum_text(outcomes[i])),
                            std::string(explain_refusal(outcomes[i]))});
    if (outcomes[i] != SeatOutcome::no_seats) error.code = ErrorCode::invalid;
  }
  if (error.errors.empty()) return outcomes;
  if (error.code == ErrorCode::invalid) {
    error.reason = std::move(reason);
    error.detail = "Nothing was changed, because some of these people cannot be accepted.";
  }
  return error;
}

}  // namespace

Result<void> check_quantity(std::int64_t quantity, const SeatLimits& limits) {
  const std::int64_t minimum = std::max<std::int64_t>(limits.minimum, 1);
  const std::int64_t maximum = std::min(limits.maximum, seats_max);
  if (quantity < minimum)
    return invalid("quantity", "quantityTooSmall", fmt::format("At least {} seats.", minimum));
  if (quantity > maximum)
    return invalid("quantity", "quantityTooLarge", fmt::format("At most {} seats.", maximum));
  return {};
}

Result<TotalChange> decide_total(const PoolCounts& pool, std::int64_t total,
                                 const SeatLimits& limits) {
  CHECK(0 <= pool.assigned && pool.assigned <= pool.total);
  if (total == pool.total) return TotalChange{total, total};
  TRY(check_quantity(total, limits));
  if (total < pool.assigned) {
    Error error = conflict("belowAssigned", fmt::format("{} seats are assigned. Unassign {} first.",
                                                        pool.assigned, pool.assigned - total));
    error.field = "quantity";
    return error;
  }
  return TotalChange{pool.total, total};
}

ReductionTime reduction_time(SeatReduction reduction, Instant window_from, Instant now) {
  switch (reduction) {
    case SeatReduction::immediate: return ReductionTime::now;
    case SeatReduction::at_renewal: return ReductionTime::at_renewal;
    case SeatReduction::return_window:
      return now < window_from.plus_ms(return_window_days * day_ms) ? ReductionTime::now
                                                                    : ReductionTime::at_renewal;
  }
  return ReductionTime::at_renewal;
}

RenewalTotal total_at_renewal(std::int64_t scheduled, std::int64_t assigned) {
  if (scheduled >= assigned) return {scheduled, false};
  return {assigned, true};
}

SeatOutcome judge_assignment(const Candidate& candidate, std::int64_t seats_left) {
  if (!candidate.is_known) return SeatOutcome::not_found;
  if (candidate.is_guest) return SeatOutcome::guest;
  if (candidate.is_disabled) return SeatOutcome::disabled;
  if (candidate.holds_license) return SeatOutcome::already_assigned;
  return seats_left > 0 ? SeatOutcome::assigned : SeatOutcome::no_seats;
}

SeatOutcome judge_unassignment(const Candidate& candidate) {
  if (candidate.holds_license) return SeatOutcome::unassigned;
  return candidate.is_known ? SeatOutcome::not_assigned : SeatOutcome::not_found;
}

Result<std::vector<SeatOutcome>> decide_assignment(std::span<const Candidate> candidates,
                                                   const PoolCounts& pool) {
  TRY(check_call_size(candidates.size()));
  std::vector<SeatOutcome> outcomes;
  outcomes.reserve(candidates.size());
  std::int64_t seats_left = pool.available();
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    SeatOutcome outcome = judge_assignment(candidates[i], seats_left);
    if (outcome != SeatOutcome::not_found && is_named_before(candidates, i))
      outcome = SeatOutcome::duplicate;
    if (outcome == SeatOutcome::assigned) --seats_left;
    outcomes.push_back(outcome);
  }
  const std::int64_t needed =
      count_of(outcomes, SeatOutcome::assigned) + count_of(outcomes, SeatOutcome::no_seats);
  auto decided = all_or_none(std::move(outcomes), "peopleNotAssignable");
  if (!decided && decided.error().code == ErrorCode::conflict)
    decided.error().detail =
        fmt::format("{} licenses are needed and {} are available.", needed, pool.available());
  return decided;
}

Result<std::vector<SeatOutcome>> decide_unassignment(std::span<const Candidate> candidates) {
  TRY(check_call_size(candidates.size()));
  std::vector<SeatOutcome> outcomes;
  outcomes.reserve(candidates.size());
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const SeatOutcome outcome = judge_unassignment(candidates[i]);
    const bool is_repeated = outcome != SeatOutcome::not_found && is_named_before(candidates, i);
    outcomes.push_back(is_repeated ? SeatOutcome::duplicate : outcome);
  }
  return all_or_none(std::move(outcomes), "peopleNotUnassignable");
}

std::int64_t count_of(std::span<const SeatOutcome> outcomes, SeatOutcome wanted) {
  return std::ranges::count(outcomes, wanted);
}

}  // namespace perseat
