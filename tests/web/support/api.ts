// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The API beside the browser: what somebody else does meanwhile, and what a test needs to be there.
import { passwordOfAll } from './people.ts';

export interface Caller {
  get: <T>(path: string) => Promise<T>;
  send: <T>(method: string, path: string, body?: unknown) => Promise<T>;
}

/** Signs in apart from the browser. */
export async function callerOf(url: string, email: string): Promise<Caller> {
  const session = await fetch(`${url}/v1/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email, password: passwordOfAll }),
  });
  const { csrfToken } = (await session.json()) as { csrfToken: string };
  const cookie = session.headers.getSetCookie()[0]!.split(';')[0]!;
  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: {
        Cookie: cookie,
        'X-CSRF-Token': csrfToken,
        'Idempotency-Key': crypto.randomUUID(),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
  return {
    get: (path) => call('GET', path),
    send: (method, path, body) => call(method, path, body),
  };
}

interface Subscription {
  id: string;
  productId: string;
  productName: string;
}

/** The caller's own subscription of a product. */
export async function subscriptionOf(caller: Caller, product: string): Promise<Subscription> {
  const { items } = await caller.get<{ items: Subscription[] }>('/v1/subscriptions');
  return items.find(({ productName }) => productName === product)!;
}

interface User {
  id: string;
  displayName: string;
  email: string;
}

/** People of the caller's organization who hold no license of a subscription. */
export async function peopleWithout(caller: Caller, subscriptionId: string, count: number) {
  const { items: all } = await caller.get<{ items: User[] }>(
    '/v1/users?limit=200&state=active&kind=member',
  );
  const { items: holders } = await caller.get<{ items: { user: { id: string } }[] }>(
    `/v1/subscriptions/${subscriptionId}/assignments?limit=200`,
  );
  const holding = new Set(holders.map(({ user }) => user.id));
  return all.filter(({ id }) => !holding.has(id)).slice(0, count);
}
