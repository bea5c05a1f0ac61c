// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Starts to give licenses of one subscription to up to 10,000 people, or to take them back, each
// person alone. A worker does the rows; the caller follows the job.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/actor.h"
#include "domain/job.h"
#include "store/state.h"

namespace perseat::usecases {

constexpr std::size_t job_rows_max = 10'000;

// What a job of this kind is called; also the name of its events.
constexpr const char* assign_job_kind = "assignLicenses";
constexpr const char* unassign_job_kind = "unassignLicenses";

struct CreateAssignmentJob {
  SubscriptionId subscription;
  bool assigns = true;              // false: takes back
  std::vector<std::string> people;  // ids and e-mail addresses, as written; 1 to 10,000
  std::string people_field;         // where they stood in the request, e.g. "csv"
  // As AssignLicenses has them.
  std::optional<std::vector<std::string>> disabled_service_plans;

  struct Output {
    JobId job;
  };

  void needs(store::Needs& needs, const Actor& actor) const;
  void follow(const store::State& state, store::Needs& needs, const Actor& actor) const;
  // Refused with notFound, selfServiceAdminReadOnly, roleRequired, peopleRequired, tooMany,
  // cardDataRefused, the reasons of the subscription's state, servicePlanUnknown, duplicate.
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const;
};

// The people of a table that somebody saved: the first cell of each line, without a heading, which
// is a first line that is neither an id nor an address.
[[nodiscard]] std::vector<std::string> people_of_csv(std::string_view csv);

}  // namespace perseat::usecases
