// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import type { Schemas } from '@/api/client';
import { useErrorText } from '@/ui/ErrorBar';

/** Why a row of a job was refused. What is not found of a row is its person. */
export function useRowReason() {
  const textOf = useErrorText();
  return (reason: Schemas['Reason']) =>
    textOf({ reason: reason === 'notFound' ? 'userNotFound' : reason, detail: '' });
}
