// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import { api, result, type Schemas } from '@/api/client';

export type User = Schemas['User'];

/** As many as are looked at without scrolling far; who is not among them is typed further. */
export const shownMax = 10;
const pauseMs = 200;

/** Which of the people found by `search` are taken already, as by holding a license. */
export type FindTaken = (search: string, signal: AbortSignal) => Promise<ReadonlySet<string>>;

const nobody: FindTaken = () => Promise.resolve(new Set<string>());

function useDelayed(value: string) {
  const [delayed, setDelayed] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setDelayed(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value]);
  return delayed;
}

/**
 * People by what was typed so far, once typing pauses. A search that is under way when typing goes
 * on is given up.
 */
export function usePeopleSearch(
  typed: string,
  queryKey: readonly unknown[] = [],
  findTaken: FindTaken = nobody,
) {
  const search = typed.trim();
  const asked = useDelayed(search);
  const query = useQuery({
    queryKey: ['users', 'search', ...queryKey, asked],
    queryFn: async ({ signal }) => {
      const params = { query: { search: asked, limit: shownMax } };
      const [found, taken] = await Promise.all([
        result(api.GET('/v1/users', { params, signal })),
        findTaken(asked, signal),
      ]);
      return { users: found.items, taken, hasMore: found.nextCursor !== null };
    },
    enabled: asked !== '',
    placeholderData: keepPreviousData,
  });
  return {
    users: search === '' ? [] : (query.data?.users ?? []),
    isTaken: (user: User) => query.data?.taken.has(user.id) ?? false,
    hasMore: query.data?.hasMore ?? false,
    /** What is found answers what is typed. */
    isCurrent: search !== '' && asked === search && query.isSuccess && !query.isPlaceholderData,
    error: search === '' ? null : query.error,
    retry: () => void query.refetch(),
  };
}
