// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';

import {
  expect,
  expectAccessible,
  expectNoSidewaysScrolling,
  people,
  test,
} from './support/test.ts';

test('an admin sees what members bought, with its history, and can change none of it', async ({
  page,
  signInAs,
  picture,
}) => {
  await signInAs(people.globalAdmin);
  await page.goto('/admin/purchases');
  const row = page.getByRole('row', { name: /Flow Builder/ });
  for (const part of ['이도윤', 'Active', '6', '₩124,740', 'renews'])
    await expect(row).toContainText(part);
  await expectAccessible(page);
  await picture('purchases');
  await row.getByRole('link', { name: /Order history of Flow Builder/ }).click();
  const pane = page.getByRole('dialog', { name: /Order history of Flow Builder/ });
  await expect(pane.getByRole('row', { name: /Purchase/ })).toContainText('0 → 6');
  await expect(pane).toContainText('Only the purchaser can change the licenses or cancel.');
  await expectAccessible(page);
  await picture('purchases-history');
  await expect(pane.getByRole('link', { name: 'People with a license' })).toHaveAttribute(
    'href',
    /\/licenses\/.*pool=/,
  );
  await page.reload();
  await expect(pane).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(pane).toBeHidden();
  await expect(page).not.toHaveURL(/history=/);
});

test('an admin stops the renewal of a purchase', async ({ page, signInAs, picture }) => {
  await signInAs(people.billingAdmin);
  await page.goto('/admin/purchases');
  const row = page.getByRole('row', { name: /Flow Builder/ });
  await row.getByRole('link').click();
  const pane = page.getByRole('dialog', { name: /Order history/ });
  await pane.getByRole('button', { name: 'Stop renewal' }).click();
  const asked = page.getByRole('alertdialog');
  await expect(asked).toContainText('Until then everybody keeps their license.');
  await expectAccessible(page);
  await picture('purchases-stop');
  await asked.getByRole('button', { name: 'Stop renewal' }).click();
  await expect(asked).toBeHidden();
  const stop = pane.getByRole('button', { name: 'Stop renewal' });
  await expect(stop).toHaveAttribute('aria-disabled', 'true');
  await pane.getByRole('button', { name: 'Close' }).last().click();
  await expect(row).toContainText('does not renew');
});

test('filters are in the address, and the file has what they show', async ({ page, signInAs }) => {
  await signInAs(people.globalAdmin);
  await page.goto('/admin/purchases');
  await page.getByLabel('Status').selectOption('expired');
  await expect(page).toHaveURL(/status=expired/);
  await expect(page.getByRole('row', { name: /Mint Notes/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /Flow Builder/ })).toBeHidden();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export CSV' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('self-service-purchases.csv');
  const text = readFileSync(await file.path(), 'utf8');
  expect(text).toContain('Mint Notes');
  expect(text).not.toContain('Flow Builder');
  await page.getByLabel('Status').selectOption('pendingPayment');
  await expect(page.getByText('No purchase matches these filters')).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('row', { name: /Mint Notes/ })).toBeVisible();
  await expect(page.getByLabel('Status')).toHaveValue('expired');
  await page.goto('/admin/purchases?status=nonsense&product=x');
  await expect(page.getByRole('row', { name: /Flow Builder/ })).toBeVisible();
  await page.getByLabel('Purchased by').fill('schäfer');
  await page.getByRole('option', { name: /kaethe.schaefer/ }).click();
  await expect(page.getByRole('row', { name: /Flow Builder/ })).toBeHidden();
  await expect(page.getByRole('row', { name: /Plan Desk/ })).toBeVisible();
});

test('an admin of another organization sees nothing of this one', async ({ page, signInAs }) => {
  await signInAs(people.globalAdmin);
  await page.goto('/admin/purchases');
  await page.getByRole('link', { name: /Order history of Flow Builder/ }).click();
  await expect(page).toHaveURL(/history=/);
  const address = page.url();
  await signInAs(people.otherTenantAdmin);
  await page.goto(address);
  const pane = page.getByRole('dialog', { name: 'Order history' });
  await expect(pane.getByRole('alert').first()).toBeVisible();
  await expect(pane).not.toContainText('Flow Builder');
  await expect(page.getByText('이도윤')).toHaveCount(0);
});

test('purchases in German, and in Korean, dark and narrow', async ({ page, signInAs, picture }) => {
  await signInAs(people.globalAdmin, 'de');
  await page.goto('/admin/purchases');
  await expect(page.getByRole('row', { name: /Flow Builder/ })).toBeVisible();
  await expectNoSidewaysScrolling(page);
  await picture('purchases-de');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 800 });
  await signInAs(people.globalAdmin, 'ko');
  await page.goto('/admin/purchases');
  await expect(page.getByRole('heading', { name: '셀프 서비스 구매' })).toBeVisible();
  await expect(page.getByRole('row', { name: /Flow Builder/ })).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await picture('purchases-ko-narrow-dark');
});
