// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Licenses: how many there are, who holds them, giving and taking back.
#include "adapters/http/api.h"
#include "base/text.h"
#include "queries/jobs/get_job.h"
#include "queries/licenses/list_assignments.h"
#include "queries/licenses/list_licenses.h"
#include "usecases/licenses/assign_licenses.h"
#include "usecases/licenses/create_assignment_job.h"
#include "usecases/licenses/unassign_licenses.h"

namespace perseat::http {
namespace {

struct AssignBody {
  std::vector<UserId> user_ids;
  std::optional<std::vector<std::string>> disabled_service_plans;
};
BOOST_DESCRIBE_STRUCT(AssignBody, (), (user_ids, disabled_service_plans))

struct UnassignBody {
  std::vector<UserId> user_ids;
};
BOOST_DESCRIBE_STRUCT(UnassignBody, (), (user_ids))

enum class JobAction { assign, unassign };

struct CreateJobBody {
  JobAction action = JobAction::assign;
  std::optional<std::vector<UserId>> user_ids;
  std::optional<std::string> csv;
  std::optional<std::vector<std::string>> disabled_service_plans;
};
BOOST_DESCRIBE_STRUCT(CreateJobBody, (), (action, user_ids, csv, disabled_service_plans))

constexpr std::size_t csv_bytes_max = 900'000;
constexpr std::size_t search_length_max = 100;
constexpr std::int64_t places_wait_ms = 5'000;

}  // namespace
}  // namespace perseat::http

template <>
struct perseat::EnumText<perseat::http::JobAction> {
  using Action = perseat::http::JobAction;
  static constexpr std::array<EnumEntry<Action>, 2> table{
      {{Action::assign, "assign"}, {Action::unassign, "unassign"}}};
};

