// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The organization: what its people buy, what they may buy, who they are and what they do.
#include "cli/commands/commands.h"
#include "cli/operation.h"

namespace perseat::cli {
namespace {

constexpr Column purchase_columns[] = {{"Product", "productName"},
                                       {"Bought by", "purchaser"},
                                       {"Licenses", "quantity", Format::number},
                                       {"Assigned", "assigned", Format::number},
                                       {"Price", "purchasePrice", Format::money},
                                       {"Status", "status"},
                                       {"Recurring", "recurringBilling"},
                                       {"Ends (UTC)", "expiresAt", Format::instant},
                                       {"Subscription", "subscriptionId"}};
const View purchase_view{purchase_columns};

constexpr Column policy_list_columns[] = {
    {"Product", "productName"}, {"Policy", "value"},
    {"Inherited", "inherited"}, {"Changed (UTC)", "changedAt", Format::instant},
    {"By", "changedBy"},        {"Product ID", "productId"}};
const View policy_list_view{policy_list_columns};
constexpr Column policy_change_columns[] = {
    {"At (UTC)", "at", Format::instant}, {"Before", "before"}, {"After", "after"}, {"By", "actor"}};
constexpr Section policy_sections[] = {{"History", "history", policy_change_columns}};
const View policy_view{policy_list_columns, {}, policy_sections};

constexpr Column user_columns[] = {{"Name", "displayName"},
                                   {"E-mail", "email"},
                                   {"Kind", "kind"},
                                   {"State", "state"},
                                   {"Language", "locale"},
                                   {"Country", "usageCountry"},
                                   {"Since (UTC)", "createdAt", Format::instant},
                                   {"ID", "id"}};
const View user_view{user_columns};

constexpr Column role_columns[] = {{"Person", "user"},
                                   {"Role", "role"},
                                   {"Billing profile", "billingProfileId"},
                                   {"Given (UTC)", "grantedAt", Format::instant},
                                   {"By", "grantedBy"},
                                   {"ID", "id"}};
const View role_view{role_columns};

constexpr Column audit_columns[] = {{"#", "sequence", Format::number},
                                    {"At (UTC)", "at", Format::instant},
                                    {"By", "actor"},
                                    {"Action", "action"},
                                    {"Subject", "subject"},
                                    {"Changes", "changes"},
                                    {"Request", "requestId"}};
const View audit_view{audit_columns};

constexpr Option product_option{
    "PRODUCT", "", "Id, SKU or name; default for all others", "", Kind::product, "", true};
constexpr Option user_option{
    "USER", "", "The person: id, e-mail address or whole name", "", Kind::person, "", true};
constexpr std::string_view roles =
    "globalAdmin|billingAdmin|licenseAdmin|userAdmin|globalReader|serviceSupportAdmin|"
    "billingAccountOwner|billingAccountContributor|billingAccountReader|billingProfileOwner|"
    "billingProfileContributor|billingProfileReader|invoiceManager|partner";

// The API gives it as CSV only.
Result<ExitCode> license_holders(Context& context) {
  Api api = TRY(signed_in(context));
  Call call{.path = "/v1/organization/license-holders", .accept = "text/csv"};
  call.query = TRY(query_of(context, api));
  const Reply reply = TRY(api.call(call));
  if (context.output == Output::csv) {
    context.around.out(reply.http.body);
    return ExitCode::ok;
  }
  show_grid(context, TRY(parse_csv(reply.http.body)));
  return ExitCode::ok;
}

Commands oversight_commands() {
  return {
      {.name = "purchases",
       .summary = "What people of the organization bought themselves",
       .details = "For global and billing admins and readers.\n"
                  "  perseat purchases --output csv > purchases.csv",
       .options = {{"--product", "PRODUCT", "Only of a product", "productId", Kind::product},
                   {"--purchaser", "PERSON", "Only bought by a person", "purchaserId",
                    Kind::person},
                   {"--status", "", "Only in this state", "status", Kind::text,
                    "pendingPayment|trial|active|expired|disabled|deleted"},
                   {"--renews-before", "TIME", "Only renewing before this time, UTC",
                    "renewsBefore"}},
       .operation = {"GET", "/v1/organization/purchases", Shape::list, &purchase_view}},
      {.name = "license-holders",
       .summary = "Who holds licenses of self-service subscriptions",
       .details = "  perseat license-holders --output csv > holders.csv",
       .options = {{"--subscription", "ID", "Only of subscriptions (repeat)", "subscriptionId",
                    Kind::text, "", false, true},
                   {"--product", "PRODUCT", "Only of a product", "productId", Kind::product}},
       .operation = {"GET", "/v1/organization/license-holders"},
       .handler = license_holders},
      {.name = "policies",
       .summary = "Who may buy which product",
       .details = "  perseat policies\n  perseat policies set DRAW-1 disabled",
       .operation = {"GET", "/v1/policies/self-service", Shape::list, &policy_list_view}},
      {.name = "policies get",
       .summary = "The policy of a product, with its history",
       .details = "  perseat policies get default",
       .options = {product_option},
       .operation = {"GET", "/v1/policies/self-service/{PRODUCT}", Shape::item, &policy_view}},
      {.name = "policies set",
       .summary = "Set the policy of a product, or the default",
       .details = "Holds for new purchases; what was bought stays.\n"
                  "  perseat policies set default onlyTrialsWithoutPaymentMethod",
       .options = {product_option,
                   {"VALUE", "", "Who may buy", "value", Kind::text,
                    "enabled|onlyTrialsWithoutPaymentMethod|disabled|askFirst", true}},
       .operation = {"PUT", "/v1/policies/self-service/{PRODUCT}", Shape::item, &policy_view}},
      {.name = "audit",
       .summary = "Every change in the organization, newest first",
       .details = "  perseat audit --limit 20\n  perseat audit --subject SUBSCRIPTION",
       .options = {{"--subject", "ID", "Only about this thing", "subjectId"}},
       .operation = {"GET", "/v1/audit-events", Shape::list, &audit_view}},
  };
}

Commands user_commands() {
  return {
      {.name = "users",
       .summary = "The people of the organization",
       .details = "  perseat users --search kim\n  perseat users show minji@example.com",
       .options = {{"--search", "TEXT", "Words of name or address", "search"},
                   {"--state", "", "Only in this state", "state", Kind::text, "active|disabled"}},
       .operation = {"GET", "/v1/users", Shape::list, &user_view}},
      {.name = "users show",
       .summary = "One person",
       .details = "  perseat users show minji@example.com",
       .options = {user_option},
       .operation = {"GET", "/v1/users/{USER}", Shape::item, &user_view}},
      {.name = "users add",
       .summary = "Make an account",
       .details = "  perseat users add --name 'Lee Jisoo' --email jisoo@example.com --locale ko",
       .options = {{"--name", "NAME", "The name to show", "displayName", Kind::text, "", true},
                   {"--email", "ADDRESS", "To sign in with", "email", Kind::text, "", true},
                   {"--password-stdin", "", "Read a password; without: none", "password",
                    Kind::password},
                   {"--kind", "", "Guests neither buy nor hold licenses", "kind", Kind::text,
                    "member|guest"},
                   {"--locale", "", "Language", "locale", Kind::text, "ko|en|de|zh-CN"},
                   {"--country", "CC", "Where the person uses licenses", "usageCountry"}},
       .operation = {"POST", "/v1/users", Shape::item, &user_view},
       .is_keyed = true},
      {.name = "users update",
       .summary = "Change or disable an account",
       .details = "  perseat users update jisoo@example.com --state disabled",
       .options = {user_option,
                   {"--name", "NAME", "The name to show", "displayName"},
                   {"--state", "", "Disabling ends sessions and tokens", "state", Kind::text,
                    "active|disabled"},
                   {"--locale", "", "Language", "locale", Kind::text, "ko|en|de|zh-CN"},
                   {"--country", "CC", "Where the person uses licenses", "usageCountry"}},
       .operation = {"PATCH", "/v1/users/{USER}", Shape::item, &user_view}},
  };
}

Commands role_commands() {
  return {
      {.name = "roles",
       .summary = "Who has which role",
       .details = "  perseat roles --role globalAdmin",
       .options = {{"--user", "PERSON", "Only of a person", "userId", Kind::person},
                   {"--role", "", "Only this role", "role", Kind::text, roles},
                   {"--billing-profile", "ID", "Only on a profile", "billingProfileId"}},
       .operation = {"GET", "/v1/role-assignments", Shape::list, &role_view}},
      {.name = "roles grant",
       .summary = "Give a role to a person",
       .details =
           "  perseat roles grant jisoo@example.com licenseAdmin\n"
           "  perseat roles grant jisoo@example.com invoiceManager --billing-profile PROFILE",
       .options = {{"USER", "", "The person: id, e-mail address or whole name", "userId",
                    Kind::person, "", true},
                   {"ROLE", "", "The role", "role", Kind::text, roles, true},
                   {"--billing-profile", "ID", "The profile, for roles of one",
                    "billingProfileId"}},
       .operation = {"POST", "/v1/role-assignments", Shape::item, &role_view},
       .is_keyed = true},
      {.name = "roles revoke",
       .summary = "Take a role back",
       .details = "  perseat roles revoke ASSIGNMENT",
       .options = {{"ID", "", "The assignment, from perseat roles", "", Kind::text, "", true}},
       .operation = {"DELETE", "/v1/role-assignments/{ID}"},
       .question = "Take role assignment {ID} back?",
       .done = "The role is taken back."},
  };
}

}  // namespace

Commands organization_commands() {
  Commands commands = oversight_commands();
  for (Command& command : user_commands()) commands.push_back(std::move(command));
  for (Command& command : role_commands()) commands.push_back(std::move(command));
  return commands;
}

}  // namespace perseat::cli
