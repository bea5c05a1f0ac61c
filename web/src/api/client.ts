// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import createClient from 'openapi-fetch';

import type { components, paths } from './schema';

export type Schemas = components['schemas'];
export type Problem = Schemas['Problem'];
export type Reason = Schemas['Reason'];

/** What the server answered, or `status` 0 when it was not reached. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly reason: Reason | 'notReached',
    readonly detail: string,
    readonly requestId: string | undefined,
    readonly errors: Schemas['FieldError'][],
  ) {
    super(detail);
    this.name = 'ApiError';
  }

  /** What is wrong with one field of the request; `name[3]` and `name.part` belong to `name`. */
  of(field: string): Schemas['FieldError'] | undefined {
    return this.errors.find(
      (error) =>
        error.field === field ||
        error.field.startsWith(`${field}.`) ||
        error.field.startsWith(`${field}[`),
    );
  }
}

/** Whether something was refused because it is not the caller's to see. */
export const isHidden = (error: unknown) =>
  error instanceof ApiError && (error.status === 403 || error.status === 404);

let csrfToken: string | null = null;
export const setCsrfToken = (token: string | null) => {
  csrfToken = token;
};

let onSessionEnded = () => {};
/** Called when a request finds that nobody is signed in any more. */
export const whenSessionEnds = (then: () => void) => {
  onSessionEnded = then;
};

declare global {
  interface Window {
    /** The answer to who is there, asked for by early.js before the app was loaded. */
    perseatMe?: Promise<Response>;
  }
}

/** What was asked for early, for the first who asks. */
function takeEarly(request: Request) {
  if (!window.perseatMe || request.method !== 'GET' || !request.url.endsWith('/v1/me')) return;
  const early = window.perseatMe;
  delete window.perseatMe;
  return early;
}

export const api = createClient<paths>({
  // Asked for at each call, so that tests may put another one in its place.
  fetch: (request) => takeEarly(request) ?? globalThis.fetch(request),
  credentials: 'same-origin',
});

api.use({
  onRequest({ request }) {
    if (csrfToken !== null && request.method !== 'GET')
      request.headers.set('X-CSRF-Token', csrfToken);
    return request;
  },
});

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && 'reason' in body && 'requestId' in body;

/** The answer of a call together with its HTTP response, as for its ETag. */
export async function answer<T>(
  call: Promise<Answer<T>>,
): Promise<{ data: T; response: Response }> {
  let came: Answer<T>;
  try {
    came = await call;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, 'notReached', 'The server cannot be reached.', undefined, []);
  }
  if (came.response.ok) return { data: came.data as T, response: came.response };
  const problem = isProblem(came.error) ? came.error : undefined;
  if (came.response.status === 401 && problem?.reason !== 'invalidCredentials') onSessionEnded();
  throw new ApiError(
    came.response.status,
    problem?.reason ?? 'internal',
    problem?.detail ?? '',
    problem?.requestId ?? came.response.headers.get('X-Request-Id') ?? undefined,
    problem?.errors ?? [],
  );
}

/** The answer of a call; a refusal is thrown as an ApiError. */
export async function result<T>(call: Promise<Answer<T>>): Promise<T> {
  return (await answer(call)).data;
}