namespace perseat::http {
namespace {

// "selfService" and "organization" of the contract.
Result<std::optional<ManagementScope>> account_type(const Parameters& parameters) {
  const auto given = parameters.text("accountType");
  if (!given) return std::optional<ManagementScope>{};
  if (*given == "selfService") return std::optional{ManagementScope::individual};
  if (*given == "organization") return std::optional{ManagementScope::organization};
  return invalid("accountType", "unknownValue", "Give selfService or organization.");
}

Result<void> list_licenses(const Services& services, const ExchangePtr& exchange) {
  const auto parameters =
      TRY(exchange->parameters({"groupBy", "productId", "accountType", "limit", "cursor"}));
  const auto group = TRY(parameters.named<queries::LicenseGroup>("groupBy"));
  const queries::LicenseFilter filter{group.value_or(queries::LicenseGroup::product),
                                      TRY(parameters.id<ProductId>("productId")),
                                      TRY(account_type(parameters))};
  const auto page = TRY(parameters.page());
  answer_query(
      services, exchange, [exchange, filter, page](ports::Connection& reader) -> Result<Shown> {
        return Shown{TRY(queries::list_licenses(reader, exchange->actor(), filter, page)), {}};
      });
  return {};
}

Result<void> list_assignments(const Services& services, const ExchangePtr& exchange) {
  const auto subscription = TRY(exchange->path_id<SubscriptionId>("id"));
  const auto parameters = TRY(exchange->parameters({"search", "limit", "cursor"}));
  const queries::AssignmentFilter filter{subscription, parameters.text("search").value_or("")};
  TRY(check_text("search", filter.search, {0, search_length_max}));
  const auto page = TRY(parameters.page());
  answer_query(
      services, exchange, [exchange, filter, page](ports::Connection& reader) -> Result<Shown> {
        return Shown{TRY(queries::list_assignments(reader, exchange->actor(), filter, page)), {}};
      });
  return {};
}

engine::Answer outcomes_answer(const usecases::AssignLicenses::Output& output) {
  engine::Answer answer;
  json::Writer writer(answer.body);
  writer.begin_object().key("results").begin_array();
  for (const usecases::PersonOutcome& result : output.results) {
    writer.begin_object().field("userId", result.user).field("outcome", result.outcome);
    writer.end_object();
  }
  writer.end_array().field("available", output.available).end_object();
  return answer;
}

Result<void> assign_licenses(const Services& services, const ExchangePtr& exchange) {
  const auto subscription = TRY(exchange->path_id<SubscriptionId>("id"));
  auto body = TRY(exchange->body<AssignBody>());
  return answer_command(services, exchange,
                        usecases::AssignLicenses{subscription, std::move(body.user_ids),
                                                 std::move(body.disabled_service_plans)},
                        outcomes_answer);
}

Result<void> unassign_licenses(const Services& services, const ExchangePtr& exchange) {
  const auto subscription = TRY(exchange->path_id<SubscriptionId>("id"));
  auto body = TRY(exchange->body<UnassignBody>());
  return answer_command(services, exchange,
                        usecases::UnassignLicenses{subscription, std::move(body.user_ids)},
                        outcomes_answer);
}

Result<usecases::CreateAssignmentJob> job_of(SubscriptionId subscription, CreateJobBody body) {
  if (body.csv.has_value() == body.user_ids.has_value())
    return invalid("userIds", "conflictingFields", "Give either userIds or csv.");
  usecases::CreateAssignmentJob command;
  command.subscription = subscription;
  command.assigns = body.action == JobAction::assign;
  command.disabled_service_plans = std::move(body.disabled_service_plans);
  if (body.csv) {
    if (body.csv->size() > csv_bytes_max)
      return invalid("csv", "tooLong", "At most 900,000 bytes.");
    command.people = usecases::people_of_csv(*body.csv);
    command.people_field = "csv";
  } else {
    for (const UserId user : *body.user_ids) command.people.push_back(user.text());
    command.people_field = "userIds";
  }
  return command;
}

Result<void> create_assignment_job(const Services& services, const ExchangePtr& exchange) {
  const auto subscription = TRY(exchange->path_id<SubscriptionId>("id"));
  auto body = TRY(exchange->body<CreateJobBody>());
  auto command = TRY(job_of(subscription, std::move(body)));
  return command_then_show(
      services, exchange, std::move(command),
      [](const usecases::CreateAssignmentJob::Output& output) {
        engine::Answer answer;
        answer.status = 202;
        answer.subject = output.job.uuid;
        return answer;
      },
      [&services, exchange](ports::Connection& reader, const Uuid& job) -> Result<Shown> {
        // First the answer, so that it shows the job as it was made; then the work.
        auto shown = queries::get_job(reader, exchange->actor(), JobId{job}, {});
        services.jobs.notify();
        return Shown{TRY(std::move(shown)), {}};
      });
}

Result<void> get_job(const Services& services, const ExchangePtr& exchange) {
  const auto job = TRY(exchange->path_id<JobId>("id"));
  const auto parameters = TRY(exchange->parameters({"limit", "cursor"}));
  const auto page = TRY(parameters.page());
  answer_query(services, exchange,
               [exchange, job, page](ports::Connection& reader) -> Result<Shown> {
                 return Shown{TRY(queries::get_job(reader, exchange->actor(), job, page)), {}};
               });
  return {};
}

net::Response begin_stream(const Services& services, JobStreams::Stream stream) {
  net::Response response;
  response.content_type = "text/event-stream";
  // Some proxies collect what they pass on unless they are told not to.
  response.headers.emplace_back("X-Accel-Buffering", "no");
  response.stream = [&services, stream = std::move(stream)](std::shared_ptr<net::BodyStream> body) {
    JobStreams::Stream begun = stream;
    begun.body = std::move(body);
    services.job_streams.add(std::move(begun));
    services.watcher.notify();
  };
  return response;
}

Result<void> stream_job_events(const Services& services, const ExchangePtr& exchange) {
  const auto id = TRY(exchange->path_id<JobId>("id"));
  (void)TRY(exchange->parameters({}));
  auto place = services.stream_places.take(exchange->principal().caller());
  if (!place && place.error().code == ErrorCode::limit_exceeded) {
    exchange->fail_for_now(place.error(), places_wait_ms);
    return {};
  }
  JobStreams::Stream stream;
  stream.place = TRY(std::move(place));
  stream.credential = services.authenticator.credential_of(exchange->request()).value();
  read_and_answer(
      services, exchange,
      [&services, exchange, id, stream](ports::Connection& reader) mutable -> Result<void> {
        const Job job = TRY(queries::find_job(reader, exchange->actor(), id));
        stream.job = job.key();
        stream.asked_by = job.actor;
        net::Response response;
        if (is_last_event(job, exchange->request().header("Last-Event-ID")))
          response.status = 204;
        else
          response = begin_stream(services, std::move(stream));
        exchange->send(std::move(response));
        return {};
      });
  return {};
}

}  // namespace

void add_license_routes(Router& router, Services& services) {
  const auto bound = [&services](auto handler) {
    return
        [&services, handler](const ExchangePtr& exchange) { return handler(services, exchange); };
  };
  router.add({.method = "GET",
              .path = "/v1/licenses",
              .operation_id = "listLicenses",
              .handle = bound(list_licenses)});
  router.add({.method = "GET",
              .path = "/v1/subscriptions/{id}/assignments",
              .operation_id = "listAssignments",
              .handle = bound(list_assignments)});
  router.add({.method = "POST",
              .path = "/v1/subscriptions/{id}/assignments",
              .operation_id = "assignLicenses",
              .scope = Scope::assign,
              .handle = bound(assign_licenses)});
  router.add({.method = "POST",
              .path = "/v1/subscriptions/{id}/assignments/remove",
              .operation_id = "unassignLicenses",
              .scope = Scope::assign,
              .handle = bound(unassign_licenses)});
  router.add({.method = "POST",
              .path = "/v1/subscriptions/{id}/assignment-jobs",
              .operation_id = "createAssignmentJob",
              .scope = Scope::assign,
              .handle = bound(create_assignment_job),
              .location = "/v1/jobs/"});
  router.add({.method = "GET",
              .path = "/v1/jobs/{id}",
              .operation_id = "getJob",
              .handle = bound(get_job)});
  router.add({.method = "GET",
              .path = "/v1/jobs/{id}/events",
              .operation_id = "streamJobEvents",
              .handle = bound(stream_job_events)});
}

}  // namespace perseat::http
