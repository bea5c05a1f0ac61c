// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { callerOf, listOf } from './support/api.ts';
import { cardFrame, cards, typeCard, watchForCardNumbers } from './support/cards.ts';
import { expectToast } from './support/toast.ts';
import {
  expect,
  expectAccessible,
  expectNoSidewaysScrolling,
  people,
  test,
  type Page,
} from './support/test.ts';

const table = (page: Page) => page.getByRole('table', { name: 'Payment methods' });

async function fillHolder(page: Page, name = 'Lee Doyun') {
  const pane = page.getByRole('dialog');
  await pane.getByLabel('Name on card').fill(name);
  await pane.getByLabel('Street and number').fill('110 Sejong-daero');
  await pane.getByLabel('City').fill('Seoul');
}

async function addCard(page: Page, number: string, expiry = '12/34') {
  await page.goto('/billing/payment-methods?pane=add');
  await typeCard(page, number, expiry);
  await fillHolder(page);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
}

test('a card is added without its number reaching the server', async ({
  page,
  signInAs,
  server,
  picture,
}) => {
  await signInAs(people.purchaser);
  await page.goto('/billing/payment-methods');
  const expectNoNumbers = watchForCardNumbers(page, server.url);
  await page.getByRole('button', { name: 'Add a card' }).click();
  await expect(page).toHaveURL(/pane=add/);
  const pane = page.getByRole('dialog', { name: 'Add a card' });
  await expect(pane.getByText('The card pays for nothing until you choose it')).toBeVisible();
  await expect(cardFrame(page).locator('#number')).toBeVisible();
  await expectAccessible(page);
  await picture('card-add');

  const add = pane.getByRole('button', { name: 'Add', exact: true });
  await add.click();
  await expect(pane.getByText('Type the name as it is on the card.')).toBeVisible();
  await expect(pane.getByText('Type the street and number.')).toBeVisible();
  await fillHolder(page);
  await typeCard(page, '4242424242424241');
  await add.click();
  await expect(cardFrame(page).getByText('This card number is not correct.')).toBeVisible();
  await expect(cardFrame(page).locator('#number')).toBeFocused();
  await picture('card-add-wrong');

  // Issued in another country than the organization's.
  await typeCard(page, cards.japanese);
  await add.click();
  await expect(pane.getByRole('alert').first()).toContainText(/country/);
  await expect(pane.getByLabel('Name on card')).toHaveValue('Lee Doyun');

  await typeCard(page, cards.korean);
  await cardFrame(page).locator('#cvc').press('Enter');
  await expectToast(page, 'Visa ••0003 is added');
  await expect(pane).toBeHidden();
  const rows = table(page).getByRole('row').filter({ hasText: 'Visa ••0003' });
  await expect(rows).toHaveCount(2);
  await expect(rows.filter({ hasText: 'Lee Doyun' })).toContainText('Nothing');
  await picture('cards');
  expectNoNumbers();
});

test('a card that the bank refuses is not kept', async ({ page, signInAs }) => {
  await signInAs(people.debtor);
  await addCard(page, cards.germanLost);
  await expect(page.getByRole('dialog').getByRole('alert').first()).toContainText(/lost/);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(table(page).getByRole('row')).toHaveCount(2);
});

test('the fields of the gateway that do not load can be tried again', async ({
  page,
  signInAs,
}) => {
  await signInAs(people.purchaser);
  await page.clock.install();
  await page.route(/\/fields/, (route) => route.abort());
  await page.goto('/billing/payment-methods?pane=add');
  await expect(page.getByRole('dialog').getByLabel('Name on card')).toBeVisible();
  await page.getByLabel('Name on card').fill('Lee Doyun');
  await page.clock.fastForward(16_000);
  const failed = page.getByRole('alert').filter({ hasText: 'could not be loaded' });
  await expect(failed).toBeVisible();
  await expectAccessible(page);
  await page.unroute(/\/fields/);
  await failed.getByRole('button', { name: 'Try again' }).click();
  await expect(cardFrame(page).locator('#number')).toBeVisible();
  await expect(page.getByLabel('Name on card')).toHaveValue('Lee Doyun');
});

test('a gateway whose cards cannot be typed here says so', async ({ page, signInAs, picture }) => {
  await signInAs(people.purchaser);
  await page.route('**/v1/payment-setup', (route) =>
    route.fulfill({ json: { gateway: 'stripe', publishableKey: 'pk_test_1', fieldsUrl: null } }),
  );
  await page.goto('/billing/payment-methods?pane=add');
  await expect(page.getByText('cannot be entered here yet')).toBeVisible();
  await picture('card-add-not-here');
});

