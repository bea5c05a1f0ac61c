// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "main/demo/story.h"

#include "base/fold.h"
#include "base/hash.h"
#include "base/zone.h"
#include "main/demo/people.h"
#include "main/demo/teller.h"
#include "usecases/billing/bill.h"
#include "usecases/identity/create_operator.h"

namespace perseat::demo {
namespace {

constexpr std::string_view haneul = "haneul.example";
constexpr std::string_view lindenhof = "lindenhof.example";
constexpr std::size_t lindenhof_first_person = 121;
constexpr std::int32_t due_days = 14;  // so that what is due is not overdue yet

std::string address_of(std::size_t index, std::string_view domain) {
  return person(index).mailbox + "@" + std::string(domain);
}

// What time alone does: recurring billing was off, the term ended, and the days ran out.
Result<void> run_out(Teller& teller, const Buyer& buyer, SubscriptionId subscription,
                     SubscriptionStatus status, std::int64_t days_left) {
  const Subscription::Key key{buyer.actor.org, subscription};
  const auto need = [key](store::Needs& needs) {
    needs.subscriptions.add(key);
    needs.license_pools.add(key);
  };
  const auto write = [=](store::State& state, const Context& context) {
    Subscription& row = state.subscriptions.change(key);
    row.status = status;
    row.status_since = context.now;
    row.recurring_billing = RecurringBilling::off;
    row.renews_at.reset();
    row.expires_at = row.expires_at ? row.expires_at : context.now;
    row.next_lifecycle_at.reset();
    if (days_left > 0) row.next_lifecycle_at = context.now.plus_ms(days_left * day_ms);
  };
  TRY(teller.run(WriteRows{need, write}, buyer.actor));
  return {};
}

// The renewal of a monthly subscription whose card did not pay: an invoice that is still owed, or
// was taken back.
struct Renewal {
  Buyer buyer;
  SubscriptionId subscription;
  InvoiceStatus status = InvoiceStatus::due;
};

std::vector<InvoiceLine> lines_of(const store::State& state, SubscriptionId subscription) {
  std::vector<InvoiceLine> lines;
  state.invoice_lines.each([&](const InvoiceLine& line) {
    if (line.subscription == subscription && line.net_minor > 0) lines.push_back(line);
  });
  return lines;
}

void write_renewal(store::State& state, const Context& context, const Renewal& renewal) {
  const OrgId org = context.actor.org;
  Subscription& subscription = state.subscriptions.change({org, renewal.subscription});
  const BillingAccount& account = state.billing_accounts.get(org);
  const Period next = next_period(static_cast<int>(subscription.anchor_day),
                                  {subscription.period_start, subscription.period_end}, 1);
  const std::vector<InvoiceLine> charged = lines_of(state, renewal.subscription);
  Invoice invoice = state.invoices.get({org, charged.front().invoice});
  invoice.id = context.ids.make<InvoiceId>(context.now);
  invoice.number.clear();
  invoice.status = InvoiceStatus::pending;
  invoice.created_at = context.now;
  invoice.version = 1;
  Invoice& added = state.invoices.add(invoice);
  for (InvoiceLine line : charged) {
    line.invoice = added.id;
    line.type = TransactionType::renew;
    line.service_start = line.period_start = next.start;
    line.service_end = line.period_end = next.end;
    state.invoice_lines.add(line);
  }
  const bool is_due = renewal.status == InvoiceStatus::due;
  usecases::issue_invoice(state, added, next.start,
                          is_due ? next.start.plus_days(due_days) : next.start);
  added.status = renewal.status;
  if (renewal.status == InvoiceStatus::voided) added.due_minor = 0;
  subscription.period_start = next.start;
  subscription.period_end = next.end;
  subscription.renews_at = start_of_day(next.end, account.time_zone);
}

// In two steps: the lines of the subscription tell which invoice has to be loaded.
struct RenewUnpaid {
  Renewal renewal;
  struct Output {};

