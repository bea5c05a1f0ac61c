// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Who reaches which screen. The table is the rights of the API as a person meets them: a screen
// changes things, only reads, or is refused with its reason.
import type { Browser } from '@playwright/test';

import { callerOf, listOf, subscriptionOf } from './support/api.ts';
import { goWithin, settled, textsOf } from './support/pages.ts';
import { emailOf, isRefused, isUsable, makePeople, pageAs } from './support/roles.ts';
import type { Server } from './support/server.ts';
import { expect, people, test, type Page } from './support/test.ts';

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
  { who: 'a plain member', email: emailOf('member'), reaches: shownTo() },
  { who: 'somebody who only holds a license', email: emailOf('assignee'), reaches: shownTo() },
  {
    who: 'a global admin',
    email: people.globalAdmin,
    reaches: shownTo('account', 'people', 'roles', 'purchases', 'policies', 'audit'),
  },
  {
    who: 'a billing admin',
    email: emailOf('billingAdmin'),
    reaches: { ...shownTo('purchases', 'policies', 'audit'), account: 'read' },
  },
  {
    who: 'a license admin',
    email: emailOf('licenseAdmin'),
    reaches: shownTo(),
  },
  {
    who: 'a user admin',
    email: emailOf('userAdmin'),
    reaches: { ...shownTo('people'), roles: 'read' },
  },
  {
    who: 'a global reader',
    email: emailOf('globalReader'),
    reaches: {
      ...shownTo('purchases', 'audit'),
      account: 'read',
      roles: 'read',
      policies: 'read',
    },
  },
  {
    who: 'an invoice manager of one billing profile',
    email: emailOf('invoiceManager'),
    reaches: { ...shownTo(), account: 'read' },
  },
  {
    who: 'a reader of one billing profile',
    email: emailOf('billingProfileReader'),
    reaches: { ...shownTo(), account: 'read' },
  },
  {
    who: 'a contributor of one billing profile',
    email: emailOf('billingProfileContributor'),
    reaches: { ...shownTo(), account: 'read' },
  },
  {
    who: 'a partner, who only reads what an admin sees',
    email: emailOf('partner'),
    reaches: { products: 'shown', account: 'read', purchases: 'shown' },
  },
  {
    // No member either: nothing of a partner's own is bought, held or paid.
    who: 'a partner who is a global admin too',
    email: emailOf('partnerAdmin'),
    reaches: {
      ...{ products: 'shown', catalog: 'shown', account: 'read', people: 'shown', roles: 'shown' },
      ...{ purchases: 'shown', policies: 'shown', audit: 'shown' },
    },
  },
  {
    who: 'an admin of another organization, at home there',
    email: people.otherTenantAdmin,
    reaches: shownTo('account', 'people', 'roles', 'purchases', 'policies', 'audit'),
  },
  { who: 'a guest', email: emailOf('guest'), reaches: {} },
  {
    who: 'the operator',
    email: people.operator,
    reaches: { catalogOf: 'shown', organizations: 'shown' },
  },
];

async function reachOf(page: Page, { path, deed }: Screen): Promise<Reach> {
  await goWithin(page, path);
  if (await isRefused(page, deed === undefined ? [] : [deed], path)) return 'refused';
  return deed === undefined || (await isUsable(page, deed)) ? 'shown' : 'read';
}

async function expectReach(browser: Browser, server: Server, rows: typeof table) {
  test.setTimeout(300_000);
  await makePeople(server);
  for (const { who, email, reaches } of rows) {
    await test.step(who, async () => {
      const page = await pageAs(browser, server, email);
      const found: Partial<Record<Name, Reach>> = {};
      const wanted: Partial<Record<Name, Reach>> = {};
      for (const name of Object.keys(screens) as Name[]) {
        wanted[name] = reaches[name] ?? 'refused';
        found[name] = await reachOf(page, screens[name]);
      }
      expect.soft(found, who).toEqual(wanted);
      await page.context().close();
    });
  }
}

// Two tests, so that two processors share the way.
test('each role reaches its screens, and no others', async ({ browser, server }) =>
  expectReach(browser, server, table.slice(0, 8)));

test('each further role reaches its screens, and no others', async ({ browser, server }) =>
  expectReach(browser, server, table.slice(8)));

test('nothing of one organization is shown to another', async ({ page, signInAs, server }) => {
  const purchaser = await callerOf(server.url, people.purchaser);
  const { id, productId } = await subscriptionOf(purchaser, 'Drawing Board');
  const first = async (path: string) => (await listOf(purchaser, path))[0]!.id;
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
