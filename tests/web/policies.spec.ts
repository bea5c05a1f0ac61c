// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';

import { callerOf } from './support/api.ts';
import {
  expect,
  expectAccessible,
  expectNoSidewaysScrolling,
  people,
  test,
  type Page,
} from './support/test.ts';

const open = (page: Page, product: string) =>
  page.getByRole('link', { name: new RegExp(`policy of ${product}`) }).click();

const setPolicy = async (page: Page, product: string, value: string) => {
  await open(page, product);
  const pane = page.getByRole('dialog', { name: product });
  await pane.getByRole('radio', { name: new RegExp(`^${value}`) }).click();
  await pane.getByRole('button', { name: 'Save the policy' }).click();
  const asked = page.getByRole('alertdialog');
  await expect(asked).toContainText('Existing purchases are not affected');
  await asked.getByRole('button', { name: 'Change the policy' }).click();
  await expect(pane).toBeHidden();
};

test('a product that is blocked says so to who would buy it', async ({
  page,
  signInAs,
  picture,
}) => {
  await signInAs(people.globalAdmin);
  await page.goto('/admin/policies');
  await expect(page.getByRole('row', { name: /Drawing Board/ })).toContainText('Everybody');
  await expectAccessible(page);
  await picture('policies');
  await open(page, 'Drawing Board');
  await expect(page.getByRole('dialog')).toContainText('Who may buy by self-service?');
  await expectAccessible(page);
  await picture('policies-pane');
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/product=/);
  await setPolicy(page, 'Drawing Board', 'Nobody');
  const row = page.getByRole('row', { name: /Drawing Board/ });
  await expect(row).toContainText('Nobody');
  await expect(row).toContainText('Its own policy');
  await expect(row).toContainText('김민지');

  await page.goto('/admin/audit?action=setPolicy');
  const event = page.getByRole('row', { name: /Policy set/ });
  await expect(event).toContainText('Policy: Everybody → Nobody');
  await expect(event).toContainText('김민지');

  await signInAs(people.purchaser);
  await page.goto('/catalog');
  const card = page.getByRole('article', { name: 'Drawing Board' });
  await expect(card).toContainText('Ask your IT admin');
  await expect(card.getByRole('button', { name: 'Buy Drawing Board' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
});

test('the default holds for all products without a policy of their own', async ({
  page,
  signInAs,
}) => {
  await signInAs(people.billingAdmin);
  await page.goto('/admin/policies');
  await setPolicy(page, 'All other products', 'Only trials without a card');
  await expect(page.getByRole('row', { name: /Chart Studio/ })).toContainText(
    'Only trials without a card',
  );
  await signInAs(people.otherPurchaser);
  await page.goto('/catalog');
  await page.getByRole('article', { name: 'Chart Studio' }).getByRole('link').click();
  await expect(page.getByRole('radio', { name: /Try it free/ })).toBeChecked();
  await expect(page.getByRole('radio', { name: 'Buy now' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Start the trial' }).click();
  await expect(page.getByRole('heading', { name: 'Chart Studio is yours' })).toBeVisible();
});

test('a policy that somebody else changed meanwhile is shown before it is replaced', async ({
  page,
  signInAs,
  server,
}) => {
  await signInAs(people.globalAdmin);
  await page.goto('/admin/policies');
  await open(page, 'Plan Desk');
  const pane = page.getByRole('dialog', { name: 'Plan Desk' });
  await pane.getByRole('radio', { name: /^Nobody/ }).click();
  const other = await callerOf(server.url, people.billingAdmin);
  const id = new URL(page.url()).searchParams.get('product');
  await other.send('PUT', `/v1/policies/self-service/${id}`, { value: 'askFirst' });
  await pane.getByRole('button', { name: 'Save the policy' }).click();
  await page.getByRole('button', { name: 'Change the policy' }).click();
  await expect(pane.getByRole('alert')).toContainText('Somebody else changed this policy');
  await expect(pane.getByRole('alert')).toContainText('Ask first');
  await expect(pane.getByRole('radio', { name: /^Nobody/ })).toBeChecked();
  await pane.getByRole('button', { name: 'Go on with my choice' }).click();
  await pane.getByRole('button', { name: 'Save the policy' }).click();
  await page.getByRole('button', { name: 'Change the policy' }).click();
  await expect(pane).toBeHidden();
  await expect(page.getByRole('row', { name: /Plan Desk/ })).toContainText('Nobody');
});

test('the audit log is filtered by the address, by people and by things', async ({
  page,
  signInAs,
  picture,
}) => {
  await signInAs(people.globalAdmin);
  await page.goto('/admin/audit');
  await expect(page.getByRole('row', { name: /Licenses: 40 → 38/ })).toBeVisible();
  await expectAccessible(page);
  await picture('audit');
  await page.getByLabel('What', { exact: true }).selectOption('cancelSubscription');
  await expect(page).toHaveURL(/action=cancelSubscription/);
  await expect(page.getByRole('row', { name: /Subscription canceled/ })).toHaveCount(1);
  await page.goBack();
  await expect(page).not.toHaveURL(/action=/);
  await page.goForward();
  // The whole list, too, has it once: before the filter holds again there are other rows.
  const canceled = page.getByRole('row', { name: /Subscription canceled/ });
  await canceled.getByRole('button', { name: /Only about/ }).click();
  await page.getByLabel('What', { exact: true }).selectOption('');
  await expect(page.getByRole('row', { name: /Bought/ })).toHaveCount(1);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.getByLabel('Who', { exact: true }).fill('김민지');
  await page.getByRole('option', { name: /minji.kim/ }).click();
  await expect(page).toHaveURL(/actor=/);
  await expect(page.getByRole('row', { name: /Licenses: 40 → 38/ })).toBeHidden();
  await page.reload();
  await expect(page.getByLabel('Who', { exact: true })).toHaveValue('김민지');
  await page.goto('/admin/audit?from=2026-02-02&to=2026-02-01');
  await expect(page.getByText('The last day is before the first.')).toBeVisible();
});

test('the audit log is a file, and leads to what it tells of', async ({ page, signInAs }) => {
  await signInAs(people.globalAdmin);
  await page.goto('/admin/audit?action=cancelSubscription');
  const canceled = page.getByRole('row', { name: /Subscription canceled/ });
  await expect(canceled).toHaveCount(1);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export CSV' }).click();
  const text = readFileSync(await (await download).path(), 'utf8');
  const lines = text.split('\r\n');
  expect(lines[0]).toBe(
    '\u{FEFF}sequence,at,actor,actorId,action,subjectKind,subjectId,changes,requestId,hash',
  );
  expect(text.match(/,cancelSubscription,subscription,/g)).toHaveLength(1);
  expect(text).not.toContain('buySubscription');
  await canceled.getByRole('link', { name: /^Subscription/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Chart Studio' })).toBeVisible();
  await page.getByRole('link', { name: 'All changes in the audit log' }).click();
  await expect(page).toHaveURL(/subject=/);
  await expect(page.getByRole('row', { name: /Bought/ })).toHaveCount(1);
});

test('a plain member reaches no page of admins', async ({ page, signInAs, picture }) => {
  await signInAs(people.purchaser);
  for (const path of [
    '/admin/purchases',
    '/admin/policies',
    '/admin/audit',
    '/operator/catalog',
    '/operator/organizations',
  ]) {
    await page.goto(path);
    await expect(page.getByRole('heading', { name: 'This page is not for you' })).toBeVisible();
    await expect(page.getByText('Ask a global admin of your organization')).toBeVisible();
  }
  await expectAccessible(page);
  await picture('not-allowed');
  await expect(page.getByRole('link', { name: 'Policies' })).toHaveCount(0);
});

test('policies and audit log in Korean, dark and narrow', async ({ page, signInAs, picture }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 800 });
  await signInAs(people.globalAdmin, 'ko');
  for (const [path, heading] of [
    ['policies', '정책'],
    ['audit', '감사 로그'],
  ] as const) {
    await page.goto(`/admin/${path}`);
    await expect(page.getByRole('heading', { name: heading, exact: true })).toBeVisible();
    await expect(page.getByRole('table')).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScrolling(page);
    await picture(`${path}-ko-narrow-dark`);
  }
});
