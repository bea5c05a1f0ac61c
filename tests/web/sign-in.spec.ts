// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import {
  expect,
  expectAccessible,
  expectNoSidewaysScrolling,
  passwordOfAll,
  people,
  test,
} from './support/test.ts';

test('signing in leads to the page that was asked for', async ({ page, picture }) => {
  await page.goto('/products');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  // Chosen here, it stays, whatever language the account has.
  await page.getByLabel('Language').selectOption('en');
  await expectAccessible(page);
  await picture('sign-in');
  await page.getByRole('textbox', { name: 'E-mail' }).fill(people.purchaser);
  await page.locator('input[type=password]').fill('not the password');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText(/password/i);
  await expect(page.getByRole('textbox', { name: 'E-mail' })).toHaveValue(people.purchaser);
  await page.locator('input[type=password]').fill(passwordOfAll);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Your products' })).toBeVisible();
  await expect(page.getByRole('table')).toBeVisible();
});

test('an address of another host is not gone to after signing in', async ({ page, server }) => {
  await page.goto('/sign-in?returnTo=//evil.example/');
  await page.getByLabel('Language').selectOption('en');
  await page.getByRole('textbox', { name: 'E-mail' }).fill(people.purchaser);
  await page.locator('input[type=password]').fill(passwordOfAll);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Home' })).toBeVisible();
  expect(new URL(page.url()).origin).toBe(server.url);
});

test('a session that ends asks for the password over the page', async ({
  page,
  signInAs,
  server,
}) => {
  await signInAs(people.purchaser);
  await page.goto('/products');
  await expect(page.getByRole('table')).toBeVisible();
  await page.context().clearCookies();
  // What this page shows has not been read yet.
  await page.getByRole('link', { name: 'Home', exact: true }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Sign in again' });
  await expect(dialog).toBeVisible();
  await dialog.locator('input[type=password]').fill(passwordOfAll);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await expect(dialog).toBeHidden();
  expect((await page.request.get(`${server.url}/v1/me`)).ok()).toBe(true);
});

test('narrow windows and dark colors', async ({ page, signInAs, picture }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 800 });
  await signInAs(people.purchaser);
  await page.goto('/products');
  await expect(page.getByRole('table')).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await picture('products-narrow-dark');
});
