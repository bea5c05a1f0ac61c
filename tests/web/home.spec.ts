// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';

import {
  expect,
  expectAccessible,
  expectNoSidewaysScrolling,
  people,
  test,
} from './support/test.ts';

test('a member sees what needs them, what renews and what they spend', async ({
  page,
  signInAs,
  picture,
}) => {
  await signInAs(people.purchaser);
  await page.goto('/');
  const needs = page.getByRole('region', { name: 'Needs you' });
  await expect(needs).toContainText('All 6 licenses of Flow Builder are assigned.');
  await expect(needs).toContainText('Flow Builder renews on');
  await expect(page.getByRole('region', { name: 'Next renewals' })).toContainText(
    '₩113,400 before tax',
  );
  const seats = page.getByRole('region', { name: 'Licenses in use' });
  await expect(seats).toContainText('22 of 30 assigned');
  await expect(seats).toContainText('6 of 6 assigned · Full');
  await expect(page.getByRole('region', { name: 'Spend by month' })).toContainText('₩124,740');
  // 8 of 30 licenses are free, and cost 171,000 won a year each.
  const idle = page.getByRole('region', { name: 'What idle licenses cost a month' });
  await expect(idle).toContainText(/Drawing Board\s*₩114,000/);
  await expect(idle).not.toContainText('Flow Builder');
  await expectAccessible(page);
  await picture('home');
  await needs.getByRole('link', { name: 'Buy more licenses of Flow Builder' }).click();
  await expect(page).toHaveURL(/\/products\/.*pane=quantity/);
});

test('each chart is a table too, and a file', async ({ page, signInAs, picture }) => {
  await signInAs(people.purchaser);
  await page.goto('/');
  const seats = page.getByRole('region', { name: 'Licenses in use' });
  await seats.getByRole('switch', { name: 'Show as table: Licenses in use' }).focus();
  await page.keyboard.press('Space');
  await expect(seats.getByRole('row', { name: /Flow Builder/ })).toContainText('6');
  await expect(seats.getByRole('columnheader', { name: 'Available' })).toBeVisible();
  await page.getByRole('switch', { name: 'Show as table: Spend by month' }).click();
  const spend = page.getByRole('region', { name: 'Spend by month' });
  await expect(spend.getByRole('row')).toHaveCount(7);
  await expectAccessible(page);
  await picture('home-tables');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download CSV: Licenses in use' }).click();
  const file = await download;
  const text = readFileSync(await file.path(), 'utf8');
  expect(text).toContain('product,assigned,total,available\r\n');
  expect(text).toContain('Drawing Board,22,30,8\r\n');
});

test('an admin sees the whole organization, and what others own in the oversight', async ({
  page,
  signInAs,
  picture,
}) => {
  await signInAs(people.globalAdmin);
  await page.goto('/');
  const needs = page.getByRole('region', { name: 'Needs you' });
  await expect(needs).toContainText('Flow Builder of 이도윤 renews on');
  await expect(needs).not.toContainText('All 6 licenses of Flow Builder');
  await expect(page.getByRole('region', { name: 'Licenses in use' })).toContainText(
    '36 of 38 assigned',
  );
  await expectAccessible(page);
  await picture('home-admin');
  await needs.getByRole('link', { name: 'Review Flow Builder' }).click();
  await expect(page.getByRole('dialog', { name: /Order history of Flow Builder/ })).toBeVisible();
});

test('who owes an invoice is told first', async ({ page, signInAs, picture }) => {
  await signInAs(people.debtor);
  await page.goto('/');
  const first = page.getByRole('region', { name: 'Needs you' }).getByRole('listitem').first();
  await expect(first).toContainText(/Invoice .* (is due on|has been overdue since)/);
  await picture('home-debtor');
  await first.getByRole('link', { name: /^Pay/ }).click();
  await expect(page).toHaveURL(/\/billing\/invoices\//);
});

test('the operator has no home in an organization', async ({ page, signInAs }) => {
  await signInAs(people.operator);
  await page.goto('/');
  await expect(page).toHaveURL(/\/operator\/catalog/);
});

test('home in Korean, dark and narrow, in German and in forced colors', async ({
  page,
  signInAs,
  picture,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 800 });
  await signInAs(people.purchaser, 'ko');
  await page.goto('/');
  await expect(page.getByText('30개 중 22개 할당됨')).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await picture('home-ko-narrow-dark');
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
  await signInAs(people.purchaser, 'de');
  await page.setViewportSize({ width: 1280, height: 860 });
  await page.reload();
  await expect(page.getByText('22 von 30 zugewiesen')).toBeVisible();
  // The length of a bar still shows where backgrounds are left out.
  const color = await page
    .getByRole('region', { name: 'Genutzte Lizenzen' })
    .locator('li div[aria-hidden] > div')
    .first()
    .evaluate((bar) => getComputedStyle(bar).backgroundColor);
  expect(color).not.toBe('rgba(0, 0, 0, 0)');
  await picture('home-de-forced-colors');
});
