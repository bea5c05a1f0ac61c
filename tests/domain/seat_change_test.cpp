// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "domain/seat_change.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <set>
#include <string>

namespace perseat {
namespace {

UserId user(std::uint8_t number) {
  UserId id;
  id.uuid.bytes[15] = number;
  return id;
}

Candidate member(std::uint8_t number) { return {user(number), true, false, false, false}; }

TEST(SeatTotal, IsAbsoluteAndInsideTheLimits) {
  struct Row {
    PoolCounts pool;
    std::int64_t total;
    SeatLimits limits;
    const char* reason;
  };
  for (const Row& row :
       {Row{{100, 0}, 105, {}, ""}, Row{{100, 96}, 95, {}, "belowAssigned"},
        Row{{100, 95}, 95, {}, ""}, Row{{100, 0}, 0, {}, "quantityTooSmall"},
        Row{{100, 0}, -1, {}, "quantityTooSmall"}, Row{{100, 0}, 100'000, {}, ""},
        Row{{100, 0}, 100'001, {}, "quantityTooLarge"},
        Row{{10, 0}, 4, {5, 50}, "quantityTooSmall"}, Row{{10, 0}, 51, {5, 50}, "quantityTooLarge"},
        Row{{10, 0}, 5, {0, 200'000}, ""},
        Row{{10, 0}, 150'000, {0, 200'000}, "quantityTooLarge"}}) {
    const auto change = decide_total(row.pool, row.total, row.limits);
    EXPECT_EQ(change ? "" : change.error().reason, row.reason) << row.total;
    if (change) {
      EXPECT_EQ(*change, (TotalChange{row.pool.total, row.total}));
    }
  }
  EXPECT_EQ(decide_total({100, 96}, 95, {}).error().code, ErrorCode::conflict);
  EXPECT_EQ(decide_total({100, 0}, 105, {}).value().delta(), 5);
}

TEST(SeatTotal, OfTodayAgainIsNoChangeEvenIfTheOfferNowAllowsLess) {
  EXPECT_EQ(decide_total({100, 3}, 100, {1, 50}).value().delta(), 0);
}

TEST(SeatReduction, HappensNowOrAtRenewal) {
  const Instant bought{1'000'000};
  const Instant last_moment = bought.plus_ms(7 * day_ms - 1);
  const Instant too_late = bought.plus_ms(7 * day_ms);
  EXPECT_EQ(reduction_time(SeatReduction::immediate, bought, too_late), ReductionTime::now);
  EXPECT_EQ(reduction_time(SeatReduction::at_renewal, bought, bought), ReductionTime::at_renewal);
  EXPECT_EQ(reduction_time(SeatReduction::return_window, bought, last_moment), ReductionTime::now);
  EXPECT_EQ(reduction_time(SeatReduction::return_window, bought, too_late),
            ReductionTime::at_renewal);
}

TEST(SeatReduction, ThatWasScheduledIsHeldBackToThePeopleWhoHoldALicense) {
  EXPECT_EQ(total_at_renewal(8, 10).total, 10);
  EXPECT_TRUE(total_at_renewal(8, 10).is_held_back);
  EXPECT_EQ(total_at_renewal(10, 10).total, 10);
  EXPECT_FALSE(total_at_renewal(10, 10).is_held_back);
}

TEST(Assignment, TakesTwentyPeopleAndNoMore) {
  std::vector<Candidate> people;
  EXPECT_EQ(decide_assignment(people, {30, 0}).error().reason, "peopleRequired");
  for (std::uint8_t i = 0; i < 20; ++i) people.push_back(member(i));
  EXPECT_EQ(count_of(decide_assignment(people, {30, 0}).value(), SeatOutcome::assigned), 20);
  people.push_back(member(20));
  EXPECT_EQ(decide_assignment(people, {30, 0}).error().reason, "tooManyPeople");
  EXPECT_EQ(decide_unassignment(people).error().reason, "tooManyPeople");
}

TEST(Assignment, NamesEveryPersonWhoIsRefusedAndWhy) {
  Candidate stranger{user(1), false, false, false, false};
  Candidate guest{user(2), true, true, true, false};
  Candidate disabled{user(3), true, false, true, false};
  Candidate holder{user(4), true, false, false, true};
  const std::vector<Candidate> people{stranger, guest,     disabled,  holder,
                                      holder,   member(5), member(5), member(6)};
  const auto decided = decide_assignment(people, {2, 1});
  ASSERT_FALSE(decided);
  EXPECT_EQ(decided.error().code, ErrorCode::invalid);
  EXPECT_EQ(decided.error().reason, "peopleNotAssignable");
  std::string text;
  for (const FieldError& error : decided.error().errors)
    text += error.field + " " + error.reason + "\n";
  EXPECT_EQ(text,
            "userIds[0] notFound\n"
            "userIds[1] guest\n"
            "userIds[2] disabled\n"
            "userIds[4] duplicate\n"
            "userIds[6] duplicate\n"
            "userIds[7] noSeats\n");
}

TEST(Assignment, IsAConflictWhenOnlySeatsAreMissing) {
  const std::vector<Candidate> people{member(1), member(2)};
  const auto decided = decide_assignment(people, {10, 9});
  ASSERT_FALSE(decided);
  EXPECT_EQ(decided.error().code, ErrorCode::conflict);
  EXPECT_EQ(decided.error().reason, "noSeats");
  ASSERT_EQ(decided.error().errors.size(), 1U);
  EXPECT_EQ(decided.error().errors[0].field, "userIds[1]");
}

TEST(Assignment, RepeatedChangesNothingAndNeedsNoSeat) {
  Candidate holder = member(1);
  holder.holds_license = true;
  const std::vector<Candidate> people{holder};
  const auto decided = decide_assignment(people, {5, 5});
  ASSERT_TRUE(decided);
  EXPECT_EQ(decided.value(), std::vector{SeatOutcome::already_assigned});
}

TEST(Unassignment, WorksForWhoeverHoldsALicense) {
  Candidate gone{user(1), false, false, false, true};
  Candidate disabled{user(2), true, false, true, true};
  const std::vector<Candidate> people{gone, disabled, member(3)};
  EXPECT_EQ(
      decide_unassignment(people).value(),
      (std::vector{SeatOutcome::unassigned, SeatOutcome::unassigned, SeatOutcome::not_assigned}));
  const std::vector<Candidate> strangers{{user(9), false, false, false, false}};
  EXPECT_EQ(decide_unassignment(strangers).error().errors[0].reason, "notFound");
  const std::vector<Candidate> twice{disabled, disabled};
  EXPECT_EQ(decide_unassignment(twice).error().errors[0].reason, "duplicate");
}

RC_GTEST_PROP(Assignment, NeverGivesMoreSeatsThanThereAreNorOnePersonTwo, ()) {
  const auto people_count = *rc::gen::inRange<std::size_t>(1, 21);
  std::vector<Candidate> people;
  for (std::size_t i = 0; i < people_count; ++i) {
    const auto number = *rc::gen::inRange<std::uint8_t>(0, 40);
    Candidate candidate = member(number);
    candidate.is_known = *rc::gen::inRange(0, 20) > 0;
    candidate.is_guest = *rc::gen::inRange(0, 20) == 0;
    candidate.is_disabled = *rc::gen::inRange(0, 20) == 0;
    candidate.holds_license = number % 3 == 0;
    people.push_back(candidate);
  }
  const auto total = *rc::gen::inRange<std::int64_t>(0, 40);
  const auto assigned = *rc::gen::inRange<std::int64_t>(0, total + 1);
  const auto decided = decide_assignment(people, {total, assigned});
  if (!decided) {
    RC_ASSERT(!decided.error().errors.empty());
    return;
  }
  RC_ASSERT(decided.value().size() == people.size());
  RC_ASSERT(assigned + count_of(*decided, SeatOutcome::assigned) <= total);
  std::set<UserId> given;
  for (std::size_t i = 0; i < people.size(); ++i) {
    RC_ASSERT(people[i].is_known && !people[i].is_guest && !people[i].is_disabled);
    RC_ASSERT(given.insert(people[i].user).second);
  }
}

}  // namespace
}  // namespace perseat