  void needs(store::Needs& needs, const Actor& actor) const {
    needs.subscriptions.add({actor.org, renewal.subscription});
    needs.billing_accounts.add(actor.org);
    needs.running_lines_of_subscriptions.push_back({actor.org, renewal.subscription});
  }
  void follow(const store::State& state, store::Needs& needs, const Actor& actor) const {
    const auto& subscription = state.subscriptions.get({actor.org, renewal.subscription});
    needs.billing_profiles.add({actor.org, subscription.profile});
    for (const InvoiceLine& line : lines_of(state, renewal.subscription))
      needs.invoices.add({actor.org, line.invoice});
  }
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const {
    write_renewal(state, context, renewal);
    return Output{};
  }
};

// Haneul Works, Seoul: pays in won, has decided about some products.
struct Haneul {
  Tenant tenant;
  Buyer design;
  Buyer sales;
  Buyer research;
  SubscriptionId notes;
};

Result<Haneul> tell_year_of_haneul(Teller& teller) {
  Haneul haneul_works;
  Tenant& tenant = haneul_works.tenant;
  teller.days_ago(364);
  tenant = TRY(teller.make_tenant("Haneul Works", "KR", std::string(haneul), 0));
  tenant.address = {"세종대로 110", "", "서울", "11", "04524", "KR"};
  TRY(teller.grant(tenant, 1, Role::billing_admin));
  TRY(teller.grant(tenant, 2, Role::license_admin));
  TRY(teller.grant(tenant, 3, Role::global_reader));
  const Buyer design = TRY(teller.make_buyer(tenant, 4, "pm_card_kr"));
  const Buyer sales = TRY(teller.make_buyer(tenant, 5, "pm_card_kr"));
  const Buyer research = TRY(teller.make_buyer(tenant, 6, "pm_card_kr"));

  teller.days_ago(340);
  const auto boards = TRY(teller.buy(design, {"PRSEAT00DRW1", "yearly", 25}));
  TRY(teller.assign(tenant, design, boards, 22));
  teller.days_ago(290);
  TRY(teller.set_quantity(design, boards, 30));
  teller.days_ago(250);
  const auto plans = TRY(teller.buy(sales, {"PRSEAT00PLN1", "yearly", 40}));
  TRY(teller.assign(tenant, sales, plans, 36));
  teller.days_ago(200);
  TRY(teller.set_quantity(sales, plans, 38));
  teller.days_ago(180);
  const auto charts = TRY(teller.buy(research, {"PRSEAT00CHT1", "monthly", 8}));
  TRY(teller.assign(tenant, research, charts, 5));
  TRY(teller.cancel(research, charts, CancelReason::switched_product,
                    "Moved to the yearly offer."));
  teller.days_ago(120);
  const auto yearly_charts = TRY(teller.buy(research, {"PRSEAT00CHT1", "yearly", 12}));
  TRY(teller.assign(tenant, research, yearly_charts, 9));
  teller.days_ago(80);
  TRY(run_out(teller, research, charts, SubscriptionStatus::deleted, 0));
  teller.days_ago(60);
  haneul_works.notes = TRY(teller.buy(sales, {"PRSEAT00MNT1", "monthly", 10}));
  TRY(teller.assign(tenant, sales, haneul_works.notes, 4));
  haneul_works.design = design;
  haneul_works.sales = sales;
  haneul_works.research = research;
  return haneul_works;
}

// Lindenhof, Berlin: pays in euro; cards that fail, invoices that are owed.
struct Lindenhof {
  Tenant tenant;
  Buyer plant;
  Buyer office;
  SubscriptionId late;
  SubscriptionId later;
  SubscriptionId mistaken;
};

Result<Lindenhof> tell_start_of_lindenhof(Teller& teller) {
  Lindenhof works;
  Tenant& tenant = works.tenant;
  teller.days_ago(40);
  tenant = TRY(teller.make_tenant("Lindenhof Maschinenbau", "DE", std::string(lindenhof),
                                  lindenhof_first_person));
  tenant.address = {"Lindenallee 7", "", "Berlin", "BE", "10115", "DE"};
  TRY(teller.grant(tenant, 1, Role::billing_admin));
  works.plant = TRY(teller.make_buyer(tenant, 4, "pm_card_de"));
  works.office = TRY(teller.make_buyer(tenant, 5, "pm_card_de"));
  works.late = TRY(teller.buy(works.office, {"PRSEAT00PLN1", "monthly", 15}));
  TRY(teller.assign(tenant, works.office, works.late, 14));
  works.later = TRY(teller.buy(works.plant, {"PRSEAT00CHT1", "monthly", 20}));
  TRY(teller.assign(tenant, works.plant, works.later, 20));
  works.mistaken = TRY(teller.buy(works.plant, {"PRSEAT00MNT1", "monthly", 2}));
  return works;
}

// The clock only goes forward, so the last weeks of both are told together.
Result<void> tell_last_weeks(Teller& teller, Haneul& korea, Lindenhof& berlin) {
  teller.days_ago(29);
  TRY(run_out(teller, korea.sales, korea.notes, SubscriptionStatus::expired, 30));
  teller.days_ago(20);
  const auto flows = TRY(teller.buy(korea.design, {"PRSEAT00FLW1", "monthly", 6}));
  TRY(teller.assign(korea.tenant, korea.design, flows, 6));
  // While the lines of the first month still run: those of the renewal are made of them.
  teller.days_ago(13);
  TRY(teller.run(RenewUnpaid{{berlin.office, berlin.late, InvoiceStatus::overdue}},
                 berlin.office.actor));
  TRY(teller.run(RenewUnpaid{{berlin.plant, berlin.later, InvoiceStatus::due}},
                 berlin.plant.actor));
  TRY(teller.run(RenewUnpaid{{berlin.plant, berlin.mistaken, InvoiceStatus::voided}},
                 berlin.plant.actor));
  teller.days_ago(12);
  const auto dropped = TRY(teller.buy(berlin.office, {"PRSEAT00FLW1", "monthly", 4}));
  TRY(teller.assign(berlin.tenant, berlin.office, dropped, 3));
  teller.days_ago(8);
  TRY(teller.cancel(berlin.office, dropped, CancelReason::too_expensive, ""));
  const Buyer broke = TRY(teller.make_buyer(berlin.tenant, 6, "pm_card_de_chargeCustomerFail"));
  TRY(teller.buy(broke, {"PRSEAT00DRW1", "monthly", 5}));
  teller.days_ago(6);
  TRY(teller.buy(korea.research, {"PRSEAT00DRW1", "monthly", 3, true}));
  teller.days_ago(0);
  const Buyer careful =
      TRY(teller.make_buyer(berlin.tenant, 7, "pm_card_de_authenticationRequired"));
  TRY(teller.buy(careful, {"PRSEAT00DRW1", "monthly", 2}));
  return {};
}

}  // namespace

std::vector<Account> accounts() {
  return {{"operator@perseat.example", "operator of the deployment"},
          {address_of(0, haneul), "Haneul Works: global admin"},
          {address_of(1, haneul), "Haneul Works: billing admin"},
          {address_of(4, haneul), "Haneul Works: buys Drawing Board"},
          {address_of(5, haneul), "Haneul Works: buys Plan Desk"},
          {address_of(lindenhof_first_person, lindenhof), "Lindenhof: global admin"},
          {address_of(lindenhof_first_person + 5, lindenhof), "Lindenhof: owes an invoice"}};
}

Result<void> tell_story(Application& application, ports::ManualClock& clock, Instant today) {
  Teller teller(application, clock);
  teller.set_end(today);
  teller.days_ago(365);
  const std::string address = accounts().front().email;
  TRY(teller.run(usecases::CreateOperator{address, fold_email(address), hash_password(password)},
                 Actor{}));
  TRY(teller.apply_catalog());
  Haneul korea = TRY(tell_year_of_haneul(teller));
  Lindenhof berlin = TRY(tell_start_of_lindenhof(teller));
  return tell_last_weeks(teller, korea, berlin);
}

}  // namespace perseat::demo
