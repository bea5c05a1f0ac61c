// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useQueryClient } from '@tanstack/react-query';

import type { ApiError } from './client';

/** For onError: reads a subscription again that somebody else has changed meanwhile. */
export function useReadAgain(id: string) {
  const queries = useQueryClient();
  return ({ reason }: ApiError) => {
    if (reason !== 'versionMismatch') return;
    void queries.invalidateQueries({ queryKey: ['subscription', id] });
    void queries.invalidateQueries({ queryKey: ['subscriptions'] });
  };
}
