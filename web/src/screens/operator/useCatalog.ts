// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { queryOptions } from '@tanstack/react-query';

import { answer, api } from '@/api/client';

/** The whole catalog, with the version that a change is made on. */
export const catalogQuery = queryOptions({
  queryKey: ['operatorCatalog'],
  queryFn: async ({ signal }) => {
    const { data, response } = await answer(api.GET('/v1/catalog', { signal }));
    return { catalog: data, etag: response.headers.get('ETag') ?? '' };
  },
});
