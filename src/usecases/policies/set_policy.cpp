// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/policies/set_policy.h"

#include "domain/standing.h"
#include "store/audit.h"
#include "usecases/etag.h"

namespace perseat::usecases {

void SetPolicy::needs(store::Needs& needs, const Actor& actor) const {
  if (!product.is_nil()) needs.products.add(product);
  needs.policies.add({actor.org, product});
  needs.policies.add({actor.org, ProductId{}});
}

Result<SetPolicy::Output> SetPolicy::decide(store::State& state, const Context& context) const {
  const OrgId org = context.actor.org;
  TRY(authorize(Action::set_policy, standing_of(context.actor)));
  if (!product.is_nil() && state.products.find(product) == nullptr) return not_found();

  const PolicyEntry* own = state.policies.find({org, product});
  TRY(match_etag(context, etag_of(own == nullptr ? 0 : own->version)));
  if (own != nullptr && own->value == value) return Output{own->version};
  const SelfServicePolicy before = effective_policy(own, state.policies.find({org, ProductId{}}));

  PolicyEntry& entry = own == nullptr
                           ? state.policies.add({org, product, value, context.now, {}, 1})
                           : state.policies.change({org, product});
  entry.value = value;
  entry.changed_at = context.now;
  entry.changed_by = context.actor.user;
  const std::int64_t version = entry.version;
  state.policy_changes.add({org, context.ids.make<PolicyChangeId>(context.now), product, before,
                            value, context.now, context.actor.user});
  const FieldChange change{"value", std::string(enum_text(before)), std::string(enum_text(value))};
  if (product.is_nil())
    store::append_event(state, context, {"setPolicy", "organization", org.uuid, {change}});
  else
    store::append_event(state, context, {"setPolicy", "product", product.uuid, {change}});
  return Output{version};
}

}  // namespace perseat::usecases
