// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Invoice numbers: a series per billing profile, "SERIES-0001", "SERIES-0002" and so on.
#include <array>

#include "queries/invariants/invariant.h"

namespace perseat::queries {
namespace {

// Digits after the series and its dash; at least four of them, and no more than the number has
// beyond that. Such texts are equal when their numbers are, and no two in one organization are
// equal: so as many numbers as the highest one are 1, 2, 3 ...
const ports::Sql select_malformed_numbers{
    "select i.org_id, i.id, 'not a number of its series' "
    "from invoice i join billing_profile p on p.org_id = i.org_id and p.id = i.profile_id "
    "where i.number <> '' and ("
    "  substr(i.number, 1, length(p.invoice_series) + 1) <> p.invoice_series || '-'"
    "  or ltrim(substr(i.number, length(p.invoice_series) + 2), '0123456789') <> ''"
    "  or length(i.number) < length(p.invoice_series) + 5"
    "  or (length(i.number) > length(p.invoice_series) + 5"
    "    and substr(i.number, length(p.invoice_series) + 2, 1) = '0'))"};

const ports::Sql select_series_with_holes{
    "with issued as ("
    "  select i.org_id, i.profile_id, count(*) as numbers,"
    "    max(cast(substr(i.number, length(p.invoice_series) + 2) as integer)) as highest"
    "  from billing_profile p join invoice i on i.org_id = p.org_id and i.profile_id = p.id"
    "  where i.number <> '' group by i.org_id, i.profile_id) "
    "select p.org_id, p.id, 'issued ' || coalesce(i.numbers, 0) || ', highest ' ||"
    "  coalesce(i.highest, 0) || ', next ' || p.next_invoice_number "
    "from billing_profile p left join issued i on i.org_id = p.org_id and i.profile_id = p.id "
    "where coalesce(i.numbers, 0) <> p.next_invoice_number - 1"
    "  or coalesce(i.highest, 0) <> p.next_invoice_number - 1"};

const ports::Sql select_unowned_series{
    "select p.org_id, p.id, 'the series is not kept as its own' "
    "from billing_profile p left join invoice_series s on s.series = p.invoice_series "
    "where p.closed_at_ms is null"
    "  and (s.series is null or s.org_id <> p.org_id or s.profile_id <> p.id)"};

constexpr std::array invoice_number_list{
    Invariant{"invoiceNumberIsOfItsSeries",
              "An invoice's number is its profile's series and at least four digits.",
              find<select_malformed_numbers>},
    Invariant{"invoiceNumbersHaveNoHoles",
              "The numbers of a series are 1, 2, 3 ... up to the one before the next.",
              find<select_series_with_holes>},
    Invariant{"seriesHasOneProfile", "A series of numbers belongs to the profile that uses it.",
              find<select_unowned_series>}};

}  // namespace

std::span<const Invariant> invoice_number_invariants() { return invoice_number_list; }

}  // namespace perseat::queries
