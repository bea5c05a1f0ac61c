// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';

import { callerOf, listOf, peopleWithout, subscriptionOf } from './support/api.ts';
import { expectToast } from './support/toast.ts';
import {
  expect,
  expectAccessible,
  expectNoSidewaysScrolling,
  people,
  test,
  type Page,
} from './support/test.ts';

const found = (page: Page) => page.getByRole('listbox').getByRole('option');

/** Types each person's address and chooses who is found by it. */
async function choose(page: Page, emails: string[]) {
  const field = page.getByRole('combobox').first();
  for (const email of emails) {
    await field.fill(email);
    await expect(found(page)).toHaveCount(1);
    await expect(found(page)).toHaveAttribute('aria-selected', 'true');
    await field.press('Enter');
    await expect(found(page)).toHaveCount(0);
  }
}

test('three people are assigned by keyboard alone', async ({ page, signInAs, server, picture }) => {
  const caller = await callerOf(server.url, people.purchaser);
  const { id } = await subscriptionOf(caller, 'Drawing Board');
  const three = await peopleWithout(caller, id, 3);
  await signInAs(people.purchaser);
  await page.goto('/licenses');
  await expect(page.getByRole('row', { name: /Drawing Board/ })).toContainText('₩114,000');
  await expectAccessible(page);
  await picture('licenses');
  await page.getByRole('link', { name: 'Drawing Board' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Drawing Board', level: 1 })).toBeVisible();
  await expectAccessible(page);
  await picture('licenses-product');
  await page.getByRole('button', { name: 'Assign licenses' }).press('Enter');
  await expect(page.getByText('Drawing Board · 8 licenses available')).toBeVisible();
  await choose(
    page,
    three.map(({ email }) => email),
  );
  await expect(page.getByText('3 of 8 selected')).toBeVisible();
  await expectAccessible(page);
  await picture('assign-chosen');
  await page.getByRole('button', { name: 'Assign 3 licenses' }).press('Enter');
  await expect(page.getByText('License assigned')).toHaveCount(3);
  await expect(page.getByText('Drawing Board · 5 licenses available')).toBeVisible();
  await expect(
    page.getByRole('dialog').getByRole('button', { name: 'Close' }).last(),
  ).toBeFocused();
  await picture('assign-done');
  await page.getByRole('button', { name: 'Assign more' }).press('Enter');
  await expect(page.getByText('0 of 5 selected')).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'People' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Assign licenses' })).toBeFocused();
  for (const { displayName, email } of three) {
    await page.getByRole('searchbox', { name: 'Search people' }).fill(email);
    await expect(page.getByRole('row').filter({ hasText: email })).toContainText(displayName);
  }
});

test('20 are accepted and the 21st is impossible', async ({ page, signInAs, server, picture }) => {
  test.slow();
  const caller = await callerOf(server.url, people.purchaser);
  const { id, productId } = await subscriptionOf(caller, 'Drawing Board');
  await caller.send('POST', `/v1/subscriptions/${id}/quantity`, { quantity: 60 });
  const twenty = await peopleWithout(caller, id, 20);
  await signInAs(people.purchaser);
  await page.goto(`/licenses/${productId}?pane=assign`);
  await choose(
    page,
    twenty.map(({ email }) => email),
  );
  const field = page.getByRole('combobox').first();
  await expect(field).toHaveAttribute('readonly');
  await expect(page.getByText('20 of 20 selected. Assign these first')).toBeVisible();
  await picture('assign-twenty');
  await page.getByRole('button', { name: 'Assign 20 licenses' }).click();
  await expect(page.getByText('License assigned')).toHaveCount(20);
});

test('without a free license the field is closed', async ({ page, signInAs, server }) => {
  const caller = await callerOf(server.url, people.purchaser);
  const { productId } = await subscriptionOf(caller, 'Flow Builder');
  await signInAs(people.purchaser);
  await page.goto(`/licenses/${productId}?pane=assign`);
  await expect(page.getByText('No license is free.')).toBeVisible();
  await expect(page.getByRole('combobox').first()).toHaveAttribute('readonly');
  await expect(page.getByRole('link', { name: 'Buy more licenses' })).toBeVisible();
  await expectAccessible(page);
});

test('a refusal keeps everybody, each with a reason', async ({
  page,
  signInAs,
  server,
  picture,
}) => {
  const caller = await callerOf(server.url, people.purchaser);
  const admin = await callerOf(server.url, people.globalAdmin);
  const { id, productId } = await subscriptionOf(caller, 'Drawing Board');
  const three = await peopleWithout(caller, id, 3);
  const guest = { displayName: 'Rosa Gast', email: 'rosa@partner.example', kind: 'guest' };
  await admin.send('POST', '/v1/users', guest);
  await signInAs(people.purchaser);
  await page.goto(`/licenses/${productId}?pane=assign`);
  const field = page.getByRole('combobox').first();
  await field.fill('rosa');
  await expect(found(page)).toContainText('Guests cannot hold licenses');
  await expect(found(page)).toHaveAttribute('aria-disabled', 'true');
  await field.press('Enter');
  await field.fill(people.otherTenantAdmin);
  await expect(page.getByText(/Nobody in your organization has/)).toBeVisible();
  await choose(
    page,
    three.map(({ email }) => email),
  );
  await admin.send('PATCH', `/v1/users/${three[1]!.id}`, { state: 'disabled' });
  await page.getByRole('button', { name: 'Assign 3 licenses' }).click();
  const rows = page.getByLabel('Selected people').getByRole('listitem');
  await expect(rows.nth(1)).toContainText(/disabled/i);
  await expect(rows.nth(0)).toContainText('all are assigned or none');
  await expectAccessible(page);
  await picture('assign-refused');
  await page.getByRole('button', { name: 'Remove who was refused (1)' }).click();
  await page.getByRole('button', { name: 'Assign 2 licenses' }).click();
  await expect(page.getByText('License assigned')).toHaveCount(2);
});

test('licenses taken by somebody else meanwhile are counted', async ({
  page,
  signInAs,
  server,
}) => {
  const caller = await callerOf(server.url, people.purchaser);
  const { id, productId } = await subscriptionOf(caller, 'Drawing Board');
  const ten = await peopleWithout(caller, id, 10);
  await signInAs(people.purchaser);
  await page.goto(`/licenses/${productId}?pane=assign`);
  await choose(
    page,
    ten.slice(0, 3).map(({ email }) => email),
  );
  await caller.send('POST', `/v1/subscriptions/${id}/assignments`, {
    userIds: ten.slice(3, 10).map((user) => user.id),
  });
  await page.getByRole('button', { name: 'Assign 3 licenses' }).click();
  await expect(page.getByText('2 licenses are missing.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Buy more licenses' })).toBeVisible();
  await page.getByRole('button', { name: 'Keep only the first person' }).click();
  await page.getByRole('button', { name: 'Assign 1 license' }).click();
  await expect(page.getByText('License assigned')).toHaveCount(1);
});

test('an admin reads, and is told why not more', async ({ page, signInAs, picture }) => {
  await signInAs(people.globalAdmin);
  await page.goto('/licenses');
  const row = page.getByRole('row').filter({ hasText: 'Drawing Board' });
  await expect(row).toContainText('33');
  await page.getByRole('switch', { name: 'A row for each subscription' }).click();
  await expect(row).toHaveCount(2);
  await expect(page).toHaveURL(/groupBy=subscription/);
  await page.reload();
  await expect(row).toHaveCount(2);
  await page.getByRole('link', { name: 'Drawing Board' }).first().click();
  const assign = page.getByRole('button', { name: 'Assign licenses', exact: true });
  await expect(assign).toHaveAttribute('aria-disabled', 'true');
  await assign.focus();
  await expect(page.getByRole('tooltip')).toContainText(/admins/i);
  await expect(page.getByRole('checkbox')).toHaveCount(0);
  await picture('licenses-admin');
  const file = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export license holders' }).click();
  const text = readFileSync(await (await file).path(), 'utf8');
  expect(text).toContain('purchaserEmail');
  expect(text).toContain(people.purchaser);
});

test('unassigning can be undone', async ({ page, signInAs, server, picture }) => {
  const caller = await callerOf(server.url, people.purchaser);
  const { id, productId } = await subscriptionOf(caller, 'Drawing Board');
  const holders = async () =>
    (await listOf(caller, `/v1/subscriptions/${id}/assignments?limit=200`)).length;
  const before = await holders();
  await signInAs(people.purchaser);
  await page.goto(`/licenses/${productId}`);
  const boxes = page.getByRole('checkbox', { name: /^Select (?!all)/ });
  for (const index of [0, 1, 2]) await boxes.nth(index).click();
  await page.getByRole('button', { name: 'Unassign (3)' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog.getByRole('listitem')).toHaveCount(3);
  await expect(dialog).toContainText('They lose access now.');
  await expectAccessible(page);
  await picture('unassign');
  await dialog.getByRole('button', { name: 'Unassign (3)' }).click();
  await expectToast(page, '3 licenses unassigned');
  await expect(page.getByRole('link', { name: 'Pay for fewer licenses' })).toBeVisible();
  expect(await holders()).toBe(before - 3);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expectToast(page, '3 licenses assigned again');
  expect(await holders()).toBe(before);
});

test("one person's apps are switched off and stay so", async ({ page, signInAs, server }) => {
  const caller = await callerOf(server.url, people.purchaser);
  const { productId } = await subscriptionOf(caller, 'Drawing Board');
  await signInAs(people.purchaser);
  await page.goto(`/licenses/${productId}`);
  await page
    .getByRole('button', { name: /^Apps of .*: All$/ })
    .first()
    .click();
  await page.getByRole('switch', { name: 'Guest sharing' }).click();
  await page.getByRole('button', { name: 'Save apps and services' }).click();
  await expect(page.getByRole('button', { name: /^Apps of .*: 2 of 3 on$/ })).toHaveCount(1);
});

test('a job of 30 people shows its progress and survives a reload', async ({
  page,
  signInAs,
  server,
  picture,
}) => {
  const caller = await callerOf(server.url, people.purchaser);
  const { id, productId } = await subscriptionOf(caller, 'Drawing Board');
  await caller.send('POST', `/v1/subscriptions/${id}/quantity`, { quantity: 60 });
  const many = await peopleWithout(caller, id, 29);
  await signInAs(people.purchaser);
  await page.goto(`/licenses/${productId}`);
  await page.getByRole('button', { name: 'Assign many' }).click();
  const list = ['e-mail,name', ...many.map(({ email }) => `${email},x`), people.otherTenantAdmin];
  await page.getByRole('textbox', { name: 'E-mail addresses' }).fill(list.join('\n'));
  await expect(page.getByText('30 people in the list.')).toBeVisible();
  await expectAccessible(page);
  await picture('assign-many');
  await page.getByRole('button', { name: 'Assign to 30 people' }).click();
  await expect(page).toHaveURL(/\/jobs\//);
  await expect(page.getByText('Finished: 29 done, 1 refused')).toBeVisible();
  await page.reload();
  await expect(page.getByText('Finished: 29 done, 1 refused')).toBeVisible();
  await expectAccessible(page);
  await picture('job');
  await page.getByRole('switch', { name: 'Only who was refused' }).click();
  await expect(page.getByRole('row')).toHaveCount(2);
  await expect(page.getByRole('row').nth(1)).toContainText(people.otherTenantAdmin);
  await expect(page.getByRole('row').nth(1)).toContainText(/your organization/);
  const file = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download the refused row (CSV)' }).click();
  const text = readFileSync(await (await file).path(), 'utf8');
  expect(text).toContain(`30,${people.otherTenantAdmin},notFound,`);
  await page.goto('/licenses');
  await page.getByRole('button', { name: 'Jobs' }).click();
  await picture('jobs-bell');
  await page.getByRole('link', { name: 'Assign 30 licenses of Drawing Board' }).click();
  await expect(page).toHaveURL(/\/jobs\//);
});

test('nobody else sees a job or a product that is not theirs', async ({
  page,
  signInAs,
  server,
}) => {
  const caller = await callerOf(server.url, people.purchaser);
  const { id, productId } = await subscriptionOf(caller, 'Drawing Board');
  const [one] = await peopleWithout(caller, id, 1);
  const job = await caller.send<{ id: string }>('POST', `/v1/subscriptions/${id}/assignment-jobs`, {
    action: 'assign',
    userIds: [one!.id],
  });
  await signInAs(people.otherTenantAdmin);
  await page.goto(`/jobs/${job.id}`);
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
  await page.goto(`/licenses/${productId}?pool=${id}`);
  await expect(page.getByText(people.purchaser)).toHaveCount(0);
});

for (const language of ['ko', 'de'] as const)
  test(`the pages in ${language}, narrow and dark`, async ({ page, signInAs, server, picture }) => {
    const caller = await callerOf(server.url, people.purchaser);
    const { productId } = await subscriptionOf(caller, 'Drawing Board');
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 390, height: 800 });
    await signInAs(people.purchaser, language);
    await page.goto('/licenses');
    await expect(page.getByRole('table')).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScrolling(page);
    await picture(`licenses-narrow-${language}`);
    await page.goto(`/licenses/${productId}?pane=assign`);
    await page.getByRole('combobox').first().fill('k');
    await expect(found(page)).not.toHaveCount(0);
    await expectAccessible(page);
    await expectNoSidewaysScrolling(page);
    await picture(`assign-narrow-${language}`);
  });
