// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import type { Locator } from '@playwright/test';

import { callerOf, keepCard, listOf, productIdOf } from './support/api.ts';
import {
  expect,
  expectAccessible,
  expectNoSidewaysScrolling,
  people,
  test,
  type Page,
} from './support/test.ts';

const card = (page: Page, product: string) => page.getByRole('article', { name: product });
const summary = (page: Page) => page.getByRole('region', { name: 'What it costs' });
const amountOf = (page: Page, name: string): Locator =>
  summary(page).locator('dt', { hasText: name }).locator('xpath=following-sibling::dd');

test('the catalog is searched, and says what is for sale', async ({ page, signInAs, picture }) => {
  await signInAs(people.purchaser);
  await page.goto('/catalog');
  await expect(card(page, 'Drawing Board')).toContainText('₩17,000 per license and month');
  await expect(card(page, 'Drawing Board')).toContainText('Includes Diagrams');
  await expect(card(page, 'Chart Studio')).toContainText('30 days free, without a card');
  await expectAccessible(page);
  await picture('catalog');
  await page.getByLabel('Search products').fill('chart');
  await expect(card(page, 'Drawing Board')).toBeHidden();
  await expect(page).toHaveURL(/search=chart/);
  await page.reload();
  await expect(page.getByRole('article')).toHaveCount(1);
  await page.getByLabel('Search products').fill('no such thing');
  await page.getByRole('button', { name: 'Show all products' }).click();
  await expect(card(page, 'Drawing Board')).toBeVisible();
});

test('what cannot be bought says why, and whom to ask', async ({ page, signInAs, server }) => {
  const caller = await callerOf(server.url, people.purchaser);
  await signInAs(people.purchaser);
  await page.goto('/catalog');
  const archive = card(page, 'Archive Vault');
  await expect(archive).toContainText('Ask your IT admin');
  const button = archive.getByRole('button', { name: 'Buy Archive Vault' });
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  await button.focus();
  await expect(button).toBeFocused();
  await page.goto(`/catalog/${await productIdOf(caller, 'Archive Vault')}`);
  await expect(page.getByText('You cannot buy this product')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Pay/ })).toHaveCount(0);
  await expectAccessible(page);
});

test('five licenses are bought for what the quote says', async ({
  page,
  signInAs,
  picture,
  server,
}) => {
  const caller = await callerOf(server.url, people.purchaser);
  await signInAs(people.purchaser);
  await page.goto('/catalog');
  await card(page, 'Drawing Board').getByRole('link', { name: 'Buy Drawing Board' }).click();
  await page.getByRole('spinbutton', { name: 'Licenses' }).fill('5');
  await page.getByLabel('Your name for it').fill('Design team');
  await expect(amountOf(page, 'Total')).toHaveText('₩93,500');
  await expect(amountOf(page, 'Tax 10%')).toHaveText('₩8,500');
  await expect(summary(page)).toContainText('Next charge: ₩93,500');
  await expect(page.getByText('Renews by itself')).toBeVisible();
  await expect(page.getByText(/your e-mail address.*IP address/)).toBeVisible();
  await expectAccessible(page);
  await picture('checkout');
  await page.getByRole('button', { name: 'Pay ₩93,500' }).click();
  await expect(page.getByRole('heading', { name: 'Drawing Board is yours' })).toBeVisible();
  await expectAccessible(page);
  await picture('bought');

  const id = page.url().split('/').at(-1);
  const items = await listOf(caller, `/v1/invoices?subscriptionId=${id}`);
  expect(items).toHaveLength(1);
  expect(items[0]).toMatchObject({
    status: 'paid',
    net: { amount: '85000', currency: 'KRW' },
    tax: { amount: '8500', currency: 'KRW' },
    total: { amount: '93500', currency: 'KRW' },
  });
  expect(await caller.get(`/v1/subscriptions/${id}`)).toMatchObject({
    nickname: 'Design team',
    quantity: 5,
    accountType: 'selfService',
  });
  await page.getByRole('link', { name: 'Assign licenses now' }).click();
  await expect(page).toHaveURL(new RegExp(`/products/${id}`));
});

