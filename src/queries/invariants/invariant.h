// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Rules that hold between the rows of a healthy database, whatever was done and whenever the
// server died. Each reads the whole deployment with few statements, a row at a time: for the
// operator's check and for tests, never for a request.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/ids.h"
#include "ports/database.h"

namespace perseat::queries {

// One row that breaks a rule. Carries ids, amounts and counts only, no personal data.
struct Violation {
  std::string_view invariant;  // its name
  std::string_view rule;       // what it says
  OrgId org;
  Uuid subject;        // what is wrong, e.g. an invoice
  std::string detail;  // e.g. "assigned 5, licenses 4"
};

// What one invariant found.
class Findings {
 public:
  // More are not kept: a damaged database can break a rule a million times.
  static constexpr std::size_t kept_max = 100;

  Findings(std::string_view invariant, std::string_view rule, std::vector<Violation>& found)
      : invariant_(invariant), rule_(rule), found_(found) {}

  void add(OrgId org, const Uuid& subject, std::string detail) {
    if (++count_ <= kept_max)
      found_.push_back({invariant_, rule_, org, subject, std::move(detail)});
  }

 private:
  std::string_view invariant_;
  std::string_view rule_;
  std::vector<Violation>& found_;
  std::size_t count_ = 0;
};

struct Invariant {
  std::string_view name;
  std::string_view rule;  // a sentence that is true of a healthy database
  Result<void> (*run)(ports::Connection& connection, Findings& findings);
};

// The usual invariant: a statement that selects the rows that break it, each as organization,
// subject and detail.
template <const ports::Sql& select_violations>
Result<void> find(ports::Connection& connection, Findings& findings) {
  return connection.query(select_violations, {}, [&](const ports::Row& row) {
    findings.add(OrgId{row.uuid(0)}, row.uuid(1), std::string(row.text(2)));
  });
}

[[nodiscard]] std::span<const Invariant> seat_invariants();
[[nodiscard]] std::span<const Invariant> invoice_invariants();
[[nodiscard]] std::span<const Invariant> invoice_number_invariants();
[[nodiscard]] std::span<const Invariant> credit_invariants();
[[nodiscard]] std::span<const Invariant> payment_invariants();
[[nodiscard]] std::span<const Invariant> login_invariants();
[[nodiscard]] std::span<const Invariant> reference_invariants();
[[nodiscard]] std::span<const Invariant> audit_invariants();

}  // namespace perseat::queries
