// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Seats: what was bought, what the pool has, and who sits on it.
#include <array>

#include "queries/invariants/invariant.h"

namespace perseat::queries {
namespace {

const ports::Sql select_wrong_counts{
    "select p.org_id, p.subscription_id, 'assigned ' || p.assigned || ', licenses ' || ("
    "  select count(*) from assignment a"
    "  where a.org_id = p.org_id and a.subscription_id = p.subscription_id) "
    "from license_pool p where p.assigned <> ("
    "  select count(*) from assignment a"
    "  where a.org_id = p.org_id and a.subscription_id = p.subscription_id)"};

const ports::Sql select_overfull_pools{
    "select org_id, subscription_id, 'assigned ' || assigned || ', total ' || total "
    "from license_pool where assigned > total or assigned < 0"};

const ports::Sql select_wrong_totals{
    "select s.org_id, s.id, s.status || ', quantity ' || s.quantity || ', pool ' ||"
    "  coalesce(cast(p.total as text), 'missing') "
    "from subscription s left join license_pool p"
    "  on p.org_id = s.org_id and p.subscription_id = s.id "
    "where p.total is null or p.total <> s.quantity"
    "  or (s.status = 'pendingPayment' and s.quantity <> 0)"
    "  or (s.status in ('trial', 'active', 'expired') and s.quantity = 0)"};

constexpr std::array seat_list{
    Invariant{"poolCountsItsLicenses", "A pool counts as assigned exactly the licenses it gave.",
              find<select_wrong_counts>},
    Invariant{"poolWithinItsTotal", "No pool gives more licenses than it has seats.",
              find<select_overfull_pools>},
    Invariant{"poolHasWhatWasBought",
              "A pool has the seats of its subscription, none before the first payment.",
              find<select_wrong_totals>}};

}  // namespace

std::span<const Invariant> seat_invariants() { return seat_list; }

}  // namespace perseat::queries
