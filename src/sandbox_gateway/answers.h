// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// HTTP answers from what operations return.
#pragma once

#include <string>

#include "base/error.h"
#include "net/http_types.h"
#include "sandbox_gateway/operations.h"
#include "sandbox_gateway/render.h"

namespace perseat::sandbox_gateway {

inline net::Response json_response(int status, std::string body) {
  net::Response response;
  response.status = status;
  response.body = std::move(body);
  return response;
}

inline net::Response error_response(const Error& error) {
  return json_response(error_status(error), render_error(error));
}

inline net::Response answer_response(const AnyObject& object,
                                     const std::optional<Decline>& decline) {
  if (decline) return json_response(402, render_decline(*decline, object));
  return json_response(200, render(object));
}

inline net::Response server_error_response(std::string detail) {
  return error_response({ErrorCode::internal, "", std::move(detail), {}, {}});
}

}  // namespace perseat::sandbox_gateway