test('security code, date, name and address of a card change, its number never', async ({
  page,
  signInAs,
  server,
  picture,
}) => {
  await signInAs(people.purchaser);
  const expectNoNumbers = watchForCardNumbers(page, server.url);
  await page.goto('/billing/payment-methods');
  await page.getByRole('button', { name: 'Edit Visa ••0003' }).click();
  const pane = page.getByRole('dialog', { name: 'Edit card' });
  await expect(pane.getByText('Visa ••0003. The number cannot change')).toBeVisible();
  await expect(pane.getByLabel(/number/i)).toHaveCount(1); // of the street
  const save = pane.getByRole('button', { name: 'Save' });
  await save.click();
  await expect(pane.getByText('Nothing has changed yet.')).toBeVisible();

  await pane.getByLabel('Expiry date').fill('01/20');
  await save.click();
  await expect(pane.getByText('date in the future')).toBeVisible();
  await pane.getByLabel('Expiry date').fill('4/35');
  await pane.getByLabel('Name on card').fill('이도윤');
  await pane.getByRole('button', { name: 'Enter the security code again' }).click();
  await expect(cardFrame(page).locator('#number')).toBeHidden();
  await save.click();
  await expect(cardFrame(page).getByText('Enter the security code.')).toBeVisible();
  await cardFrame(page).locator('#cvc').fill('321');
  await expectAccessible(page);
  await picture('card-edit');
  await save.click();
  await expectToast(page, 'Visa ••0003 is changed');
  const row = table(page).getByRole('row').filter({ hasText: '이도윤' });
  await expect(row).toContainText('04/2035');
  expectNoNumbers();
});

test('a change that somebody else made meanwhile is told and loses nothing', async ({
  page,
  signInAs,
  server,
}) => {
  await signInAs(people.purchaser);
  await page.goto('/billing/payment-methods');
  await page.getByRole('button', { name: 'Edit Visa ••0003' }).click();
  const pane = page.getByRole('dialog', { name: 'Edit card' });
  await pane.getByLabel('Name on card').fill('Mine');
  const other = await callerOf(server.url, people.purchaser);
  const [card] = await listOf(other, '/v1/payment-methods');
  await other.send('PATCH', `/v1/payment-methods/${card!.id}`, { name: 'Theirs' });
  await pane.getByRole('button', { name: 'Save' }).click();
  await expect(pane.getByText('Name on card is now: Theirs')).toBeVisible();
  await expect(pane.getByLabel('Name on card')).toHaveValue('Mine');
  await expectAccessible(page);
  await pane.getByRole('button', { name: 'Keep what I typed' }).click();
  await pane.getByRole('button', { name: 'Save' }).click();
  await expect(table(page).getByRole('row').filter({ hasText: 'Mine' })).toBeVisible();
});

test('a card in use is not deleted, and what uses it is named', async ({
  page,
  signInAs,
  picture,
}) => {
  await signInAs(people.purchaser);
  await page.goto('/billing/payment-methods');
  const remove = page.getByRole('button', { name: 'Delete Visa ••0003' });
  await remove.click();
  const dialog = page.getByRole('dialog', { name: 'Visa ••0003 is in use' });
  await expect(dialog.getByText('Subscription Drawing Board')).toBeVisible();
  await expect(dialog.getByRole('link', { name: /^Billing profile / }).first()).toBeVisible();
  await expectAccessible(page);
  await picture('card-in-use');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(remove).toBeFocused();
});

test('a card is added, warned of, and deleted', async ({ page, signInAs }) => {
  await signInAs(people.purchaser);
  const soon = new Date();
  const month = String(soon.getUTCMonth() + 1).padStart(2, '0');
  await addCard(page, cards.korean, `${month}/${soon.getUTCFullYear() % 100}`);
  const row = table(page).getByRole('row').filter({ hasText: 'Lee Doyun' });
  await expect(row).toContainText('Expires soon');
  await row.getByRole('button', { name: 'Delete Visa ••0003' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Delete Visa ••0003?' });
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Delete Visa ••0003' }).click();
  await expectToast(page, 'Visa ••0003 is deleted');
  await expect(row).toHaveCount(0);
});

test('what was typed is asked about before it is lost', async ({ page, signInAs }) => {
  await signInAs(people.purchaser);
  await page.goto('/billing/payment-methods?pane=add');
  await page.getByLabel('Name on card').fill('Lee Doyun');
  await cardFrame(page).locator('#number').press('Escape');
  await expect(page.getByText('Discard changes?')).toBeVisible();
  await page.getByRole('button', { name: 'Keep editing' }).click();
  await expect(page.getByLabel('Name on card')).toHaveValue('Lee Doyun');
});

for (const language of ['ko', 'de', 'zh-CN'] as const)
  test(`narrow and dark in ${language}`, async ({ page, signInAs, picture }) => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 390, height: 800 });
    await signInAs(people.purchaser, language);
    await page.goto('/billing/payment-methods');
    await expect(page.getByRole('table')).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScrolling(page);
    await picture(`cards-${language}-narrow-dark`);
    await page.goto('/billing/payment-methods?pane=add');
    await expect(cardFrame(page).locator('#number')).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScrolling(page);
    await picture(`card-add-${language}-narrow-dark`);
  });