test('the quote follows what is typed and refuses what the offer does not allow', async ({
  page,
  signInAs,
  server,
}) => {
  const caller = await callerOf(server.url, people.purchaser);
  await signInAs(people.purchaser);
  await page.goto(`/catalog/${await productIdOf(caller, 'Drawing Board')}?offer=yearly`);
  const quantity = page.getByRole('spinbutton', { name: 'Licenses' });
  await expect(page.getByRole('button', { name: 'Pay ₩188,100' })).toBeVisible();
  await quantity.fill('1,000');
  await expect(page.getByRole('button', { name: 'Pay ₩188,100,000' })).toBeVisible();
  for (const [typed, told] of [
    ['', 'Type how many'],
    ['0', 'At least 1.'],
    ['100001', 'At most 100,000.'],
    ['2.5', 'Type a whole number.'],
  ] as const) {
    await quantity.fill(typed);
    await expect(page.getByText(told)).toBeVisible();
    await page.getByRole('button', { name: 'Pay', exact: true }).click();
    await expect(page).toHaveURL(/\/catalog\//);
  }
  await page.getByRole('radio', { name: /₩17,000 per license and month/ }).click();
  await expect(page).toHaveURL(/offer=monthly/);
  await quantity.fill('2');
  await expect(page.getByRole('button', { name: 'Pay ₩37,400' })).toBeVisible();
});

test('a declined card says which, and loses nothing', async ({
  page,
  signInAs,
  picture,
  server,
}) => {
  const caller = await callerOf(server.url, people.purchaser);
  await signInAs(people.purchaser);
  await keepCard(caller, 'pm_card_kr_chargeCustomerFailInsufficientFunds');
  const before = (await listOf(caller, '/v1/subscriptions')).length;
  await page.goto(`/catalog/${await productIdOf(caller, 'Plan Desk')}`);
  await page.getByRole('spinbutton', { name: 'Licenses' }).fill('3');
  await page.getByLabel('Your name for it').fill('Kept');
  await page.getByRole('button', { name: /^Pay ₩/ }).click();
  const problem = page.getByRole('alert');
  await expect(problem).toContainText('was declined');
  await expect(problem).toContainText('Nothing was bought and nothing was charged');
  await expect(page.getByLabel('Your name for it')).toHaveValue('Kept');
  await expect(page.getByRole('spinbutton', { name: 'Licenses' })).toHaveValue('3');
  expect(await listOf(caller, '/v1/subscriptions')).toHaveLength(before);
  await expectAccessible(page);
  await picture('checkout-declined');
  await page.getByRole('radio', { name: /0003/ }).click();
  await expect(problem).toBeHidden();
  await page.getByRole('button', { name: /^Pay ₩/ }).click();
  await expect(page.getByRole('heading', { name: 'Plan Desk is yours' })).toBeVisible();
});

test('a price that changes meanwhile is shown and asked about again', async ({
  page,
  signInAs,
  server,
}) => {
  const caller = await callerOf(server.url, people.purchaser);
  await signInAs(people.purchaser);
  await page.route('**/v1/subscriptions', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    const body = route.request().postDataJSON();
    body.expectedTotal.amount = '1';
    await route.continue({ postData: JSON.stringify(body) });
  });
  await page.goto(`/catalog/${await productIdOf(caller, 'Drawing Board')}`);
  await page.getByRole('button', { name: 'Pay ₩18,700' }).click();
  await expect(page.getByRole('alert')).toContainText('The price has changed');
  await page.unroute('**/v1/subscriptions');
  await page.getByRole('button', { name: 'Pay ₩18,700' }).click();
  await expect(page.getByRole('heading', { name: 'Drawing Board is yours' })).toBeVisible();
});

test('an answer that is lost does not buy twice', async ({ page, signInAs, server }) => {
  const caller = await callerOf(server.url, people.purchaser);
  await signInAs(people.purchaser);
  const id = await productIdOf(caller, 'Drawing Board');
  const count = async () => (await listOf(caller, `/v1/subscriptions?productId=${id}`)).length;
  const before = await count();
  let isFirst = true;
  await page.route('**/v1/subscriptions', async (route) => {
    if (route.request().method() !== 'POST' || !isFirst) return route.continue();
    isFirst = false;
    await route.fetch();
    await route.abort();
  });
  await page.goto(`/catalog/${id}`);
  await page.getByRole('button', { name: 'Pay ₩18,700' }).click();
  await expect(page.getByRole('alert')).toContainText('It is not known yet');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { name: 'Drawing Board is yours' })).toBeVisible();
  expect(await count()).toBe(before + 1);
});

