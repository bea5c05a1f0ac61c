// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The HTTP API: finds the route and the caller, and lets the route answer.
#pragma once

#include <string>

#include "adapters/http/router.h"
#include "adapters/http/services.h"
#include "base/id.h"

namespace perseat::http {

class Api {
 public:
  explicit Api(Services& services);

  void handle(net::Request&& request, net::Respond&& respond);
  [[nodiscard]] const Router& router() const { return router_; }

 private:
  [[nodiscard]] std::string request_id_of(const net::Request& request);
  void handle_unrouted(net::Request&& request, net::Respond&& respond,
                       const std::string& allowed_methods);
  void refuse_unrouted(const ExchangePtr& exchange, const std::string& allowed_methods);
  void authenticate_and_run(const ExchangePtr& exchange);
  void run_for(const ExchangePtr& exchange, Result<queries::Principal> found);
  // False: too many requests, which was answered.
  [[nodiscard]] bool pays(const ExchangePtr& exchange, RateLimiter::Caller caller,
                          std::int64_t tokens);
  [[nodiscard]] Result<void> admit(const Exchange& exchange) const;
  void run(const ExchangePtr& exchange);

  Services& services_;
  Router router_;
  IdSource ids_;
};

// Each adds the operations of one area; routes_<area>.cpp holds them.
void add_session_routes(Router& router, Services& services);
void add_password_routes(Router& router, Services& services);
void add_operating_routes(Router& router, Services& services);
void add_organization_routes(Router& router, Services& services);
void add_card_routes(Router& router, Services& services);
void add_billing_routes(Router& router, Services& services);
void add_product_routes(Router& router, Services& services);
void add_subscription_routes(Router& router, Services& services);
void add_invoice_routes(Router& router, Services& services);
void add_document_routes(Router& router, Services& services);
void add_catalog_routes(Router& router, Services& services);
void add_billing_run_routes(Router& router, Services& services);
void add_clock_routes(Router& router, Services& services);
void add_license_routes(Router& router, Services& services);
void add_user_routes(Router& router, Services& services);
void add_policy_routes(Router& router, Services& services);
void add_oversight_routes(Router& router, Services& services);
void add_report_routes(Router& router, Services& services);

}  // namespace perseat::http
