// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/jobs/get_job.h"

#include "domain/standing.h"
#include "queries/jobs/show_jobs.h"

namespace perseat::queries {

Result<void> authorize_get_job(const Actor& actor, UserId asked_by) {
  Standing standing = standing_of(actor);
  standing.is_self = asked_by == actor.user;
  return authorize(Action::get_job, standing);
}

Result<Job> find_job(ports::Connection& reader, const Actor& actor, JobId job) {
  const Job::Key key{actor.org, job};
  auto found = TRY(find_jobs(reader, {&key, 1}));
  if (found.empty()) return not_found();
  TRY(authorize_get_job(actor, found[0].actor));
  return std::move(found[0]);
}

Result<std::string> get_job(ports::Connection& reader, const Actor& actor, JobId job,
                            const Page& page) {
  const Job found = TRY(find_job(reader, actor, job));
  return std::move(TRY(show_jobs(reader, {&found, 1}, page))[0]);
}

}  // namespace perseat::queries
