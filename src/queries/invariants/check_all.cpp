// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/invariants/check_all.h"

#include <utility>

namespace perseat::queries {
namespace {

Result<std::vector<Violation>> check_snapshot(ports::Connection& connection) {
  std::vector<Violation> found;
  for (const Invariant& invariant : all_invariants()) {
    Findings findings(invariant.name, invariant.rule, found);
    TRY(invariant.run(connection, findings));
  }
  return found;
}

}  // namespace

std::vector<Invariant> all_invariants() {
  std::vector<Invariant> all;
  for (const auto group :
       {seat_invariants(), invoice_invariants(), invoice_number_invariants(), credit_invariants(),
        payment_invariants(), login_invariants(), reference_invariants(), audit_invariants()})
    all.insert(all.end(), group.begin(), group.end());
  return all;
}

Result<std::vector<Violation>> check_all(ports::Connection& connection) {
  // One snapshot, since rules hold between tables: the server may be writing meanwhile.
  const auto snapshot = TRY(ports::Snapshot::take(connection, ports::Visibility::of_everything()));
  return check_snapshot(connection);
}

}  // namespace perseat::queries
