// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What happened, by whom: append-only and hash-chained per organization, so that a later change
// of history shows. Policies and their history live here too, they are read for the same reason.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "domain/ids.h"
#include "domain/policy.h"

namespace perseat {

struct FieldChange {
  std::string field;
  std::string before;
  std::string after;
};

struct AuditEvent {
  struct Key {
    OrgId org;
    std::int64_t sequence = 0;
    auto operator<=>(const Key&) const = default;
  };

  OrgId org;
  std::int64_t sequence = 0;  // 1, 2, ... without holes
  Instant at;
  UserId actor;        // nil: the system
  std::string action;  // the operation's name, e.g. "assignLicenses"
  std::string subject_kind;
  Uuid subject;
  std::string changes;  // JSON: [{"field","before","after"}]
  std::string request_id;
  std::string previous_hash;  // 32 bytes
  std::string hash;           // SHA-256 over all of the above

  [[nodiscard]] Key key() const { return {org, sequence}; }
};

// The end of an organization's chain.
struct AuditHead {
  using Key = OrgId;

  OrgId org;
  std::int64_t sequence = 0;
  std::string hash;

  [[nodiscard]] Key key() const { return org; }
};

// The organization's word on one product, or on all that it has not named (nil product).
struct PolicyEntry {
  using Key = OrgKey<ProductId>;

  OrgId org;
  ProductId product;
  SelfServicePolicy value = SelfServicePolicy::enabled;
  Instant changed_at;
  UserId changed_by;
  std::int64_t version = 1;

  [[nodiscard]] Key key() const { return {org, product}; }
};

// What holds for a product, by the organization's word on it and its general one; null: none given.
[[nodiscard]] inline SelfServicePolicy effective_policy(const PolicyEntry* on_product,
                                                        const PolicyEntry* in_general) {
  const auto value_of = [](const PolicyEntry* entry) {
    return entry == nullptr ? std::nullopt : std::optional(entry->value);
  };
  return effective_policy(value_of(on_product), value_of(in_general));
}

struct PolicyChange {
  using Key = OrgKey<PolicyChangeId>;

  OrgId org;
  PolicyChangeId id;
  ProductId product;
  SelfServicePolicy before = SelfServicePolicy::enabled;
  SelfServicePolicy after = SelfServicePolicy::enabled;
  Instant at;
  UserId actor;

  [[nodiscard]] Key key() const { return {org, id}; }
};

}  // namespace perseat

template <>
struct std::hash<perseat::AuditEvent::Key> {
  std::size_t operator()(const perseat::AuditEvent::Key& key) const noexcept {
    return perseat::mix_hash(std::hash<perseat::OrgId>{}(key.org),
                             std::hash<std::int64_t>{}(key.sequence));
  }
};
