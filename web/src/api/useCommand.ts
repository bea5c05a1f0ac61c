// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';

import type { ApiError } from './client';

interface Command<Input, Output> {
  /** Sends it. The key makes a repetition of the same input harmless. */
  send: (input: Input, idempotencyKey: string) => Promise<Output>;
  onDone?: (output: Output, input: Input) => void;
}

/**
 * A change. An input that failed on its way is sent again with the key it had, so that pressing the
 * button twice or after a lost answer never does it twice. Afterwards all that is shown is read
 * again.
 */
export function useCommand<Input, Output>({ send, onDone }: Command<Input, Output>) {
  const queries = useQueryClient();
  const last = useRef({ input: '', key: '' });
  return useMutation<Output, ApiError, Input>({
    mutationFn: (input) => {
      const text = JSON.stringify(input) ?? '';
      if (text !== last.current.input || last.current.key === '')
        last.current = { input: text, key: crypto.randomUUID() };
      return send(input, last.current.key);
    },
    onSuccess: (output, input) => {
      last.current.key = '';
      void queries.invalidateQueries();
      onDone?.(output, input);
    },
    onError: (error) => {
      // What was decided is not decided anew under the same key.
      if (error.status >= 400 && error.status < 500) last.current.key = '';
    },
  });
}
