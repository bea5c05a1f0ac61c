// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { queryOptions } from '@tanstack/react-query';

import { answer, api, result, type Schemas } from '@/api/client';

/** A person with the version that was read, for a change to name it. */
export const userQuery = (id: string) =>
  queryOptions({
    queryKey: ['user', id, 'version'],
    queryFn: async ({ signal }) => {
      const { data, response } = await answer(
        api.GET('/v1/users/{id}', { params: { path: { id } }, signal }),
      );
      return { user: data, etag: response.headers.get('ETag') ?? undefined };
    },
  });

export interface UserChange {
  id: string;
  etag: string | undefined;
  body: Schemas['UpdateUser'];
}

export const updateUser = ({ id, etag, body }: UserChange) =>
  result(
    api.PATCH('/v1/users/{id}', {
      params: { path: { id }, header: { 'If-Match': etag } },
      body,
    }),
  );
