// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import { ApiError, api, result, type Schemas } from '@/api/client';

type Job = Schemas['Job'];

export const hasEnded = (job: Job | undefined) => job?.state === 'done' || job?.state === 'failed';

const pollMs = 2_000;
const keyOf = (id: string) => ['job', id, 'progress'];

const isGone = (error: Error | null) => error instanceof ApiError && error.status === 404;

/** How far a job is. Asked again and again until it ends, but not while `isTold` by a stream. */
export const jobQuery = (id: string, isTold = false) =>
  queryOptions({
    queryKey: keyOf(id),
    queryFn: ({ signal }) => result(api.GET('/v1/jobs/{id}', { params: { path: { id } }, signal })),
    // What has ended stays as it is.
    enabled: ({ state }) => !hasEnded(state.data),
    refetchInterval: ({ state }) =>
      isTold || isGone(state.error) || hasEnded(state.data) ? false : pollMs,
  });

/** How far a job is, told by the server as it happens; asked while no stream of events is open. */
export function useJobStream(id: string) {
  const queries = useQueryClient();
  const [isTold, setIsTold] = useState(false);
  const query = useQuery(jobQuery(id, isTold));
  const isOver = hasEnded(query.data);
  useEffect(() => {
    if (isOver) return;
    const stream = new EventSource(`/v1/jobs/${id}/events`);
    const keep = ({ data }: MessageEvent<string>) => {
      setIsTold(true);
      queries.setQueryData(keyOf(id), JSON.parse(data) as Job);
    };
    stream.addEventListener('progress', keep);
    stream.addEventListener('end', (event) => {
      keep(event);
      stream.close();
      void queries.invalidateQueries();
    });
    // The browser connects again by itself; until then, or if it gives up, the server is asked.
    stream.addEventListener('error', () => setIsTold(false));
    return () => {
      stream.close();
      setIsTold(false);
    };
  }, [id, isOver, queries]);
  return query;
}
