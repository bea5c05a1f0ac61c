// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useNavigate } from '@tanstack/react-router';

import { api, result, type Schemas } from '@/api/client';
import { useCommand } from '@/api/useCommand';
import { useMyJobs } from '@/app/myJobs';

/** Begins a job over many people, and goes to the page that shows how far it is. */
export function useAssignmentJob(subscriptionId: string, productName: string) {
  const { remember } = useMyJobs();
  const navigate = useNavigate();
  return useCommand({
    send: (body: Schemas['CreateAssignmentJob'], key) =>
      result(
        api.POST('/v1/subscriptions/{id}/assignment-jobs', {
          params: { path: { id: subscriptionId }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    onDone: ({ id, kind, rowsTotal }) => {
      remember({ id, kind, productName, rows: rowsTotal });
      void navigate({ to: '/jobs/$jobId', params: { jobId: id } });
    },
  });
}
