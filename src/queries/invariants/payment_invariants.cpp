// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Charges and refunds: each belongs to an invoice that tells the same.
#include <array>

#include "queries/invariants/invariant.h"

namespace perseat::queries {
namespace {

// A charge that seats wait for: its invoice is pending as long as its end is open.
const ports::Sql select_disagreeing_attempts{
    "select a.org_id, a.id, a.purpose || ' ' || a.status || ' of ' || a.amount_minor ||"
    "  ', invoice ' || i.status || ' of ' || i.total_minor "
    "from payment_attempt a join invoice i on i.org_id = a.org_id and i.id = a.invoice_id "
    "where a.currency <> i.currency"
    "  or (a.purpose in ('purchase', 'increase', 'reactivation') and ("
    "    (a.status in ('open', 'needsAction')) <> (i.status = 'pending')"
    "    or (a.status = 'declined') <> (i.status = 'abandoned')"
    "    or a.amount_minor <> i.total_minor))"
    "  or (a.purpose = 'invoice' and (i.number = '' or a.amount_minor > i.total_minor))"};

const ports::Sql select_unattempted_invoices{
    "select i.org_id, i.id, i.status || ', charges under way ' || count(a.id) "
    "from invoice i left join payment_attempt a on a.org_id = i.org_id and a.invoice_id = i.id"
    "  and a.purpose <> 'refund' and a.status in ('open', 'needsAction') "
    "where i.status in ('pending', 'abandoned') group by i.org_id, i.id "
    "having count(a.id) <> case when i.status = 'pending' then 1 else 0 end"};

const ports::Sql select_unawaited_charges{
    "select a.org_id, a.id, a.purpose || ' ' || a.status || ' that no subscription waits for' "
    "from payment_attempt a left join subscription s"
    "  on s.org_id = a.org_id and s.id = a.subscription_id "
    "where a.status in ('open', 'needsAction')"
    "  and a.purpose in ('purchase', 'increase', 'reactivation')"
    "  and (s.pending_attempt_id is null or s.pending_attempt_id <> a.id)"};

const ports::Sql select_vain_waits{
    "select s.org_id, s.id, 'waits for a charge that is ' || coalesce(a.status, 'missing') "
    "from subscription s left join payment_attempt a"
    "  on a.org_id = s.org_id and a.id = s.pending_attempt_id "
    "where s.pending_attempt_id is not null and (a.status is null"
    "  or a.status not in ('open', 'needsAction') or a.subscription_id <> s.id)"};

const ports::Sql select_unfinished_ends{
    "select org_id, id, purpose || ' ' || status || case when settled_at_ms is null"
    "  then ' without' else ' with' end || ' an end' "
    "from payment_attempt "
    "where (status in ('succeeded', 'declined')) <> (settled_at_ms is not null)"
    "  or (status = 'succeeded' and gateway_reference = '')"
    "  or (purpose = 'refund' and gateway_reference = '')"};

const ports::Sql select_excessive_refunds{
    "with moved as ("
    "  select org_id, gateway_reference,"
    "    sum(case when purpose <> 'refund' and status = 'succeeded'"
    "      then amount_minor else 0 end) as charged,"
    "    sum(case when purpose = 'refund' and status <> 'declined'"
    "      then amount_minor else 0 end) as refunded"
    "  from payment_attempt where gateway_reference <> '' group by org_id, gateway_reference) "
    "select a.org_id, a.id, 'charged ' || m.charged || ', refunded ' || m.refunded "
    "from payment_attempt a join moved m"
    "  on m.org_id = a.org_id and m.gateway_reference = a.gateway_reference "
    "where a.purpose = 'refund' and a.status <> 'declined' and m.refunded > m.charged"};

// Subscription and profile of one purchase have the same moment.
const ports::Sql select_forgotten_profiles{
    "select p.org_id, p.id, 'left open by the purchase ' || s.status "
    "from billing_profile p join subscription s on s.org_id = p.org_id and s.profile_id = p.id"
    "  and s.created_at_ms = p.created_at_ms and s.status = 'deleted' and s.started_at_ms is null "
    "where p.closed_at_ms is null and p.next_invoice_number = 1 and not exists ("
    "  select 1 from subscription u"
    "  where u.org_id = p.org_id and u.profile_id = p.id and u.status <> 'deleted')"};

const ports::Sql select_used_closed_profiles{
    "select p.org_id, p.id, 'closed, next number ' || p.next_invoice_number || ', subscriptions ' "
    "||"
    "  count(s.id) "
    "from billing_profile p left join subscription s"
    "  on s.org_id = p.org_id and s.profile_id = p.id and s.status <> 'deleted' "
    "left join payment_method c on c.org_id = p.org_id"
    "  and c.id in (p.payment_method_id, p.backup_payment_method_id) "
    "where p.closed_at_ms is not null group by p.org_id, p.id "
    "having p.next_invoice_number > 1 or p.invoice_series <> '' or count(s.id) > 0"
    "  or count(c.id) > 0"};

constexpr std::array payment_list{
    Invariant{"chargeAgreesWithItsInvoice",
              "A charge succeeded exactly when its invoice says so, with the same amount.",
              find<select_disagreeing_attempts>},
    Invariant{"pendingInvoiceIsBeingCharged",
              "A pending invoice has one charge under way, an abandoned one none.",
              find<select_unattempted_invoices>},
    Invariant{"openChargeIsAwaited", "A subscription waits for each charge of its seats.",
              find<select_unawaited_charges>},
    Invariant{"nobodyWaitsInVain", "What a subscription waits for is a charge under way.",
              find<select_vain_waits>},
    Invariant{"attemptKnowsItsEnd", "A settled attempt has its time and what the gateway calls it.",
              find<select_unfinished_ends>},
    Invariant{"refundsWithinTheCharge", "No charge is refunded by more than it took.",
              find<select_excessive_refunds>},
    Invariant{"declinedPurchaseLeavesNoProfile",
              "A billing profile ends with the purchase that made it when that is declined.",
              find<select_forgotten_profiles>},
    Invariant{"closedProfileIsUnused",
              "Nothing is billed to a closed profile, and it holds no card and no series.",
              find<select_used_closed_profiles>}};

}  // namespace

std::span<const Invariant> payment_invariants() { return payment_list; }

}  // namespace perseat::queries
