// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/roles/create_role_assignment.h"

#include "domain/standing.h"
#include "store/audit.h"
#include "usecases/billing_profiles/open_profile.h"

namespace perseat::usecases {
namespace {

Result<void> check_scope(const CreateRoleAssignment& wanted) {
  if (wanted.role == Role::deployment_operator)
    return invalid("role", "scopeMismatch", "The operator of the deployment is not given here.");
  if (is_billing_profile_role(wanted.role) == !wanted.profile.is_nil()) return {};
  return invalid("billingProfileId", "scopeMismatch",
                 wanted.profile.is_nil() ? "This role is given on one billing profile: name it."
                                         : "This role holds for the whole organization.");
}

Result<void> check_person(const User* person) {
  if (person == nullptr)
    return invalid("userId", "userNotFound", "There is no such person in the organization.");
  if (person->kind == UserKind::guest)
    return invalid("userId", "guest", "Guests cannot hold roles.");
  if (person->state == UserState::disabled)
    return invalid("userId", "disabled", "The person's account is disabled.");
  return {};
}

}  // namespace

Action action_of_granting(Role role) {
  if (is_billing_profile_role(role)) return Action::grant_billing_profile_roles;
  if (is_billing_account_role(role)) return Action::grant_billing_account_roles;
  return Action::grant_roles;
}

void CreateRoleAssignment::needs(store::Needs& needs, const Actor& actor) const {
  needs.users.add({actor.org, user});
  needs.roles_of_users.push_back({actor.org, user});
  if (!profile.is_nil()) needs.billing_profiles.add({actor.org, profile});
}

Result<CreateRoleAssignment::Output> CreateRoleAssignment::decide(store::State& state,
                                                                  const Context& context) const {
  const OrgId org = context.actor.org;
  TRY(check_scope(*this));
  Standing standing = standing_of(context.actor);
  if (!profile.is_nil()) {
    const BillingProfile* found = find_open_profile(state, {org, profile});
    if (found != nullptr) standing = standing_for(context.actor, *found);
    if (found == nullptr || !check(Action::get_billing_profile, standing))
      return invalid("billingProfileId", "billingProfileNotFound",
                     "There is no such billing profile.");
  }
  TRY(authorize(action_of_granting(role), standing));

  TRY(check_person(state.users.find({org, user})));
  bool holds_it = false;
  state.role_assignments.each([&](const RoleAssignment& row) {
    holds_it = holds_it ||
               (row.org == org && row.user == user && row.role == role && row.profile == profile);
  });
  if (holds_it) return conflict("roleAlreadyAssigned", "The person holds this role already.");

  const auto id = context.ids.make<RoleAssignmentId>(context.now);
  state.role_assignments.add({org, id, user, role, profile, context.now, context.actor.user});
  std::vector<FieldChange> changes{{"role", "", std::string(enum_text(role))}};
  if (!profile.is_nil()) changes.push_back({"billingProfileId", "", profile.text()});
  store::append_event(state, context,
                      {"createRoleAssignment", "user", user.uuid, std::move(changes)});
  return Output{id};
}

}  // namespace perseat::usecases
