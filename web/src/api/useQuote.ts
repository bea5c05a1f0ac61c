// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import { api, result, type Schemas } from './client';

const typingPause = 250;
const refreshMin = 5_000;

/** A value once it has stayed the same for a moment, so that not each key is asked about. */
function useSettled<T>(value: T): T {
  const text = JSON.stringify(value);
  const [settled, setSettled] = useState({ text, value });
  useEffect(() => {
    if (settled.text === text) return;
    const timer = setTimeout(() => setSettled({ text, value }), typingPause);
    return () => clearTimeout(timer);
  }, [text, value, settled.text]);
  return settled.value;
}

/**
 * What something would cost, asked anew while its input changes and when the amounts no longer
 * hold. While it is stale, the quote is that of the input before. Null: there is nothing to price.
 */
export function useQuote(input: Schemas['CreateQuote'] | null) {
  const settled = useSettled(input);
  const query = useQuery({
    queryKey: ['quote', settled],
    queryFn: ({ signal }) => result(api.POST('/v1/quotes', { body: settled!, signal })),
    enabled: settled !== null,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data
        ? Math.max(refreshMin, new Date(state.data.expiresAt).getTime() - Date.now())
        : false,
  });
  const isCurrent =
    JSON.stringify(settled) === JSON.stringify(input) && !query.isPlaceholderData && !query.error;
  return {
    quote: input === null ? undefined : query.data,
    isStale: !isCurrent,
    error: input === null ? null : query.error,
    retry: () => void query.refetch(),
  };
}
