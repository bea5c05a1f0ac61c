// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// How the program ends. Scripts rely on the numbers: they never change their meaning.
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"

namespace perseat::cli {

enum class ExitCode : int {
  ok = 0,
  fault = 1,          // ours, or an answer nobody expected
  usage = 2,          // the command line itself is wrong
  not_signed_in = 3,  // nobody is signed in here, or not any more
  forbidden = 4,      // the role or the organization's policy does not allow it
  not_found = 5,      // there is no such thing, or the caller may not see it
  conflict = 6,       // right by itself, wrong in the present state
  invalid = 7,        // the server read the request and refused a value
  declined = 8,       // the bank said no
  unavailable = 9,    // the server cannot be reached, or asks to come back later
  said_no = 10,       // a person answered the question with no
  waiting = 11,       // the payment waits for a confirmation at the bank
};

// Errors of this program alone.
[[nodiscard]] Error usage_error(std::string detail);
[[nodiscard]] Error said_no();

[[nodiscard]] ExitCode exit_code_of(const Error& error);

// The kind of error that a status other than 2xx stands for.
[[nodiscard]] ErrorCode error_code_of_status(int status);

}  // namespace perseat::cli
