// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/invariants/verify_audit.h"

#include <gtest/gtest.h>

#include "queries/invariants/paid_world.h"

namespace perseat::queries {
namespace {

// Two events of one organization; the other has none yet.
class VerifyAudit : public testing::Test {
 protected:
  void plant(std::string_view sql) {
    harness_.leaves_damage();
    const auto writer = *harness_.database().connect_writer();
    ASSERT_TRUE(writer->begin(ports::Visibility::of_everything()).has_value());
    ASSERT_TRUE(writer->run_script(sql).has_value());
    ASSERT_TRUE(writer->commit().has_value());
  }
  AuditVerdict verify(std::optional<OrgId> org = std::nullopt) {
    auto verdict = verify_audit(harness_.unchecked_reader(), org);
    EXPECT_TRUE(verdict.has_value());
    return std::move(*verdict);
  }

  test::Harness harness_;
  const test::World world_ = test::make_paid_world(harness_).world;
};

TEST_F(VerifyAudit, CountsWhatItProved) {
  const AuditVerdict verdict = verify();
  EXPECT_EQ(verdict.organizations, 1);
  EXPECT_EQ(verdict.events, 2);
  EXPECT_TRUE(verdict.breaks.empty());
}

TEST_F(VerifyAudit, NamesTheEventThatWasChanged) {
  for (const std::string_view column : {"action", "subject_kind", "changes", "request_id"}) {
    const std::string name(column);
    plant("update audit_event set " + name + " = " + name + " || 'x' where sequence = 2");
    const AuditVerdict verdict = verify();
    ASSERT_EQ(verdict.breaks.size(), 1U) << column;
    EXPECT_EQ(verdict.breaks[0].org, world_.org);
    EXPECT_EQ(verdict.breaks[0].sequence, 2);
    EXPECT_EQ(verdict.breaks[0].detail, "it was changed");
    plant("update audit_event set " + name + " = substr(" + name + ", 1, length(" + name +
          ") - 1) where sequence = 2");
  }
  EXPECT_TRUE(verify().breaks.empty());
}

TEST_F(VerifyAudit, SeesAHole) {
  plant("delete from audit_event where sequence = 1");
  EXPECT_EQ(verify().breaks.at(0).detail, "events are missing before it");
}

TEST_F(VerifyAudit, SeesThatTheEndWasCutOff) {
  plant("delete from audit_event where sequence = 2");
  EXPECT_EQ(verify().breaks.at(0).detail, "the head is not the last event");
  EXPECT_EQ(verify(world_.org).breaks.at(0).detail, "the head is not the last event");
}

TEST_F(VerifyAudit, SeesAnEventThatWasMovedToAnotherOrganization) {
  plant(
      "insert into audit_event select (select org_id from audit_head where sequence = 0), "
      "sequence, at_ms, actor_id, action, subject_kind, subject_id, changes, request_id, "
      "previous_hash, hash from audit_event where sequence = 1");
  EXPECT_EQ(verify(world_.other_org).breaks.at(0).detail, "it was changed");
}

TEST_F(VerifyAudit, LooksAtOneOrganizationWhenAsked) {
  plant("update audit_event set action = 'x' where sequence = 1");
  EXPECT_EQ(verify(world_.org).breaks.size(), 1U);
  EXPECT_TRUE(verify(world_.other_org).breaks.empty());
  EXPECT_EQ(verify(world_.other_org).events, 0);
}

}  // namespace
}  // namespace perseat::queries
