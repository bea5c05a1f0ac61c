// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/http/router.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "adapters/http/openapi_document.h"

namespace perseat::http {
namespace {

Router sample_router() {
  Router router;
  const auto add = [&](std::string method, std::string path, std::string operation) {
    Route route;
    route.method = std::move(method);
    route.path = std::move(path);
    route.operation_id = std::move(operation);
    router.add(std::move(route));
  };
  add("GET", "/v1/boats", "listBoats");
  add("POST", "/v1/boats", "addBoat");
  add("GET", "/v1/boats/fastest", "showFastest");
  add("GET", "/v1/boats/{boatId}", "showBoat");
  add("DELETE", "/v1/boats/{boatId}/seats/{seatId}", "removeSeat");
  return router;
}

struct Row {
  std::string method;
  std::string path;
  std::string found;  // the operation and what stood for its names, or the methods allowed
};

std::string found_by(const Router& router, const Row& row) {
  const Router::Match match = router.find(row.method, row.path);
  if (match.route == nullptr)
    return match.allowed_methods.empty() ? "" : "only " + match.allowed_methods;
  std::string found = match.route->operation_id;
  for (const auto& [name, value] : match.values) found += " " + std::string(name) + "=" + value;
  return found;
}

void expect_found(const Router& router, std::initializer_list<Row> rows) {
  for (const Row& row : rows)
    EXPECT_EQ(found_by(router, row), row.found) << row.method << " " << row.path;
}

TEST(Router, FindsTheOperationOfAMethodAndPath) {
  expect_found(sample_router(),
               {{"GET", "/v1/boats", "listBoats"},
                {"POST", "/v1/boats", "addBoat"},
                {"GET", "/v1/boats/7", "showBoat boatId=7"},
                {"DELETE", "/v1/boats/7/seats/12", "removeSeat boatId=7 seatId=12"}});
}

TEST(Router, TakesTheFirstOfTwoRoutesThatFit) {
  expect_found(sample_router(), {{"GET", "/v1/boats/fastest", "showFastest"},
                                 {"GET", "/v1/boats/fast", "showBoat boatId=fast"}});
}

TEST(Router, TellsTheMethodsOfAPathThatHasOthers) {
  expect_found(sample_router(), {{"DELETE", "/v1/boats", "only GET, POST"},
                                 {"get", "/v1/boats", "only GET, POST"},
                                 {"", "/v1/boats/7", "only GET"},
                                 {"GET", "/v1/boats/7/seats/12", "only DELETE"}});
}

TEST(Router, FindsNothingForPathsThatAreNotQuiteThere) {
  expect_found(sample_router(), {{"GET", "", ""},
                                 {"GET", "/", ""},
                                 {"GET", "*", ""},
                                 {"GET", "xv1/boats", ""},
                                 {"GET", "v1/boats", ""},
                                 {"GET", "/v1", ""},
                                 {"GET", "/V1/boats", ""},
                                 {"GET", "//v1/boats", ""},
                                 {"GET", "/v1//boats", ""},
                                 {"GET", "/v1/boats/", ""},
                                 {"GET", "/v1/boats/7/", ""},
                                 {"GET", "/v1/boats/7/seats", ""},
                                 {"GET", "/v1/%62oats", ""}});
}

TEST(Router, DecodesWhatStandsForANameAfterThePathIsSplit) {
  expect_found(sample_router(), {{"GET", "/v1/boats/a%2Fb", "showBoat boatId=a/b"},
                                 {"GET", "/v1/boats/a+b", "showBoat boatId=a+b"},
                                 {"GET", "/v1/boats/%EB%B0%B0", "showBoat boatId=배"},
                                 {"GET", "/v1/boats/..", "showBoat boatId=.."},
                                 {"GET", "/v1/boats/%4", ""},
                                 {"GET", "/v1/boats/%zz", ""},
                                 {"GET", "/v1/boats/%00", ""},
                                 {"GET", "/v1/boats/%FF", ""}});
}

TEST(Router, GivesARouteTheQueryParametersOfItsOperation) {
  const auto operations = openapi_operations();
  const auto filtered = std::ranges::find_if(
      operations, [](const OpenApiOperation& one) { return !one.query_parameters.empty(); });
  ASSERT_NE(filtered, operations.end());
  Router router;
  Route known;
  known.operation_id = filtered->operation_id;
  router.add(std::move(known));
  Route unknown;
  unknown.operation_id = "listBoats";
  unknown.query_parameters = "speed";
  router.add(std::move(unknown));
  EXPECT_EQ(router.routes()[0]->query_parameters, filtered->query_parameters);
  EXPECT_EQ(router.routes()[1]->query_parameters, "");
}

}  // namespace
}  // namespace perseat::http
