// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/identity/create_operator.h"

#include "store/audit.h"

namespace perseat::usecases {

void CreateOperator::needs(store::Needs& needs, const Actor&) const {
  needs.organizations.add(OrgId{});
  needs.logins.add(email_folded);
}

Result<CreateOperator::Output> CreateOperator::decide(store::State& state,
                                                      const Context& context) const {
  if (state.logins.find(email_folded) != nullptr)
    return conflict("emailTaken", "Another account uses the address.");

  const OrgId deployment;
  if (state.organizations.find(deployment) == nullptr) {
    state.organizations.add(
        {deployment, "Deployment", "", OrganizationKind::commercial, context.now, 1});
    state.audit_heads.add({deployment, 0, ""});
  }
  User user;
  user.org = deployment;
  user.id = context.ids.make<UserId>(context.now);
  user.email = email;
  user.display_name = "Operator";
  user.locale = "en";
  user.created_at = context.now;
  state.users.add(user);
  state.logins.add({email_folded, deployment, user.id, password_hash, 0, Instant{}});
  state.role_assignments.add({deployment,
                              context.ids.make<RoleAssignmentId>(context.now),
                              user.id,
                              Role::deployment_operator,
                              {},
                              context.now,
                              user.id});
  store::append_event(state, context, {"createOperator", "user", user.id.uuid, {}});
  return Output{user.id};
}

}  // namespace perseat::usecases
