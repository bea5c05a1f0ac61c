// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/roles/delete_role_assignment.h"

#include "domain/standing.h"
#include "store/audit.h"
#include "usecases/roles/create_role_assignment.h"
#include "usecases/roles/role_holders.h"

namespace perseat::usecases {
namespace {

Result<void> check_not_last(const store::State& state, const RoleAssignment& given) {
  if (given.role == Role::global_admin && active_global_admins(state, given.org, given.user) == 0)
    return conflict("lastGlobalAdmin", "The organization would be left without a global admin.");
  if (given.role != Role::billing_account_owner) return {};
  bool has_other = false;
  state.role_assignments.each([&](const RoleAssignment& row) {
    has_other = has_other || (row.org == given.org && row.role == given.role && row.id != given.id);
  });
  if (has_other) return {};
  return conflict("lastOwner", "The billing account would be left without an owner.");
}

}  // namespace

void DeleteRoleAssignment::needs(store::Needs& needs, const Actor& actor) const {
  needs.role_assignments.add({actor.org, id});
  needs.admins_of_organizations.push_back(actor.org);
}

void DeleteRoleAssignment::follow(const store::State& state, store::Needs& needs,
                                  const Actor& actor) const {
  need_admin_accounts(state, needs, actor.org);
  const RoleAssignment* given = state.role_assignments.find({actor.org, id});
  if (given != nullptr && !given->profile.is_nil())
    needs.billing_profiles.add({actor.org, given->profile});
}

Result<DeleteRoleAssignment::Output> DeleteRoleAssignment::decide(store::State& state,
                                                                  const Context& context) const {
  const OrgId org = context.actor.org;
  const RoleAssignment* given = state.role_assignments.find({org, id});
  if (given == nullptr) return not_found();
  const BillingProfile* profile =
      given->profile.is_nil() ? nullptr : state.billing_profiles.find({org, given->profile});
  TRY(authorize(action_of_granting(given->role), profile == nullptr
                                                     ? standing_of(context.actor)
                                                     : standing_for(context.actor, *profile)));

  TRY(check_not_last(state, *given));

  std::vector<FieldChange> changes{{"role", std::string(enum_text(given->role)), ""}};
  if (!given->profile.is_nil()) changes.push_back({"billingProfileId", given->profile.text(), ""});
  const UserId user = given->user;
  state.role_assignments.remove({org, id});
  store::append_event(state, context,
                      {"deleteRoleAssignment", "user", user.uuid, std::move(changes)});
  return Output{};
}

}  // namespace perseat::usecases
