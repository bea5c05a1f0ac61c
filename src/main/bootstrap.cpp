// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "main/bootstrap.h"

#include "base/fold.h"
#include "base/hash.h"
#include "base/json_struct.h"
#include "main/run_command.h"
#include "usecases/identity/create_operator.h"

namespace perseat {
namespace {

struct OperatorInput {
  std::string email;
  std::string password;
};
BOOST_DESCRIBE_STRUCT(OperatorInput, (), (email, password))

}  // namespace

Result<void> bootstrap(engine::CommandQueue& queue, std::string_view input) {
  const json::Document document = TRY(json::Document::parse(input));
  const auto account =
      TRY(json::read<OperatorInput>(document.root().member("operator"), "operator"));
  if (account.email.find('@') == std::string::npos)
    return invalid("operator.email", "malformedEmail", "Give an e-mail address.");
  if (account.password.size() < 12)
    return invalid("operator.password", "passwordTooShort",
                   "A password needs at least 12 characters.");
  TRY(run_command(queue,
                  usecases::CreateOperator{account.email, fold_email(account.email),
                                           hash_password(account.password)},
                  Actor{}));
  return {};
}

}  // namespace perseat
