// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Who reaches which screen. The table is the rights of the API as a person meets them: a screen
// changes things, only reads, or is refused with its reason.
import type { Browser } from '@playwright/test';

import { callerOf, subscriptionOf } from './support/api.ts';
import { goWithin, settled, textsOf } from './support/pages.ts';
import type { Server } from './support/server.ts';
import { expect, passwordOfAll, people, test, type Page } from './support/test.ts';

const texts = textsOf('en');

interface Screen {
  path: string;
  /** The button that changes something there. */
  deed?: string;
}

const screens = {
  products: { path: '/products' },
  catalog: { path: '/catalog' },
  licenses: { path: '/licenses' },
  invoices: { path: '/billing/invoices' },
  cards: { path: '/billing/payment-methods' },
  profiles: { path: '/billing/profiles' },
  account: { path: '/billing/account', deed: texts.billingAccount!.edit },
  people: { path: '/people', deed: texts.people!.add },
  roles: { path: '/roles', deed: texts.roles!.grant },
  purchases: { path: '/admin/purchases' },
  policies: { path: '/admin/policies?product=default', deed: texts.policies!.save },
  audit: { path: '/admin/audit' },
  catalogOf: { path: '/operator/catalog' },
  organizations: { path: '/operator/organizations' },
} satisfies Record<string, Screen>;

type Name = keyof typeof screens;
type Reach = 'shown' | 'read' | 'refused';

const ofMembers: Name[] = ['products', 'catalog', 'licenses', 'invoices', 'cards', 'profiles'];
const shownTo = (...more: Name[]): Partial<Record<Name, Reach>> => ({
  // Members find each other, to give and take licenses.
  people: 'read',
  ...Object.fromEntries([...ofMembers, ...more].map((name) => [name, 'shown'])),
});

// What is not in a row is refused.
const table: { who: string; email: string; reaches: Partial<Record<Name, Reach>> }[] = [
  {
    who: 'a purchaser, who owns the roles of an own billing profile',
    email: people.purchaser,
    reaches: { ...shownTo('roles'), account: 'read' },
  },
  { who: 'a plain member', email: 'member@haneul.example', reaches: shownTo() },
  {
    who: 'a global admin',
    email: people.globalAdmin,
    reaches: shownTo('account', 'people', 'roles', 'purchases', 'policies', 'audit'),
  },
  {
    who: 'a billing admin',
    email: 'billingAdmin@haneul.example',
    reaches: { ...shownTo('purchases', 'policies', 'audit'), account: 'read' },
  },
  {
    who: 'a license admin',
    email: 'licenseAdmin@haneul.example',
    reaches: shownTo(),
  },
  {
    who: 'a user admin',
    email: 'userAdmin@haneul.example',
    reaches: { ...shownTo('people'), roles: 'read' },
  },
  {
    who: 'a global reader',
    email: 'globalReader@haneul.example',
    reaches: {
      ...shownTo('purchases', 'audit'),
      account: 'read',
      roles: 'read',
      policies: 'read',
    },
  },
  {
    who: 'an invoice manager of one billing profile',
    email: 'invoiceManager@haneul.example',
    reaches: { ...shownTo(), account: 'read' },
  },
  { who: 'a guest', email: 'guest@haneul.example', reaches: {} },
  {
    who: 'the operator',
    email: people.operator,
    reaches: { catalogOf: 'shown', organizations: 'shown' },
  },
];

const given = ['billingAdmin', 'licenseAdmin', 'userAdmin', 'globalReader', 'invoiceManager'];

/** Makes the people whom the demo does not have, as admins do. */
async function makePeople({ url }: Server) {
  const admin = await callerOf(url, people.globalAdmin);
  const purchaser = await callerOf(url, people.purchaser);
  const { items } = await purchaser.get<{ items: { id: string }[] }>('/v1/billing-profiles');
  const make = (name: string, kind: string) =>
    admin.send<{ id: string }>('POST', '/v1/users', {
      displayName: name,
      email: `${name}@haneul.example`,
      password: passwordOfAll,
      kind,
    });
  await make('member', 'member');
  await make('guest', 'guest');
  for (const role of given) {
    const { id: userId } = await make(role, 'member');
    const isOfProfile = role === 'invoiceManager';
    await (isOfProfile ? purchaser : admin).send('POST', '/v1/role-assignments', {
      userId,
      role,
      ...(isOfProfile && { billingProfileId: items[0]!.id }),
    });
  }
}

