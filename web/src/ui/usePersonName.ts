// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';

import { api, result } from '@/api/client';

/** The name of a person of the organization by their id; undefined while it is not known. */
export function usePersonName(id: string | undefined) {
  return useQuery({
    queryKey: ['user', id],
    queryFn: ({ signal }) =>
      result(api.GET('/v1/users/{id}', { params: { path: { id: id! } }, signal })),
    enabled: id !== undefined,
    staleTime: 60_000,
    retry: false,
  }).data?.displayName;
}
