// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "main/maintenance.h"

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <utility>
#include <vector>

#include "adapters/sqlite/sqlite_database.h"
#include "base/json.h"
#include "queries/invariants/check_all.h"
#include "queries/invariants/verify_audit.h"

namespace perseat {
namespace {

// One thing that is wrong, as it is printed.
struct Finding {
  std::string rule;
  std::string organization;  // id, empty: none
  std::string subject;       // id, empty: none
  std::string detail;
};

void print_json(const MaintenanceOptions& options, const std::vector<Finding>& findings,
                std::string_view summary) {
  std::string out;
  json::Writer writer(out);
  writer.begin_object().field("ok", findings.empty()).field("summary", summary);
  writer.key("violations").begin_array();
  for (const Finding& finding : findings) {
    writer.begin_object().field("rule", finding.rule);
    writer.field("organization", finding.organization).field("subject", finding.subject);
    writer.field("detail", finding.detail).end_object();
  }
  writer.end_array().end_object();
  fmt::print(options.out, "{}\n", out);
}

int report(const MaintenanceOptions& options, const std::vector<Finding>& findings,
           std::string_view summary) {
  if (options.output == Output::json) {
    print_json(options, findings, summary);
  } else {
    for (const Finding& finding : findings) {
      fmt::print(options.out, "{}: {}", finding.rule, finding.detail);
      if (!finding.organization.empty())
        fmt::print(options.out, " (organization {}, subject {})", finding.organization,
                   finding.subject);
      fmt::print(options.out, "\n");
    }
    fmt::print(options.out, "{}\n", summary);
  }
  return findings.empty() ? exit_clean : exit_violations;
}

}  // namespace

Result<int> check_database(const MaintenanceOptions& options) {
  const auto database = TRY(open_existing_database(options.storage));
  const auto reader = TRY(database->connect_reader());
  TRY(database->quick_check(*reader));
  std::vector<Finding> findings;
  const auto broken = TRY(database->broken_references(*reader));
  for (const ports::BrokenReference& one : broken)
    findings.push_back(
        {"foreignKeyHolds", "", "",
         fmt::format("{} rows of {} without their {}", one.rows, one.table, one.parent)});
  const auto violations = TRY(queries::check_all(*reader));
  for (const queries::Violation& violation : violations)
    findings.push_back({std::string(violation.invariant), violation.org.text(),
                        format_uuid(violation.subject), violation.detail});
  const std::size_t rules = queries::all_invariants().size();
  return report(options, findings,
                findings.empty() ? fmt::format("{} rules hold.", rules)
                                 : fmt::format("{} violations.", findings.size()));
}

Result<int> verify_audit_log(const MaintenanceOptions& options, std::optional<OrgId> org) {
  const auto database = TRY(open_existing_database(options.storage));
  const auto reader = TRY(database->connect_reader());
  // One snapshot: the end of a chain moves while the server works.
  const auto snapshot = TRY(ports::Snapshot::take(*reader, ports::Visibility::of_everything()));
  const queries::AuditVerdict verdict = TRY(queries::verify_audit(*reader, org));
  std::vector<Finding> findings;
  for (const queries::ChainBreak& broken : verdict.breaks)
    findings.push_back({"auditChainHolds", broken.org.text(), broken.org.text(),
                        fmt::format("event {}: {}", broken.sequence, broken.detail)});
  return report(options, findings,
                fmt::format("{} events of {} organizations, {} broken chains.", verdict.events,
                            verdict.organizations, verdict.breaks.size()));
}

Result<int> back_up_database(const MaintenanceOptions& options, const std::string& file) {
  const auto database = TRY(open_existing_database(options.storage));
  std::error_code failure;
  if (std::filesystem::exists(file, failure) || failure)
    return conflict("fileExists", "There is such a file already: " + file);
  // Made empty by opening it, so that it is its owner's alone from the first byte.
  TRY(sqlite::open(file));
  TRY(database->backup(file));
  const auto copy = TRY(sqlite::open(file));
  const auto reader = TRY(copy->connect_reader());
  TRY(copy->quick_check(*reader));
  const auto size = std::filesystem::file_size(file, failure);
  return report(options, {}, fmt::format("Copied {} bytes to {}", size, file));
}

}  // namespace perseat
