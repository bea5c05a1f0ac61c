// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// People in every capacity that somebody can have, made as admins and purchasers make them.
import type { Browser, Page } from '@playwright/test';

import { callerOf, keepCard, listOf, productIdOf, subscriptionOf, type Caller } from './api.ts';
import { settled, textsOf } from './pages.ts';
import { passwordOfAll, people } from './people.ts';
import type { Server } from './server.ts';
import { expect } from './test.ts';

const texts = textsOf('en');

const rolesOfOrganization = [
  'billingAdmin',
  'licenseAdmin',
  'userAdmin',
  'globalReader',
  'partner',
] as const;
const rolesOfProfile = [
  'invoiceManager',
  'billingProfileReader',
  'billingProfileContributor',
] as const;

/** The address of somebody who is only that. */
export const emailOf = (
  what:
    | 'member'
    | 'assignee'
    | 'guest'
    | 'partnerAdmin'
    | (typeof rolesOfOrganization)[number]
    | (typeof rolesOfProfile)[number],
  domain: 'haneul' | 'lindenhof' = 'haneul',
) => `${what}@${domain}.example`;

const make = async (admin: Caller, email: string, kind: 'member' | 'guest' = 'member') => {
  const displayName = email.split('@')[0]!;
  const body = { displayName, email, password: passwordOfAll, kind };
  return (await admin.send<{ id: string }>('POST', '/v1/users', body)).id;
};

/** Gives roles on the profile of a subscription to new people of its purchaser's organization. */
async function makeProfilePeople(
  admin: Caller,
  purchaser: Caller,
  product: string,
  domain: 'haneul' | 'lindenhof',
) {
  const { billingProfileId } = await subscriptionOf(purchaser, product);
  for (const role of rolesOfProfile) {
    const userId = await make(admin, emailOf(role, domain));
    await purchaser.send('POST', '/v1/role-assignments', { userId, role, billingProfileId });
  }
}

/** Makes the people whom the demo does not have in its first organization. */
export async function makePeople({ url }: Server) {
  const admin = await callerOf(url, people.globalAdmin);
  const purchaser = await callerOf(url, people.purchaser);
  await make(admin, emailOf('member'));
  await make(admin, emailOf('guest'), 'guest');
  const { id } = await subscriptionOf(purchaser, 'Drawing Board');
  const userIds = [await make(admin, emailOf('assignee'))];
  await purchaser.send('POST', `/v1/subscriptions/${id}/assignments`, { userIds });
  for (const role of rolesOfOrganization) {
    const userId = await make(admin, emailOf(role));
    await admin.send('POST', '/v1/role-assignments', { userId, role });
  }
  const userId = await make(admin, emailOf('partnerAdmin'));
  for (const role of ['partner', 'globalAdmin'])
    await admin.send('POST', '/v1/role-assignments', { userId, role });
  await makeProfilePeople(admin, purchaser, 'Flow Builder', 'haneul');
}

/** Makes people with roles on the profile whose invoice is owed. */
export const makePeopleOfDebtor = async ({ url }: Server) =>
  makeProfilePeople(
    await callerOf(url, people.otherTenantAdmin),
    await callerOf(url, people.debtor),
    'Plan Desk',
    'lindenhof',
  );

/** Buys licenses for the organization, and says which subscription they are. */
export async function buyCentrally({ url }: Server): Promise<string> {
  const admin = await callerOf(url, people.globalAdmin);
  const productId = await productIdOf(admin, 'Archive Vault');
  const { offers } = await admin.get<{ offers: { id: string }[] }>(`/v1/products/${productId}`);
  const { id } = await admin.send<{ id: string }>('POST', '/v1/subscriptions', {
    offerId: offers[0]!.id,
    quantity: 5,
    accountType: 'organization',
    paymentMethodId: (await keepCard(admin, 'pm_card_kr')).id,
  });
  return id;
}

/** The first invoice of somebody's list. */
export const firstInvoice = async ({ url }: Server, email: string, query: string) =>
  (await listOf(await callerOf(url, email), `/v1/invoices?${query}`))[0]!.id;

/** A page of a browser of their own, signed in, with the app loaded. */
export async function pageAs(browser: Browser, server: Server, email: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: server.url, locale: 'en-US' });
  const answer = await context.request.post('/v1/session', {
    data: { email, password: passwordOfAll },
  });
  expect(answer.ok(), email).toBe(true);
  const page = await context.newPage();
  await page.addInitScript(() => localStorage.setItem('perseat.language', 'en'));
  await page.goto('/help');
  await settled(page, '/help');
  return page;
}

const notAllowed = (page: Page) =>
  page.getByRole('heading', { name: texts.notAllowed!.title, level: 1 });

/** Whether what is shown is a refusal, once it is there or one of `deeds` is. */
export async function isRefused(page: Page, deeds: readonly string[], path: string) {
  const main = page.locator('main');
  const [deed] = deeds;
  if (deed !== undefined)
    await expect(
      page
        .getByRole('button', { name: deed, exact: true })
        .or(main.getByRole('alert'))
        .or(notAllowed(page))
        .or(page.getByRole('heading', { name: texts.notFound!.title, level: 1 }))
        .first(),
      path,
    ).toBeVisible();
  const title = await page.locator('h1').textContent();
  return (
    [texts.notAllowed!.title, texts.notFound!.title].includes(title!) ||
    (await main.getByRole('alert').count()) > 0 ||
    (await page.getByText(texts.roles!.notYours!).count()) > 0
  );
}

/** Whether a button that is shown can be used. */
export const isUsable = async (page: Page, deed: string) =>
  (await page
    .getByRole('button', { name: deed, exact: true })
    .first()
    .getAttribute('aria-disabled')) !== 'true';
