// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { queryOptions, useQuery } from '@tanstack/react-query';

import { api, result, type Schemas } from '@/api/client';
import { useMe } from '@/app/session';
import { cardsQuery } from '@/screens/billing/queries';
import { today } from '@/ui/day';

const limit = 200;
const renewalDays = 90;
const invoiceMonths = 35;
const spendMonths = 6;
const dayMs = 86_400_000;

/** Whether the caller sees what everybody of the organization has. */
export const useIsOverseer = () => useMe().allowedActions.listOrganizationSubscriptions.allowed;

const renewalsQuery = (isOverseer: boolean, day: string) =>
  queryOptions({
    queryKey: ['subscriptions', 'renewals', isOverseer, day],
    queryFn: ({ signal }) =>
      result(
        api.GET('/v1/subscriptions', {
          params: {
            query: {
              scope: isOverseer ? 'organization' : 'mine',
              renewsBefore: new Date(Date.parse(day) + renewalDays * dayMs).toISOString(),
              limit,
            },
          },
          signal,
        }),
      ),
  });

/** What renews within 90 days. */
export function useRenewals() {
  const { timeZone } = useMe();
  return useQuery(renewalsQuery(useIsOverseer(), today(timeZone)));
}

/** Invoices and credit notes of the profiles that the caller has a role on, of a longer time. */
export function useUnpaid() {
  const { timeZone } = useMe();
  const day = today(timeZone);
  const from = new Date(`${day}T00:00:00Z`);
  from.setUTCMonth(from.getUTCMonth() - invoiceMonths);
  return useQuery({
    queryKey: ['invoices', 'unpaid', day],
    queryFn: async ({ signal }) => {
      const query = {
        from: from.toISOString().slice(0, 10),
        to: day,
        kind: 'invoice',
        limit,
      } as const;
      const ask = (status: 'due' | 'overdue') =>
        result(api.GET('/v1/invoices', { params: { query: { ...query, status } }, signal }));
      const [due, overdue] = await Promise.all([ask('due'), ask('overdue')]);
      return [...overdue.items, ...due.items];
    },
  });
}

/** The pools that the caller sees, one by one. */
export const usePools = () =>
  useQuery({
    queryKey: ['licenses', 'pools'],
    queryFn: ({ signal }) =>
      result(
        api.GET('/v1/licenses', { params: { query: { groupBy: 'subscription', limit } }, signal }),
      ),
  });

export const useCards = () => useQuery(cardsQuery);

/** Licenses by product. */
export const useSeats = () =>
  useQuery({
    queryKey: ['licenses', 'byProduct'],
    queryFn: ({ signal }) =>
      result(api.GET('/v1/licenses', { params: { query: { limit } }, signal })),
  });

/** What was invoiced in the past six months. */
export const useSpend = () =>
  useQuery({
    queryKey: ['spend', spendMonths],
    queryFn: async ({ signal }) =>
      (await result(
        api.GET('/v1/reports/spend', { params: { query: { months: spendMonths } }, signal }),
      )) as Schemas['SpendReport'],
  });