const notAllowed = (page: Page) =>
  page.getByRole('heading', { name: texts.notAllowed!.title, level: 1 });

async function reachOf(page: Page, { path, deed }: Screen): Promise<Reach> {
  await goWithin(page, path);
  const main = page.locator('main');
  if (deed !== undefined)
    await expect(
      page
        .getByRole('button', { name: deed })
        .or(main.getByRole('alert'))
        .or(notAllowed(page))
        .first(),
      path,
    ).toBeVisible();
  const title = await page.locator('h1').textContent();
  const isRefused =
    [texts.notAllowed!.title, texts.notFound!.title].includes(title!) ||
    (await main.getByRole('alert').count()) > 0 ||
    (await page.getByText(texts.roles!.notYours!).count()) > 0;
  if (isRefused) return 'refused';
  if (deed === undefined) return 'shown';
  const button = page.getByRole('button', { name: deed });
  return (await button.getAttribute('aria-disabled')) === 'true' ? 'read' : 'shown';
}

async function expectReach(browser: Browser, server: Server, rows: typeof table) {
  test.setTimeout(240_000);
  await makePeople(server);
  for (const { who, email, reaches } of rows) {
    await test.step(who, async () => {
      const context = await browser.newContext({ baseURL: server.url, locale: 'en-US' });
      const answer = await context.request.post('/v1/session', {
        data: { email, password: passwordOfAll },
      });
      expect(answer.ok(), email).toBe(true);
      const page = await context.newPage();
      await page.addInitScript(() => localStorage.setItem('perseat.language', 'en'));
      await page.goto('/help');
      await settled(page, '/help');
      const found: Partial<Record<Name, Reach>> = {};
      const wanted: Partial<Record<Name, Reach>> = {};
      for (const name of Object.keys(screens) as Name[]) {
        wanted[name] = reaches[name] ?? 'refused';
        found[name] = await reachOf(page, screens[name]);
      }
      expect.soft(found, who).toEqual(wanted);
      await context.close();
    });
  }
}

// Two tests, so that two processors share the way.
test('each role reaches its screens, and no others', async ({ browser, server }) =>
  expectReach(browser, server, table.slice(0, 5)));

test('each further role reaches its screens, and no others', async ({ browser, server }) =>
  expectReach(browser, server, table.slice(5)));

test('nothing of one organization is shown to another', async ({ page, signInAs, server }) => {
  const purchaser = await callerOf(server.url, people.purchaser);
  const { id, productId } = await subscriptionOf(purchaser, 'Drawing Board');
  const first = async (path: string) =>
    (await purchaser.get<{ items: { id: string }[] }>(path)).items[0]!.id;
  test.setTimeout(180_000);
  const paths = [
    `/products/${id}`,
    `/products/${id}?pane=cancel`,
    `/catalog/bought/${id}`,
    `/billing/invoices/${await first('/v1/invoices?window=past6Months')}`,
    `/billing/profiles/${await first('/v1/billing-profiles')}`,
    `/people/${await first('/v1/users?limit=1')}`,
  ];
  await signInAs(people.otherTenantAdmin);
  for (const path of paths) {
    await page.goto(path);
    await settled(page, path);
    const main = page.locator('main');
    await expect(
      main.getByRole('alert').or(main.getByRole('heading', { name: texts.notFound!.title })),
      path,
    ).toBeVisible();
    await expect(main, path).not.toContainText('haneul.example');
    await expect(page.getByRole('dialog'), path).toHaveCount(0);
  }
  // The product is sold to all, but its holders here are others.
  await page.goto(`/licenses/${productId}`);
  await settled(page, 'licenses');
  await expect(page.locator('main')).not.toContainText('haneul.example');
});
