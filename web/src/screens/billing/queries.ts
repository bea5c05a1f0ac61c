// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { queryOptions, useQueryClient } from '@tanstack/react-query';

import { ApiError, answer, api, result } from '@/api/client';
import { pagesQuery } from '@/api/usePages';

import { invoiceQuery, type InvoiceSearch } from './invoiceSearch';

/** The most that one page of a list holds: enough for whatever one person owns. */
const limit = 200;
const etagOf = (response: Response) => response.headers.get('ETag') ?? '*';

/** The person's own cards, newest first. */
export const cardsQuery = queryOptions({
  queryKey: ['paymentMethods', 'all'],
  queryFn: ({ signal }) =>
    result(api.GET('/v1/payment-methods', { params: { query: { limit } }, signal })),
});

/** One card with the version that a change is made of. */
export const cardQuery = (id: string) =>
  queryOptions({
    queryKey: ['paymentMethods', 'one', id],
    queryFn: async ({ signal }) => {
      const { data, response } = await answer(
        api.GET('/v1/payment-methods/{id}', { params: { path: { id } }, signal }),
      );
      return { card: data, etag: etagOf(response) };
    },
  });

export const profileQuery = (id: string) =>
  queryOptions({
    queryKey: ['billingProfiles', 'one', id],
    queryFn: async ({ signal }) => {
      const { data, response } = await answer(
        api.GET('/v1/billing-profiles/{id}', { params: { path: { id } }, signal }),
      );
      return { profile: data, etag: etagOf(response) };
    },
  });

export const invoiceDetailQuery = (id: string) =>
  queryOptions({
    queryKey: ['invoices', 'one', id],
    queryFn: async ({ signal }) => {
      const { data, response } = await answer(
        api.GET('/v1/invoices/{id}', { params: { path: { id } }, signal }),
      );
      return { invoice: data, etag: etagOf(response) };
    },
  });

/** Where the browser finds the document of an invoice; the server names the file. */
export const pdfPath = (id: string) => `/v1/invoices/${id}/pdf`;

/** For the failure of a change of a profile: what somebody else changed meanwhile is read again. */
export function useProfileReadAgain() {
  const queries = useQueryClient();
  return (error: unknown) => {
    if (error instanceof ApiError && error.status === 412)
      void queries.invalidateQueries({ queryKey: ['billingProfiles'] });
  };
}

/** The invoices that the address asks for, newest first. */
export function invoicePages(search: InvoiceSearch) {
  const query = invoiceQuery(search);
  return pagesQuery(['invoices', query], (cursor, signal) =>
    result(api.GET('/v1/invoices', { params: { query: { ...query, cursor } }, signal })),
  );
}

export const accountQuery = queryOptions({
  queryKey: ['billingAccount'],
  queryFn: async ({ signal }) => {
    const { data, response } = await answer(api.GET('/v1/billing-account', { signal }));
    return { account: data, etag: etagOf(response) };
  },
});
