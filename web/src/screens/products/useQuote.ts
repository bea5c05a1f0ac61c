// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import { api, result, type Schemas } from '@/api/client';

export type Quote = Schemas['Quote'];
type CreateQuote = Schemas['CreateQuote'];

const pauseMs = 300;
/** A clock of ours that is ahead of the server's must not ask again without end. */
const intervalMinMs = 60_000;

/**
 * The price of an operation, asked of the server once typing pauses. A question that is under way
 * when typing goes on is given up. What is shown is renewed when it expires, and when another
 * version of the subscription is read.
 */
export function useQuote(wish: CreateQuote | undefined, etag: string) {
  const text = wish ? JSON.stringify(wish) : '';
  const [asked, setAsked] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  const query = useQuery({
    queryKey: ['quote', asked, etag],
    queryFn: ({ signal }) =>
      result(api.POST('/v1/quotes', { body: JSON.parse(asked) as CreateQuote, signal })),
    enabled: asked !== '',
    gcTime: 0,
    refetchInterval: ({ state }) =>
      state.data ? Math.max(Date.parse(state.data.expiresAt) - Date.now(), intervalMinMs) : false,
  });
  const isCurrent = text !== '' && asked === text;
  return {
    quote: isCurrent && !query.error ? query.data : undefined,
    error: isCurrent ? query.error : null,
    isWaiting: text !== '' && (!isCurrent || query.isPending),
    refetch: () => void query.refetch(),
  };
}