test('a bank that wants a confirmation is waited for', async ({
  page,
  signInAs,
  picture,
  server,
}) => {
  const caller = await callerOf(server.url, people.purchaser);
  await signInAs(people.purchaser);
  await keepCard(caller, 'pm_card_kr_authenticationRequired');
  await page.goto(`/catalog/${await productIdOf(caller, 'Drawing Board')}`);
  await page.getByRole('button', { name: 'Pay ₩18,700' }).click();
  await expect(page.getByText('Your bank wants you to confirm')).toBeVisible();
  await expectAccessible(page);
  await picture('bought-waiting');
  await page.reload();
  const bank = page.waitForEvent('popup');
  await page.getByRole('link', { name: /Confirm at the bank/ }).click();
  await (await bank).getByRole('button', { name: 'Approve' }).click();
  await expect(page.getByRole('heading', { name: 'Drawing Board is yours' })).toBeVisible({
    timeout: 20_000,
  });
});

test('a trial without a card begins by keyboard alone', async ({
  page,
  signInAs,
  picture,
  server,
}) => {
  const caller = await callerOf(server.url, people.otherPurchaser);
  await signInAs(people.otherPurchaser);
  await page.goto(`/catalog/${await productIdOf(caller, 'Chart Studio')}`);
  await page.getByRole('radio', { name: 'Buy now' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: /Try it free for 30 days/ })).toBeChecked();
  await expect(page.getByRole('button', { name: 'Start the trial' })).toBeVisible();
  await expect(page.getByText('The trial ends by itself.')).toBeVisible();
  await expect(page.getByRole('radio', { name: /ending|Visa/ })).toHaveCount(0);
  await picture('checkout-trial');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('spinbutton', { name: 'Licenses' })).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('spinbutton', { name: 'Licenses' })).toHaveValue('2');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Chart Studio is yours' })).toBeVisible();
  await expect(page.getByText('The trial has begun. 2 licenses')).toBeVisible();
});

test('an admin buys for the organization', async ({ page, signInAs, server }) => {
  const caller = await callerOf(server.url, people.globalAdmin);
  await signInAs(people.globalAdmin);
  await keepCard(caller, 'pm_card_kr');
  await page.goto('/catalog');
  await card(page, 'Archive Vault').getByRole('link').click();
  await expect(page.getByRole('radio', { name: /The organization/ })).toBeChecked();
  await page.getByRole('button', { name: 'Pay ₩90,200' }).click();
  await expect(page.getByRole('heading', { name: 'Archive Vault is yours' })).toBeVisible();
  const id = page.url().split('/').at(-1);
  expect(await caller.get(`/v1/subscriptions/${id}`)).toMatchObject({
    accountType: 'organization',
  });
});

test('checkout in Korean, dark and narrow', async ({ page, signInAs, picture, server }) => {
  const caller = await callerOf(server.url, people.purchaser);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 800 });
  await signInAs(people.purchaser, 'ko');
  await page.goto(`/catalog/${await productIdOf(caller, 'Drawing Board')}`);
  await expect(page.getByRole('heading', { name: 'Drawing Board 구매' })).toBeVisible();
  await expect(page.getByRole('button', { name: '₩18,700 결제' })).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await picture('checkout-ko-narrow-dark');
  await page.goto('/catalog');
  await expect(page.getByRole('article', { name: 'Plan Desk' })).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await picture('catalog-ko-narrow-dark');
});

test('checkout in German has room for its words', async ({ page, signInAs, picture, server }) => {
  const caller = await callerOf(server.url, people.purchaser);
  await signInAs(people.purchaser, 'de');
  await page.goto(`/catalog/${await productIdOf(caller, 'Drawing Board')}?trial=true`);
  await expect(page.getByRole('button', { name: 'Testversion starten' })).toBeVisible();
  await expectNoSidewaysScrolling(page);
  await picture('checkout-de');
});

test('a product that does not exist is no crash', async ({ page, signInAs }) => {
  await signInAs(people.purchaser);
  for (const id of ['nonsense', '019ac9c2-0000-7000-8000-000000000000']) {
    await page.goto(`/catalog/${id}`);
    await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
  }
});
