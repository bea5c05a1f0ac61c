// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/billing_account/update_billing_account.h"

#include <utility>
#include <vector>

#include "base/zone.h"
#include "domain/free_text.h"
#include "domain/standing.h"
#include "store/audit.h"
#include "usecases/etag.h"

namespace perseat::usecases {
namespace {

using AccountChanges = std::vector<FieldChange>;

void set(AccountChanges& changes, const char* field, std::string& target, std::string value) {
  if (target == value) return;
  changes.push_back({field, target, value});
  target = std::move(value);
}

Result<void> set_sold_to(const Address& wanted, BillingAccount& account, AccountChanges& changes) {
  Address address = TRY(clean_address("soldTo", wanted));
  if (address.country != account.sold_to.country)
    return conflict("countryFixed",
                    "The country of an organization cannot change: its cards, taxes and prices "
                    "belong to it.");
  if (address == account.sold_to) return {};
  account.sold_to = std::move(address);
  changes.push_back({"soldTo", "", ""});
  return {};
}

Result<void> set_time_zone(const std::string& zone, BillingAccount& account,
                           AccountChanges& changes) {
  if (!zone_exists(zone))
    return invalid("timeZone", "unknownTimeZone", "A time zone is an IANA name: Asia/Seoul.");
  set(changes, "timeZone", account.time_zone, zone);
  return {};
}

Result<void> apply(const UpdateBillingAccount& update, BillingAccount& account,
                   AccountChanges& changes) {
  if (update.name)
    set(changes, "name", account.name, TRY(clean_line("name", *update.name, {1, 200})));
  if (update.sold_to) TRY(set_sold_to(*update.sold_to, account, changes));
  if (update.tax_id) {
    const std::string before = account.tax_id;
    set(changes, "taxId", account.tax_id, TRY(clean_line("taxId", *update.tax_id, {0, 40})));
    account.tax_id_verified = account.tax_id_verified && account.tax_id == before;
  }
  if (update.registration_number)
    set(changes, "registrationNumber", account.registration_number,
        TRY(clean_line("registrationNumber", *update.registration_number, {0, 40})));
  if (update.time_zone) TRY(set_time_zone(*update.time_zone, account, changes));
  return {};
}

}  // namespace

void UpdateBillingAccount::needs(store::Needs& needs, const Actor& actor) const {
  needs.billing_accounts.add(actor.org);
}

Result<UpdateBillingAccount::Output> UpdateBillingAccount::decide(store::State& state,
                                                                  const Context& context) const {
  TRY(authorize(Action::update_billing_account, standing_for_account(context.actor)));
  const BillingAccount* found = state.billing_accounts.find(context.actor.org);
  if (found == nullptr) return not_found();
  TRY(match_etag(context, etag_of(found->version)));

  if (!name && !sold_to && !tax_id && !registration_number && !time_zone)
    return invalid("", "nothingToChange", "Name at least one field that is to change.");
  BillingAccount changed = *found;
  AccountChanges changes;
  TRY(apply(*this, changed, changes));
  if (changes.empty()) return Output{*found};

  BillingAccount& row = state.billing_accounts.change(context.actor.org);
  changed.version = row.version;
  row = changed;
  store::append_event(
      state, context,
      {"updateBillingAccount", "billingAccount", context.actor.org.uuid, std::move(changes)});
  return Output{row};
}

}  // namespace perseat::usecases
