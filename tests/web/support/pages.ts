// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Every page of the app, with the demo's things in its address.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { callerOf, listOf } from './api.ts';
import { root, type Server } from './server.ts';
import { expect, people, type Language, type Page } from './test.ts';

/** The pages by who opens them, each under the name of its picture. */
export interface PagesOf {
  email: string;
  paths: Record<string, string>;
}

export async function everyPage({ url }: Server): Promise<PagesOf[]> {
  const purchaser = await callerOf(url, people.purchaser);
  const first = async <T = { id: string }>(path: string) => (await listOf<T>(purchaser, path))[0]!;
  const subscription = await first<{ id: string; productId: string }>('/v1/subscriptions');
  const invoice = await first('/v1/invoices?window=past6Months');
  const profile = await first('/v1/billing-profiles');
  const user = await first('/v1/users?limit=1');
  return [
    {
      email: people.purchaser,
      paths: {
        home: '/',
        products: '/products',
        subscription: `/products/${subscription.id}`,
        catalog: '/catalog',
        checkout: `/catalog/${subscription.productId}`,
        licenses: '/licenses',
        'licenses-product': `/licenses/${subscription.productId}`,
        invoices: '/billing/invoices',
        invoice: `/billing/invoices/${invoice.id}`,
        'payment-methods': '/billing/payment-methods',
        'billing-profiles': '/billing/profiles',
        'billing-profile': `/billing/profiles/${profile.id}`,
        account: '/account',
        help: '/help',
        'help-faq': '/help/faq',
        'help-cloud': '/help/cloud',
        'help-support': '/help/support',
      },
    },
    {
      email: people.globalAdmin,
      paths: {
        'home-admin': '/',
        'products-admin': '/products?scope=organization',
        'billing-account': '/billing/account',
        people: '/people',
        person: `/people/${user.id}`,
        roles: '/roles',
        purchases: '/admin/purchases',
        policies: '/admin/policies',
        audit: '/admin/audit',
      },
    },
    {
      email: people.operator,
      paths: { 'operator-catalog': '/operator/catalog', organizations: '/operator/organizations' },
    },
  ];
}

/** Goes to a page of the app as its links do, without loading the app anew. */
export async function goWithin(page: Page, path: string) {
  await page.evaluate((to) => {
    // The heading of the page before goes with it.
    document.querySelector('h1')?.setAttribute('data-before', '');
    history.pushState({}, '', to);
  }, path);
  await expect(page.locator('h1:not([data-before])'), path).toBeVisible({ timeout: 30_000 });
  await settled(page, path);
}

/** Waits until a page shows what it has to show. */
export async function settled(page: Page, path: string) {
  await expect(page.locator('h1'), path).toBeVisible({ timeout: 30_000 });
  await expect(page.locator('main [aria-busy="true"], main .fui-Spinner'), path).toHaveCount(0, {
    timeout: 30_000,
  });
}

/** The texts of a language, as the app has them. */
export const textsOf = (language: Language) =>
  JSON.parse(readFileSync(join(root, `web/src/i18n/locales/${language}.json`), 'utf8')) as Record<
    string,
    Record<string, string>
  >;
