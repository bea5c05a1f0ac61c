// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/billing_profiles/update_billing_profile.h"

#include <algorithm>
#include <utility>

#include "domain/free_text.h"
#include "domain/standing.h"
#include "store/audit.h"
#include "usecases/billing_profiles/open_profile.h"
#include "usecases/billing_profiles/own_card.h"
#include "usecases/etag.h"

namespace perseat::usecases {
namespace {

constexpr std::size_t recipients_max = 20;

std::string lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

// Addresses in one text, as they are kept: none of them holds a space.
Result<std::string> joined_recipients(const std::vector<std::string>& addresses) {
  if (addresses.size() > recipients_max)
    return invalid("invoiceRecipients", "tooMany", "At most 20 addresses get the invoices.");
  std::string joined;
  std::vector<std::string> seen;
  for (std::size_t i = 0; i < addresses.size(); ++i) {
    const std::string field = "invoiceRecipients[" + std::to_string(i) + "]";
    const std::string address = TRY(clean_email(field, addresses[i]));
    if (std::find(seen.begin(), seen.end(), lower(address)) != seen.end())
      return invalid(field, "duplicate", "This address is in the list twice.");
    seen.push_back(lower(address));
    joined += (joined.empty() ? "" : " ") + address;
  }
  return joined;
}

// Collects what changed. Of what concerns a person only the field's name is told.
struct ProfileChanges {
  std::vector<FieldChange> list;

  template <class T>
  void set(std::string field, T& target, T value) {
    if (target == value) return;
    target = std::move(value);
    list.push_back({std::move(field), "", ""});
  }
  void set_told(std::string field, std::string& target, std::string value) {
    if (target == value) return;
    list.push_back({std::move(field), target, value});
    target = std::move(value);
  }
};

Result<void> apply_texts(const BillingProfileUpdate& update, BillingProfile& profile,
                         ProfileChanges& changes) {
  if (update.name)
    changes.set_told("name", profile.name, TRY(clean_line("name", *update.name, {1, 100})));
  if (update.po_number)
    changes.set_told("poNumber", profile.po_number,
                     TRY(clean_line("poNumber", *update.po_number, {0, 50})));
  if (update.bill_to)
    changes.set("billTo", profile.bill_to, TRY(clean_address("billTo", *update.bill_to)));
  if (update.contact_email) {
    const bool is_none = trim(*update.contact_email).empty();
    changes.set("contactEmail", profile.contact_email,
                is_none ? std::string() : TRY(clean_email("contactEmail", *update.contact_email)));
  }
  if (update.invoices_by_email)
    changes.set("invoicesByEmail", profile.invoice_by_email, *update.invoices_by_email);
  if (update.invoice_recipients)
    changes.set("invoiceRecipients", profile.extra_recipients,
                TRY(joined_recipients(*update.invoice_recipients)));
  return {};
}

bool is_empty(const BillingProfileUpdate& update) {
  return !update.name && !update.bill_to && !update.contact_email && !update.po_number &&
         !update.invoices_by_email && !update.invoice_recipients && !update.backup_payment_method;
}

}  // namespace

void UpdateBillingProfile::needs(store::Needs& needs, const Actor& actor) const {
  needs.billing_profiles.add({actor.org, profile});
  needs.billing_accounts.add(actor.org);
  if (!update.backup_payment_method || update.backup_payment_method->is_nil()) return;
  needs.payment_methods.add({actor.org, *update.backup_payment_method});
  // A card that becomes the backup is in use for these: who deletes it has to see them.
  needs.subscriptions_of_profiles.push_back({actor.org, profile});
}

Result<UpdateBillingProfile::Output> UpdateBillingProfile::decide(store::State& state,
                                                                  const Context& context) const {
  const BillingProfile* found = find_open_profile(state, {context.actor.org, profile});
  if (found == nullptr) return not_found();
  TRY(authorize(Action::update_billing_profile, standing_for(context.actor, *found)));
  TRY(match_etag(context, etag_of(found->version)));

  if (is_empty(update))
    return invalid("", "nothingToChange", "Name at least one field that is to change.");
  BillingProfile changed = *found;
  ProfileChanges changes;
  TRY(apply_texts(update, changed, changes));
  if (update.backup_payment_method) {
    const PaymentMethodId backup = *update.backup_payment_method;
    if (!backup.is_nil()) TRY(find_own_card(state, context, backup, "backupPaymentMethodId"));
    if (!backup.is_nil() && backup == changed.payment_method)
      return invalid("backupPaymentMethodId", "conflictingFields",
                     "This card pays first already; a backup is another one.");
    changes.set("backupPaymentMethodId", changed.backup_payment_method, backup);
  }
  if (changes.list.empty()) return Output{*found};

  BillingProfile& row = state.billing_profiles.change(found->key());
  changed.version = row.version;
  row = changed;
  store::append_event(
      state, context,
      {"updateBillingProfile", "billingProfile", profile.uuid, std::move(changes.list)});
  return Output{row};
}

}  // namespace perseat::usecases
