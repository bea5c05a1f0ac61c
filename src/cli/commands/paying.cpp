// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Cards, billing profiles and the billing account. A card's number never comes here: the payment
// gateway turns it into a token first.
#include "cli/commands/commands.h"

namespace perseat::cli {
namespace {

constexpr Column card_list_columns[] = {{"Card", ""},
                                        {"Month", "expiryMonth", Format::number},
                                        {"Year", "expiryYear", Format::number},
                                        {"Name", "name"},
                                        {"Status", "status"},
                                        {"Pays for", "usedBy"},
                                        {"ID", "id"}};
const View card_list_view{card_list_columns};
constexpr Column card_columns[] = {{"Card", "brand"},
                                   {"Ends with", "last4"},
                                   {"Expiry month", "expiryMonth"},
                                   {"Expiry year", "expiryYear"},
                                   {"Name", "name"},
                                   {"Address", "address"},
                                   {"Status", "status"},
                                   {"Owner", "owner"},
                                   {"Pays for", "usedBy"},
                                   {"Added (UTC)", "createdAt", Format::instant},
                                   {"ID", "id"}};
const View card_view{card_columns};

constexpr Column profile_list_columns[] = {
    {"Name", "name"},          {"Status", "status"},
    {"Owner", "owner"},        {"Currency", "currency"},
    {"Card", "paymentMethod"}, {"Next invoice", "nextInvoiceDate"},
    {"My roles", "myRoles"},   {"ID", "id"}};
const View profile_list_view{profile_list_columns};
constexpr Column profile_columns[] = {{"Name", "name"},
                                      {"Status", "status"},
                                      {"Owner", "owner"},
                                      {"Billing account", "billingAccountName"},
                                      {"Currency", "currency"},
                                      {"Card", "paymentMethod"},
                                      {"Backup card", "backupPaymentMethod"},
                                      {"Invoiced", "invoiceFrequency"},
                                      {"Next invoice", "nextInvoiceDate"},
                                      {"Invoices by e-mail", "invoicesByEmail"},
                                      {"To", "invoiceRecipients"},
                                      {"Bill to", "billTo"},
                                      {"Contact", "contactEmail"},
                                      {"PO number", "poNumber"},
                                      {"My roles", "myRoles"},
                                      {"ID", "id"}};
const View profile_view{profile_columns};
constexpr Column replaced_columns[] = {{"Applied", "applied"},
                                       {"Profile", "billingProfile.name"},
                                       {"Card", "billingProfile.paymentMethod"}};
constexpr Column moved_columns[] = {{"Kind", "kind"}, {"Name", "name"}, {"ID", "id"}};
constexpr Section replaced_sections[] = {{"What the new card pays for", "moved", moved_columns}};
const View replaced_view{replaced_columns, {}, replaced_sections};

constexpr Column account_columns[] = {{"Name", "name"},
                                      {"Sold to", "soldTo"},
                                      {"Tax ID", "taxId"},
                                      {"Tax ID verified", "taxIdVerified"},
                                      {"Registration", "registrationNumber"},
                                      {"Time zone", "timeZone"},
                                      {"Currency", "currency"},
                                      {"My roles", "myRoles"},
                                      {"ID", "id"}};
const View account_view{account_columns};

constexpr Option card_option{
    "ID", "", "The payment method: id or last four digits", "", Kind::card, "", true};
constexpr Option profile_option{"ID", "", "The billing profile", "", Kind::text, "", true};

// The members of an address below `target_...`; texts live as long as the program.
void add_address(std::vector<Option>& options, const std::vector<std::string_view>& targets,
                 bool is_required) {
  const std::string_view names[] = {"--line1",  "--line2",       "--city",
                                    "--region", "--postal-code", "--country"};
  const std::string_view helps[] = {"Street and number", "Anything more", "City",
                                    "State or province", "Postal code",   "Country, as KR or DE"};
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const bool is_needed = is_required && (i == 0 || i == 2 || i == 5);
    options.push_back(
        {names[i], i == 5 ? "CC" : "TEXT", helps[i], targets[i], Kind::text, "", is_needed});
  }
}

const std::vector<std::string_view> address_targets{"address.line1",      "address.line2",
                                                    "address.city",       "address.region",
                                                    "address.postalCode", "address.country"};
const std::vector<std::string_view> bill_to_targets{"billTo.line1",      "billTo.line2",
                                                    "billTo.city",       "billTo.region",
                                                    "billTo.postalCode", "billTo.country"};
const std::vector<std::string_view> sold_to_targets{"soldTo.line1",      "soldTo.line2",
                                                    "soldTo.city",       "soldTo.region",
                                                    "soldTo.postalCode", "soldTo.country"};

std::vector<Option> with_address(std::vector<Option> options,
                                 const std::vector<std::string_view>& targets,
                                 bool is_required = false) {
  add_address(options, targets, is_required);
  return options;
}

Commands card_commands() {
  return {
      {.name = "payment-methods",
       .summary = "Your cards",
       .details = "  perseat payment-methods\n  perseat payment-methods show 4242",
       .operation = {"GET", "/v1/payment-methods", Shape::list, &card_list_view}},
      {.name = "payment-methods show",
       .summary = "One card in detail",
       .details = "  perseat payment-methods show 4242",
       .options = {card_option},
       .operation = {"GET", "/v1/payment-methods/{ID}", Shape::item, &card_view}},
      {.name = "payment-methods add",
       .summary = "Add a card by the payment gateway's token",
       .details = "Never give a card number: the gateway makes a token of it. The sandbox gateway\n"
                  "knows pm_card_visa, pm_card_kr and others for tests.\n"
                  "  perseat payment-methods add --token pm_card_kr --name 'Kim Minji' \\\n"
                  "    --line1 '12 Teheran-ro' --city Seoul --postal-code 06234 --country KR",
       .options =
           with_address({{"--token", "TOKEN", "The gateway's token", "token", Kind::text, "", true},
                         {"--name", "NAME", "The name on the card", "name", Kind::text, "", true}},
                        address_targets, true),
       .operation = {"POST", "/v1/payment-methods", Shape::item, &card_view},
       .is_keyed = true},
      {.name = "payment-methods update",
       .summary = "Change expiry, name or address of a card",
       .details = "  perseat payment-methods update 4242 --expiry-month 4 --expiry-year 2030",
       .options = with_address(
           {card_option,
            {"--expiry-month", "M", "1 to 12, with the year", "expiryMonth", Kind::integer},
            {"--expiry-year", "YYYY", "Four digits, with the month", "expiryYear", Kind::integer},
            {"--name", "NAME", "The name on the card", "name"},
            {"--security-code-token", "TOKEN", "The gateway's token of the code",
             "securityCodeToken"}},
           address_targets),
       .operation = {"PATCH", "/v1/payment-methods/{ID}", Shape::item, &card_view}},
      {.name = "payment-methods delete",
       .summary = "Delete a card that pays for nothing",
       .details = "  perseat payment-methods delete 4242",
       .options = {card_option},
       .operation = {"DELETE", "/v1/payment-methods/{ID}"},
       .question = "Delete payment method {ID}?",
       .done = "The payment method is deleted."},
  };
}

}  // namespace

