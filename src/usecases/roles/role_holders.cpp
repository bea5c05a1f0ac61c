// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/roles/role_holders.h"

namespace perseat::usecases {
namespace {

template <class Matches>
std::int64_t count_assignments(const store::State& state, OrgId org, Matches&& matches) {
  std::int64_t count = 0;
  state.role_assignments.each([&](const RoleAssignment& row) {
    if (row.org == org && matches(row)) ++count;
  });
  return count;
}

}  // namespace

bool holds_role(const store::State& state, const OrgKey<UserId>& user, Role role) {
  return count_assignments(state, user.org, [&](const RoleAssignment& row) {
           return row.user == user.id && row.role == role;
         }) > 0;
}

bool is_some_admin(const store::State& state, const OrgKey<UserId>& user) {
  return count_assignments(state, user.org, [&](const RoleAssignment& row) {
           return row.user == user.id && !is_billing_profile_role(row.role);
         }) > 0;
}

void need_admin_accounts(const store::State& state, store::Needs& needs, OrgId org) {
  state.role_assignments.each([&](const RoleAssignment& row) {
    if (row.org == org && row.role == Role::global_admin) needs.users.add({org, row.user});
  });
}

std::int64_t active_global_admins(const store::State& state, OrgId org, UserId besides) {
  return count_assignments(state, org, [&](const RoleAssignment& row) {
    if (row.role != Role::global_admin || row.user == besides) return false;
    const User* holder = state.users.find({org, row.user});
    return holder != nullptr && holder->state == UserState::active;
  });
}

}  // namespace perseat::usecases
