// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Who may do what with somebody's purchase, its billing profile and its invoices, as its pages show
// it: what is allowed can be pressed, what is not is told with its reason, or is not found at all.
import type { Browser } from '@playwright/test';

import { callerOf, subscriptionOf } from './support/api.ts';
import { goWithin, textsOf } from './support/pages.ts';
import {
  buyCentrally,
  emailOf,
  firstInvoice,
  isRefused,
  isUsable,
  makePeople,
  makePeopleOfDebtor,
  pageAs,
} from './support/roles.ts';
import type { Server } from './support/server.ts';
import { expect, people, test } from './support/test.ts';

const texts = textsOf('en');

/** May be done, is told why not, or is of a page that is refused. */
type Right = 'may' | 'told' | 'refused';

const ofSubscription = {
  assign: texts.products!.assignLicenses!,
  quantity: texts.products!.changeQuantity!,
  billing: texts.products!.changeBilling!,
  cancel: texts.products!.cancel!,
};
const ofProfile = {
  edit: texts.billingProfiles!.edit!,
  replace: texts.billingProfiles!.replaceCard!,
};
// Two pages of one kind do not follow each other: their heading would be the same element.
/** The deeds of each kind of page, under the names of their buttons. */
const pages = { own: ofSubscription, profile: ofProfile, central: ofSubscription, invoice: {} };
type Kind = keyof typeof pages;

type Rights = Partial<Record<Kind, Record<string, Right>>>;
const all = (right: Right, deeds: object) =>
  Object.fromEntries(Object.keys(deeds).map((deed) => [deed, right]));
const toldOnly = all('told', ofSubscription);
const mayAll = all('may', ofSubscription);
/** An invoice is seen or not: there is nothing more to do with one that is paid. */
const seen = {};

// A page that is not in a row is refused.
const table: { who: string; email: string; rights: Rights }[] = [
  {
    who: 'the purchaser, who owns the profile',
    email: people.purchaser,
    rights: { own: mayAll, profile: all('may', ofProfile), invoice: seen },
  },
  { who: 'somebody who only holds a license of it', email: emailOf('assignee'), rights: {} },
  {
    who: 'a global admin, who may only stop the renewal of what members bought',
    email: people.globalAdmin,
    rights: { own: { ...toldOnly, billing: 'may' }, central: mayAll },
  },
  {
    who: 'a billing admin, who buys for the organization but gives no licenses',
    email: emailOf('billingAdmin'),
    rights: { own: { ...toldOnly, billing: 'may' }, central: { ...mayAll, assign: 'told' } },
  },
  {
    who: 'a license admin',
    email: emailOf('licenseAdmin'),
    rights: { central: { ...toldOnly, assign: 'may' } },
  },
  {
    who: 'a user admin',
    email: emailOf('userAdmin'),
    rights: { central: { ...toldOnly, assign: 'may' } },
  },
  {
    who: 'a global reader',
    email: emailOf('globalReader'),
    rights: { own: toldOnly, central: toldOnly },
  },
  {
    who: 'an invoice manager of the profile',
    email: emailOf('invoiceManager'),
    rights: { profile: all('told', ofProfile), invoice: seen },
  },
  {
    who: 'a reader of the profile',
    email: emailOf('billingProfileReader'),
    rights: { profile: all('told', ofProfile), invoice: seen },
  },
  {
    who: 'a contributor of the profile',
    email: emailOf('billingProfileContributor'),
    rights: { profile: all('may', ofProfile), invoice: seen },
  },
  { who: 'a partner', email: emailOf('partner'), rights: { own: toldOnly, central: toldOnly } },
  {
    who: 'a partner who is a global admin too',
    email: emailOf('partnerAdmin'),
    rights: { own: { ...toldOnly, billing: 'may' }, central: mayAll },
  },
  { who: 'a guest', email: emailOf('guest'), rights: {} },
  { who: 'an admin of another organization', email: people.otherTenantAdmin, rights: {} },
  { who: 'the operator', email: people.operator, rights: {} },
];

async function pathsOf(server: Server): Promise<Record<Kind, string>> {
  const purchaser = await callerOf(server.url, people.purchaser);
  const { id } = await subscriptionOf(purchaser, 'Drawing Board');
  const { billingProfileId } = await subscriptionOf(purchaser, 'Flow Builder');
  const ofIt = `window=past6Months&billingProfileId=${billingProfileId}`;
  return {
    own: `/products/${id}`,
    central: `/products/${await buyCentrally(server)}`,
    profile: `/billing/profiles/${billingProfileId}`,
    invoice: `/billing/invoices/${await firstInvoice(server, people.purchaser, ofIt)}`,
  };
}

async function expectRights(browser: Browser, server: Server, rows: typeof table) {
  test.setTimeout(300_000);
  await makePeople(server);
  const paths = await pathsOf(server);
  for (const { who, email, rights } of rows) {
    await test.step(who, async () => {
      const page = await pageAs(browser, server, email);
      const found: Rights = {};
      for (const kind of Object.keys(pages) as Kind[]) {
        const deeds: Record<string, string> = pages[kind];
        await goWithin(page, paths[kind]);
        if (await isRefused(page, Object.values(deeds), paths[kind])) continue;
        found[kind] = {};
        for (const [deed, name] of Object.entries(deeds))
          found[kind][deed] = (await isUsable(page, name)) ? 'may' : 'told';
      }
      expect.soft(found, who).toEqual(rights);
      await page.context().close();
    });
  }
}

// Two tests, so that two processors share the way.
test('each capacity may do its deeds, and no others', async ({ browser, server }) =>
  expectRights(browser, server, table.slice(0, 7)));

test('each further capacity may do its deeds, and no others', async ({ browser, server }) =>
  expectRights(browser, server, table.slice(7)));

test('what is owed is paid by those who may, and seen by no others', async ({
  browser,
  server,
}) => {
  test.setTimeout(180_000);
  await makePeopleOfDebtor(server);
  const id = await firstInvoice(server, people.debtor, 'status=overdue&kind=invoice');
  const path = `/billing/invoices/${id}`;
  const rights: [string, Right][] = [
    [people.debtor, 'may'],
    [emailOf('invoiceManager', 'lindenhof'), 'may'],
    [emailOf('billingProfileContributor', 'lindenhof'), 'may'],
    [emailOf('billingProfileReader', 'lindenhof'), 'told'],
    [people.otherTenantAdmin, 'refused'],
    [people.globalAdmin, 'refused'],
  ];
  for (const [email, right] of rights) {
    const page = await pageAs(browser, server, email);
    await goWithin(page, path);
    const pay = page.getByRole('button', { name: /^Pay / });
    await expect(
      pay
        .or(page.locator('main').getByRole('alert'))
        .or(page.getByRole('heading', { name: texts.notFound!.title, level: 1 }))
        .first(),
      email,
    ).toBeVisible();
    const found =
      (await pay.count()) === 0
        ? 'refused'
        : (await pay.getAttribute('aria-disabled')) === 'true'
          ? 'told'
          : 'may';
    expect.soft(found, email).toBe(right);
    await page.context().close();
  }
});
