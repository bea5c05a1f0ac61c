// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Makes the catalog what the operator wrote, in one step, or tells what that would change. What is
// no longer named is retired, not removed; what was sold keeps its terms and price.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/actor.h"
#include "store/state.h"
#include "usecases/catalog/catalog_input.h"

namespace perseat::usecases {

enum class CatalogChangeKind { added, changed, retired, removed };

}  // namespace perseat::usecases

namespace perseat {
template <>
struct EnumText<usecases::CatalogChangeKind> {
  using Kind = usecases::CatalogChangeKind;
  static constexpr std::array<EnumEntry<Kind>, 4> table{{{Kind::added, "added"},
                                                         {Kind::changed, "changed"},
                                                         {Kind::retired, "retired"},
                                                         {Kind::removed, "removed"}}};
};
}  // namespace perseat

namespace perseat::usecases {

struct CatalogChange {
  CatalogChangeKind kind = CatalogChangeKind::changed;
  std::string path;  // e.g. "products/PRSEAT00DRW1/offers/monthly/maxQuantity"
  std::optional<std::string> before;
  std::optional<std::string> after;
};

struct ApplyCatalog {
  CatalogInput catalog;
  bool dry_run = false;

  struct Output {
    std::vector<CatalogChange> changes;  // in order of path
    std::string etag;
  };

  [[nodiscard]] bool is_preview() const { return dry_run; }
  void needs(store::Needs& needs, const Actor& actor) const;
  // Refused with operatorOnly, what is wrong with a field, catalogConflict (an offer's term, a
  // price whose time has begun), versionMismatch.
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const;
};

}  // namespace perseat::usecases