Commands paying_commands() {
  Commands commands = card_commands();
  Commands profiles{
      {.name = "billing-profiles",
       .summary = "Where invoices go and what pays them",
       .details = "  perseat billing-profiles\n  perseat billing-profiles show PROFILE",
       .operation = {"GET", "/v1/billing-profiles", Shape::list, &profile_list_view}},
      {.name = "billing-profiles show",
       .summary = "One profile in detail",
       .details = "  perseat billing-profiles show PROFILE",
       .options = {profile_option},
       .operation = {"GET", "/v1/billing-profiles/{ID}", Shape::item, &profile_view}},
      {.name = "billing-profiles update",
       .summary = "Change name, recipients, address or backup card of a profile",
       .details = "  perseat billing-profiles update PROFILE --invoices-by-email yes \\\n"
                  "    --recipient finance@example.com",
       .options = with_address(
           {profile_option,
            {"--name", "NAME", "Its name", "name"},
            {"--invoices-by-email", "", "Send invoices", "invoicesByEmail", Kind::yes_no},
            {"--recipient", "ADDRESS", "Who gets them (repeat; \"\" for nobody)",
             "invoiceRecipients", Kind::text, "", false, true},
            {"--contact", "ADDRESS", "Whom to ask", "contactEmail"},
            {"--po-number", "TEXT", "Purchase order number on invoices", "poNumber"},
            {"--backup-card", "CARD", "Pays when the card is declined", "backupPaymentMethodId",
             Kind::card}},
           bill_to_targets),
       .operation = {"PATCH", "/v1/billing-profiles/{ID}", Shape::item, &profile_view}},
      {.name = "billing-profiles replace-card",
       .summary = "Let another card pay for a profile; the old one is kept",
       .details = "  perseat billing-profiles replace-card PROFILE --card 4242 --preview\n"
                  "  perseat billing-profiles replace-card PROFILE --card 4242",
       .options = {profile_option,
                   {"--card", "CARD", "Id or last four digits", "paymentMethodId", Kind::card, "",
                    true},
                   {"--preview", "", "Only list what would move", "previewOnly", Kind::flag}},
       .operation = {"POST", "/v1/billing-profiles/{ID}/payment-method", Shape::item,
                     &replaced_view},
       .is_keyed = true},
      {.name = "billing-account",
       .summary = "Who is sold to: name, address, tax ID, time zone",
       .details = "  perseat billing-account",
       .operation = {"GET", "/v1/billing-account", Shape::item, &account_view}},
      {.name = "billing-account update",
       .summary = "Change the billing account",
       .details = "  perseat billing-account update --tax-id DE123456789",
       .options =
           with_address({{"--name", "NAME", "Its name", "name"},
                         {"--tax-id", "TEXT", "VAT number and the like", "taxId"},
                         {"--registration", "TEXT", "Company registration", "registrationNumber"},
                         {"--time-zone", "ZONE", "Days begin here, as Asia/Seoul", "timeZone"}},
                        sold_to_targets),
       .operation = {"PATCH", "/v1/billing-account", Shape::item, &account_view}},
  };
  for (Command& command : profiles) commands.push_back(std::move(command));
  return commands;
}

}  // namespace perseat::cli
