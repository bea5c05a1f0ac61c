// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';

import { ApiError, api, result, setCsrfToken, whenSessionEnds, type Schemas } from '@/api/client';
import { followAccount } from '@/i18n';

export type Me = Schemas['Me'];

// Who was signed in when a session ended: the page below the question for the password shows them.
let last: Me | undefined;

/** Who is signed in; null: nobody. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async (): Promise<Me | null> => {
    try {
      const me = await result(api.GET('/v1/me'));
      setCsrfToken(me.csrfToken);
      last = me;
      await followAccount(me.locale);
      return me;
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 60_000,
});

/** The caller; only for what is shown to somebody signed in. */
export function useMe(): Me {
  const me = useQuery(meQuery).data ?? last;
  if (!me) throw new Error('nobody is signed in');
  return me;
}

/** The caller's time zone; undefined before anybody has signed in. */
export function useTimeZone(): string | undefined {
  return useQuery({ ...meQuery, enabled: false }).data?.timeZone;
}

/** The time zone in which the billing days of the caller's organization begin. */
export function useBillingTimeZone(): string | undefined {
  return useQuery({ ...meQuery, enabled: false }).data?.organization?.timeZone;
}

let hasEnded = false;
const listeners = new Set<() => void>();
const setEnded = (ended: boolean) => {
  hasEnded = ended;
  for (const listener of listeners) listener();
};
whenSessionEnds(() => setEnded(true));

/** True once a session has ended under a page that still shows what was typed into it. */
export const useSessionEnded = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => hasEnded,
  );

export async function signIn(email: string, password: string) {
  const session = await result(api.POST('/v1/session', { body: { email, password } }));
  setCsrfToken(session.csrfToken);
  setEnded(false);
}

export async function signOut() {
  await result(api.DELETE('/v1/session'));
  setCsrfToken(null);
  last = undefined;
}
