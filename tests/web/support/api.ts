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

/** The first page of a list. */
export const listOf = async <T = { id: string }>(caller: Caller, path: string): Promise<T[]> =>
  (await caller.get<{ items: T[] }>(path)).items;

interface Subscription {
  id: string;
  productId: string;
  productName: string;
  offerId: string;
  billingProfileId: string;
}

/** The caller's own subscription of a product. */
export async function subscriptionOf(caller: Caller, product: string): Promise<Subscription> {
  const items = await listOf<Subscription>(caller, '/v1/subscriptions');
  return items.find(({ productName }) => productName === product)!;
}

/** The id of a product that is for sale. */
export async function productIdOf(caller: Caller, name: string): Promise<string> {
  const [product] = await listOf(caller, `/v1/products?search=${encodeURIComponent(name)}`);
  return product!.id;
}

/** Gives the caller a card that behaves as the name of its token says. */
export const keepCard = (caller: Caller, token: string) =>
  caller.send<{ id: string }>('POST', '/v1/payment-methods', {
    token,
    name: 'Test Card',
    address: { line1: 'Sejong-daero 110', city: 'Seoul', country: 'KR' },
  });

interface User {
  id: string;
  displayName: string;
  email: string;
}

/** People of the caller's organization who hold no license of a subscription. */
export async function peopleWithout(caller: Caller, subscriptionId: string, count: number) {
  const all = await listOf<User>(caller, '/v1/users?limit=200&state=active&kind=member');
  const holders = await listOf<{ user: { id: string } }>(
    caller,
    `/v1/subscriptions/${subscriptionId}/assignments?limit=200`,
  );
  const holding = new Set(holders.map(({ user }) => user.id));
  return all.filter(({ id }) => !holding.has(id)).slice(0, count);
}
