// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';

import { api, result, type Schemas } from '@/api/client';

type Row = Schemas['JobResult'];

async function fetchRefused(id: string, signal: AbortSignal) {
  const refused: Row[] = [];
  let cursor: string | undefined;
  do {
    // oxlint-disable-next-line no-await-in-loop -- each page names the next
    const { results, rowsFailed } = await result(
      api.GET('/v1/jobs/{id}', {
        params: { path: { id }, query: { limit: 200, cursor } },
        signal,
      }),
    );
    refused.push(...results.items.filter(({ outcome }) => outcome === 'refused'));
    cursor = refused.length < rowsFailed ? (results.nextCursor ?? undefined) : undefined;
  } while (cursor !== undefined);
  return refused;
}

/** All rows of a job that were refused; only of one that has ended. */
export const useRefusedRows = (id: string, isWanted: boolean) =>
  useQuery({
    queryKey: ['job', id, 'refused'],
    queryFn: ({ signal }) => fetchRefused(id, signal),
    enabled: isWanted,
    staleTime: Infinity,
  });
