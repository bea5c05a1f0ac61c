// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { queryOptions, useQuery } from '@tanstack/react-query';

import { api, result, type Schemas } from '@/api/client';

export type CloudFacts = Schemas['CloudFacts'];

const cloudQuery = queryOptions({
  queryKey: ['cloud'],
  queryFn: () => result(api.GET('/v1/cloud')),
  // It changes with the server's options only.
  staleTime: 'static',
});

/** The cloud that the server is; undefined until it has said so. */
export const useCloud = (): CloudFacts | undefined => useQuery(cloudQuery).data;
