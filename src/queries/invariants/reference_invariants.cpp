// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// References that no foreign key holds, since they may be nil: each leads to a row of the same
// organization. The foreign keys themselves are the engine's to check.
#include <fmt/format.h>

#include <array>
#include <memory>

#include "queries/invariants/invariant.h"
#include "store/statements.h"

namespace perseat::queries {
namespace {

struct Reference {
  std::string_view table;
  std::string_view subject;  // the column that names the row in the report
  std::string_view column;
  std::string_view target;
  std::string_view condition = "1 = 1";  // on the row t
};

// Columns that name who did something are not here: an operator acts in other organizations.
constexpr std::array references{
    Reference{"session", "user_id", "user_id", "user_account"},
    Reference{"api_token", "id", "user_id", "user_account"},
    Reference{"role_assignment", "id", "profile_id", "billing_profile"},
    Reference{"billing_profile", "id", "payment_method_id", "payment_method"},
    Reference{"billing_profile", "id", "backup_payment_method_id", "payment_method"},
    Reference{"invoice_series", "profile_id", "profile_id", "billing_profile"},
    Reference{"subscription_order", "id", "invoice_id", "invoice"},
    Reference{"invoice", "id", "corrects_id", "invoice"},
    Reference{"invoice_line", "invoice_id", "subscription_id", "subscription"},
    Reference{"invoice_line", "invoice_id", "credits_invoice_id", "invoice"},
    Reference{"payment_attempt", "id", "subscription_id", "subscription"},
    Reference{"job", "id", "subscription_id", "subscription"},
    // Ids are looked up when their row is done.
    Reference{"job_row", "job_id", "user_id", "user_account", "t.outcome <> ''"}};

std::string select_text(const Reference& reference) {
  return fmt::format(
      "select t.org_id, t.{} from {} t left join {} r on r.org_id = t.org_id and r.id = t.{} "
      "where r.id is null and t.{} <> $1 and {}",
      reference.subject, reference.table, reference.target, reference.column, reference.column,
      reference.condition);
}

Result<void> find_dangling(ports::Connection& connection, Findings& findings) {
  using Statements = std::array<std::unique_ptr<store::OwnedSql>, references.size()>;
  static const Statements statements = [] {
    Statements made;
    for (std::size_t i = 0; i < references.size(); ++i)
      made[i] = std::make_unique<store::OwnedSql>(select_text(references[i]));
    return made;
  }();
  constexpr Uuid nothing{};
  const ports::Value nil[] = {ports::Value::of(nothing)};
  for (std::size_t i = 0; i < references.size(); ++i) {
    TRY(connection.query(statements[i]->sql(), nil, [&](const ports::Row& row) {
      findings.add(OrgId{row.uuid(0)}, row.uuid(1),
                   fmt::format("{}.{}", references[i].table, references[i].column));
    }));
  }
  return {};
}

constexpr std::array reference_list{Invariant{
    "referencesStayInside", "A row refers to rows of its own organization only.", find_dangling}};

}  // namespace

std::span<const Invariant> reference_invariants() { return reference_list; }

}  // namespace perseat::queries
