// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Products, quotes, purchases, and what becomes of a subscription.
#include <fmt/format.h>

#include "cli/commands/commands.h"
#include "cli/operation.h"
#include "cli/quote.h"

namespace perseat::cli {
namespace {

constexpr Column product_list_columns[] = {{"SKU", "/sku"},
                                           {"Product", "/name"},
                                           {"Offer", "code"},
                                           {"Price", "price", Format::money},
                                           {"Term", "term"},
                                           {"Trial", "trial"},
                                           {"Policy", "/selfServicePolicy"},
                                           {"May buy", "/eligibility"},
                                           {"Offer ID", "id"}};
const View product_list_view{product_list_columns, "offers"};

constexpr Column product_columns[] = {{"SKU", "sku"},
                                      {"Name", "name"},
                                      {"Description", "description"},
                                      {"Service plans", "servicePlans"},
                                      {"Policy", "selfServicePolicy"},
                                      {"May buy", "eligibility"},
                                      {"ID", "id"}};
constexpr Column offer_columns[] = {{"Offer", "code"},
                                    {"Price", "price", Format::money},
                                    {"Tax inside", "taxInclusive"},
                                    {"Term", "term"},
                                    {"Billed", "billingFrequency"},
                                    {"Trial", "trial"},
                                    {"From", "minQuantity", Format::number},
                                    {"To", "maxQuantity", Format::number},
                                    {"Fewer seats", "seatReduction"},
                                    {"More seats billed", "billIncrease"},
                                    {"Refund", "cancelRefund"},
                                    {"Hours", "cancelWindowHours", Format::number},
                                    {"ID", "id"}};
constexpr Section product_sections[] = {{"Offers", "offers", offer_columns}};
const View product_view{product_columns, {}, product_sections};

constexpr Column subscription_list_columns[] = {{"Product", "productName"},
                                                {"Nickname", "nickname"},
                                                {"Status", "status"},
                                                {"Licenses", "quantity", Format::number},
                                                {"Assigned", "assigned", Format::number},
                                                {"Available", "available", Format::number},
                                                {"Price", "price", Format::money},
                                                {"Term", "term"},
                                                {"Renews (UTC)", "renewsAt", Format::instant},
                                                {"Ends (UTC)", "expiresAt", Format::instant},
                                                {"ID", "id"}};
constexpr Column subscription_columns[] = {
    {"Product", "productName"},
    {"Nickname", "nickname"},
    {"Status", "status"},
    {"Bought by", "purchaser"},
    {"Account type", "accountType"},
    {"Licenses", "quantity"},
    {"Assigned", "assigned"},
    {"Available", "available"},
    {"Licenses at renewal", "scheduledQuantity"},
    {"Price", "price"},
    {"Term", "term"},
    {"Billed", "billingFrequency"},
    {"Billed from renewal", "scheduledBillingFrequency"},
    {"Recurring billing", "recurringBilling"},
    {"Started (UTC)", "startedAt", Format::instant},
    {"Renews (UTC)", "renewsAt", Format::instant},
    {"Ends (UTC)", "expiresAt", Format::instant},
    {"Next change (UTC)", "nextLifecycleAt", Format::instant},
    {"Billing profile", "billingProfileId"},
    {"ID", "id"}};

constexpr Column order_columns[] = {{"At (UTC)", "at", Format::instant},
                                    {"What", "kind"},
                                    {"By", "actor"},
                                    {"Before", "quantityBefore", Format::number},
                                    {"After", "quantityAfter", Format::number},
                                    {"Total", "total", Format::money},
                                    {"Invoice", "invoiceId"},
                                    {"ID", "id"}};
const View order_view{order_columns};

constexpr Option account_type_option{
    "--account-type", "",         "For yourself, or as admin for the organization",
    "accountType",    Kind::text, "selfService|organization"};

// The call of the command's operation, and the quote for it.
Result<QuotedChange> change_of(Context& context, Api& api, std::string_view quote_kind) {
  const Operation& operation = context.given.command->operation;
  QuotedChange change;
  change.call = {.method = "POST", .path = TRY(fill_path(context, api, operation.path))};
  change.body = TRY(body_of(context, api));
  change.quote.set_text("kind", quote_kind);
  return change;
}

Result<ExitCode> buy(Context& context) {
  Api api = TRY(signed_in(context));
  QuotedChange change = TRY(change_of(context, api, "purchase"));
  for (const std::string_view member : {"offerId", "quantity", "trial", "accountType"})
    change.quote.set(member, change.body.json_at(member));
  change.expects_total = true;
  change.question = context.given.has("--trial") ? "Begin this trial?" : "Buy this?";
  return quote_and_change(context, api, std::move(change));
}

// "/v1/subscriptions/ID" of "/v1/subscriptions/ID/cancel".
std::string subscription_path(const Call& call) {
  return call.path.substr(0, call.path.rfind('/'));
}

void set_subscription(QuotedChange& change) {
  const std::string path = subscription_path(change.call);
  change.quote.set_text("subscriptionId", path.substr(path.rfind('/') + 1));
}

Result<ExitCode> set_quantity(Context& context) {
  Api api = TRY(signed_in(context));
  QuotedChange change = TRY(change_of(context, api, "quantityChange"));
  set_subscription(change);
  for (const std::string_view member : {"quantity", "when"})
    change.quote.set(member, change.body.json_at(member));
  change.expects_total = true;
  change.question = fmt::format("Change the total to {}?", context.given.text("TOTAL"));
  return quote_and_change(context, api, std::move(change));
}

Result<ExitCode> cancel(Context& context) {
  Api api = TRY(signed_in(context));
  QuotedChange change = TRY(change_of(context, api, "cancellation"));
  set_subscription(change);
  // Read before the quote: if anything changes in between, the server refuses.
  const Reply subscription = TRY(api.call({.path = subscription_path(change.call)}));
  change.call.if_match = std::string(subscription.http.header("etag"));
  change.question =
      fmt::format("Cancel {}?", cell_text(subscription.root().member("productName"), Format::text));
  return quote_and_change(context, api, std::move(change));
}

Result<ExitCode> reactivate(Context& context) {
  Api api = TRY(signed_in(context));
  QuotedChange change = TRY(change_of(context, api, "reactivation"));
  set_subscription(change);
  change.question = "Reactivate it?";
  return quote_and_change(context, api, std::move(change));
}

const char* const buy_details =
    "The price is shown and asked for first; nothing is bought if it changes in between.\n"
    "  perseat buy --offer DRAW-1/monthly --quantity 3 --card 4242\n"
    "  perseat buy --offer NOTE-1/monthly --quantity 1 --trial\n"
    "When an answer is lost, repeat the command with the key it printed: it never buys twice.\n"
    "  perseat buy --offer DRAW-1/monthly --quantity 3 --card 4242 --yes \\\n"
    "    --idempotency-key 0190a1b2-c3d4-7e5f-8a6b-1c2d3e4f5a6b";

Commands product_commands() {
  return {
      {.name = "products",
       .summary = "What can be bought, or one product in detail",
       .details = "  perseat products\n"
                  "  perseat products DRAW-1\n"
                  "  perseat products --search drawing --output csv",
       .options = {{"ID", "", "A product: its id, SKU or name", "", Kind::product},
                   {"--search", "TEXT", "Words of name or description", "search"}},
       .operation = {"GET", "/v1/products", Shape::list, &product_list_view},
       .item_operation = {"GET", "/v1/products/{ID}", Shape::item, &product_view}},
      {.name = "quote",
       .summary = "What a purchase or change would cost or give back; changes nothing",
       .details = "  perseat quote --offer DRAW-1/monthly --quantity 3\n"
                  "  perseat quote --subscription SUBSCRIPTION --quantity 105\n"
                  "  perseat quote --subscription SUBSCRIPTION --kind cancellation",
       .options = {{"--kind", "", "What would be done (default: what the options say)", "kind",
                    Kind::text, "purchase|quantityChange|cancellation|reactivation|renewal"},
                   {"--offer", "OFFER", "To buy: id or SKU/CODE", "offerId", Kind::offer},
                   {"--subscription", "ID", "To change: id or nickname", "subscriptionId",
                    Kind::subscription},
                   {"--quantity", "N", "The total of licenses", "quantity", Kind::integer},
                   {"--trial", "", "Begin with the trial", "trial", Kind::flag},
                   account_type_option,
                   {"--when", "", "When the change happens", "when", Kind::text, "now|renewal"}},
       .operation = {"POST", "/v1/quotes", Shape::item, &quote_view},
       .handler = show_quote},
      {.name = "buy",
       .summary = "Buy licenses, or begin a trial",
       .details = buy_details,
       .options = {{"--offer", "OFFER", "What to buy: id or SKU/CODE", "offerId", Kind::offer, "",
                    true},
                   {"--quantity", "N", "How many licenses", "quantity", Kind::integer, "", true},
                   {"--card", "CARD", "Payment method: id or last four digits", "paymentMethodId",
                    Kind::card},
                   {"--trial", "", "Begin with the trial", "trial", Kind::flag},
                   {"--nickname", "NAME", "Your own name for it", "nickname"},
                   account_type_option,
                   {"--billing-profile", "ID", "Profile to invoice, only for the organization",
                    "billingProfileId"},
                   yes_option,
                   key_option},
       .operation = {"POST", "/v1/subscriptions", Shape::item, &subscription_view},
       .handler = buy}};
}

Commands change_commands() {
  return {
      {.name = "set-quantity",
       .summary = "Change the total number of licenses",
       .details = "The number is the new total, not the difference: with 100, five more is 105.\n"
                  "  perseat set-quantity SUBSCRIPTION 105\n"
                  "  perseat set-quantity SUBSCRIPTION 90 --when renewal",
       .options = {subscription_option,
                   {"TOTAL", "", "The new total", "quantity", Kind::integer, "", true},
                   {"--when", "", "When it changes (default: as the offer allows)", "when",
                    Kind::text, "now|renewal"},
                   yes_option,
                   key_option},
       .operation = {"POST", "/v1/subscriptions/{ID}/quantity", Shape::item, &subscription_view},
       .handler = set_quantity},
      {.name = "cancel",
       .summary = "Cancel a subscription",
       .details = "Shows what is given back and how many people lose their license, then asks.\n"
                  "  perseat cancel SUBSCRIPTION --reason noLongerNeeded \\\n"
                  "    --feedback 'The project is over.'",
       .options = {subscription_option,
                   {"--reason", "", "Why", "reason", Kind::text,
                    "tooExpensive|noLongerNeeded|missingFeatures|switchedProduct|technicalIssues|"
                    "boughtByMistake|other",
                    true},
                   {"--feedback", "TEXT", "In your words", "feedback"},
                   yes_option,
                   key_option},
       .operation = {"POST", "/v1/subscriptions/{ID}/cancel", Shape::item, &subscription_view},
       .handler = cancel},
      {.name = "reactivate",
       .summary = "Bring an expired or disabled subscription back",
       .details = "  perseat reactivate SUBSCRIPTION --card 4242",
       .options = {subscription_option,
                   {"--card", "CARD", "Pays from now on: id or last four digits", "paymentMethodId",
                    Kind::card},
                   yes_option,
                   key_option},
       .operation = {"POST", "/v1/subscriptions/{ID}/reactivate", Shape::item, &subscription_view},
       .handler = reactivate}};
}

}  // namespace

const View subscription_list_view{subscription_list_columns};
const View subscription_view{subscription_columns};

Commands buying_commands() {
  Commands commands = product_commands();
  commands.push_back(
      {.name = "subscriptions",
       .summary = "Your subscriptions, or one in detail",
       .details = "  perseat subscriptions\n"
                  "  perseat subscriptions --scope organization --status active\n"
                  "  perseat subscriptions 'Design team'",
       .options = {{"ID", "", "One subscription: its id or nickname", "", Kind::subscription},
                   {"--scope", "", "Yours, or all you may oversee (default mine)", "scope",
                    Kind::text, "mine|organization"},
                   {"--status", "", "Only in this state", "status", Kind::text,
                    "pendingPayment|trial|active|expired|disabled|deleted"},
                   {"--account-type", "", "Only of this kind", "accountType", Kind::text,
                    "selfService|organization"},
                   {"--product", "PRODUCT", "Only of a product", "productId", Kind::product},
                   {"--purchaser", "PERSON", "Only bought by a person", "purchaserId",
                    Kind::person},
                   {"--renews-before", "TIME", "Only renewing before this time, UTC",
                    "renewsBefore"}},
       .operation = {"GET", "/v1/subscriptions", Shape::list, &subscription_list_view},
       .item_operation = {"GET", "/v1/subscriptions/{ID}", Shape::item, &subscription_view}});
  commands.push_back(
      {.name = "orders",
       .summary = "The history of a subscription",
       .details = "  perseat orders SUBSCRIPTION --output csv",
       .options = {subscription_option},
       .operation = {"GET", "/v1/subscriptions/{ID}/orders", Shape::list, &order_view}});
  for (Command& command : change_commands()) commands.push_back(std::move(command));
  commands.push_back(
      {.name = "update",
       .summary = "Change renewal, frequency, nickname or profile of a subscription",
       .details = "  perseat update SUBSCRIPTION --recurring-billing off\n"
                  "  perseat update SUBSCRIPTION --nickname 'Design team'",
       .options = {subscription_option,
                   {"--recurring-billing", "", "Renew, renew once more, or not", "recurringBilling",
                    Kind::text, "on|onceMore|off"},
                   {"--billing-frequency", "", "From the next renewal on", "billingFrequency",
                    Kind::text, "monthly|yearly"},
                   {"--nickname", "NAME", "Your own name for it; empty: none", "nickname"},
                   {"--billing-profile", "ID", "Another profile of the account",
                    "billingProfileId"}},
       .operation = {"PATCH", "/v1/subscriptions/{ID}", Shape::item, &subscription_view}});
  return commands;
}

}  // namespace perseat::cli
