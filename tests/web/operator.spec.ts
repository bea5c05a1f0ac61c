// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { callerOf } from './support/api.ts';
import {
  expect,
  expectAccessible,
  expectNoSidewaysScrolling,
  people,
  test,
} from './support/test.ts';

test('the operator adds a product, which is then for sale', async ({ page, signInAs, picture }) => {
  await signInAs(people.operator);
  await page.goto('/operator/catalog');
  await expect(page.getByRole('row', { name: /Drawing Board/ })).toContainText('PRSEAT00DRW1');
  await expectAccessible(page);
  await picture('operator-catalog');
  await page.getByRole('button', { name: 'Add a product' }).click();
  const pane = page.getByRole('dialog', { name: 'Add a product' });
  await pane.getByRole('button', { name: 'Show what changes' }).click();
  await expect(pane.getByText('Type a decimal number such as 12.50.')).toBeVisible();
  await pane.getByLabel('SKU').fill('PRSEAT00DRW1');
  await expect(pane.getByText('Another product has this SKU.')).toBeVisible();
  await pane.getByLabel('SKU').fill('PRSEAT00SKT1');
  await pane.getByRole('textbox', { name: 'Name', exact: true }).fill('Sketch Pad');
  await pane.getByLabel('Description').fill('Drawing by hand.');
  await pane.getByLabel('Service plans').fill('ink: Ink\npaper: Paper');
  await pane.getByLabel('Price of one license').fill('9900');
  await pane.getByLabel('Currency').fill('KRW');
  await pane.getByLabel('From').fill('2026-01-01');
  await expectAccessible(page);
  await picture('operator-add-product');
  await pane.getByRole('button', { name: 'Show what changes' }).click();
  const review = page.getByRole('alertdialog', { name: 'What changes' });
  await expect(review).toContainText('products/PRSEAT00SKT1');
  await expectAccessible(page);
  await picture('operator-review');
  await review.getByRole('button', { name: /^Apply/ }).click();
  await expect(pane).toBeHidden();
  await expect(page.getByRole('row', { name: /Sketch Pad/ })).toContainText('Self-service');
  await signInAs(people.purchaser);
  await page.goto('/catalog?search=sketch');
  await expect(page.getByRole('article', { name: 'Sketch Pad' })).toContainText('₩9,900');
});

test('nothing is applied before the review is agreed to', async ({ page, signInAs }) => {
  await signInAs(people.operator);
  await page.goto('/operator/catalog');
  const row = page.getByRole('row', { name: /Mint Notes/ });
  await row.getByRole('button', { name: 'Retire Mint Notes' }).click();
  const review = page.getByRole('alertdialog', { name: 'What changes' });
  await expect(review).toContainText('PRSEAT');
  await review.getByRole('button', { name: 'Cancel' }).click();
  await expect(row).toContainText('Self-service');
  await row.getByRole('button', { name: 'Retire Mint Notes' }).click();
  await review.getByRole('button', { name: /^Apply/ }).click();
  await expect(row).toContainText('Retired');
  await row.getByRole('button', { name: 'Sell Mint Notes again' }).click();
  await review.getByRole('button', { name: /^Apply/ }).click();
  await expect(row).toContainText('Self-service');
});

test('a price is added from a day on', async ({ page, signInAs, picture }) => {
  await signInAs(people.operator);
  await page.goto('/operator/catalog');
  await page.getByRole('link', { name: 'Add a price of Plan Desk' }).click();
  const pane = page.getByRole('dialog', { name: 'Add a price of Plan Desk' });
  await pane.getByLabel('Price of one license').fill('123.45');
  await pane.getByLabel('Currency').fill('eur');
  await pane.getByLabel('From').fill('2027-02-01');
  await picture('operator-add-price');
  await pane.getByRole('button', { name: 'Show what changes' }).click();
  const review = page.getByRole('alertdialog', { name: 'What changes' });
  await expect(review).toContainText('123.45');
  await review.getByRole('button', { name: 'Apply 1 change' }).click();
  await expect(pane).toBeHidden();
  await page
    .getByRole('row', { name: /Plan Desk/ })
    .locator('summary')
    .first()
    .click();
  await expect(page.getByRole('row', { name: /Plan Desk/ })).toContainText('€123.45');
});

test('the whole catalog is edited as a document', async ({ page, signInAs, picture }) => {
  await signInAs(people.operator);
  await page.goto('/operator/catalog?tab=document');
  const document = page.getByLabel('The whole catalog');
  const text = await document.inputValue();
  await expectAccessible(page);
  await picture('operator-document');
  await document.fill('{ no json');
  await page.getByRole('button', { name: 'Show what changes' }).click();
  await expect(page.getByText('This is not a JSON object.')).toBeVisible();
  await document.fill(text.replace('"name": "Plan Desk"', '"name": ""'));
  await page.getByRole('button', { name: 'Show what changes' }).click();
  const review = page.getByRole('alertdialog', { name: 'What changes' });
  await expect(review).toContainText(/products\[\d+\]\.name/);
  await review.getByRole('button', { name: 'Cancel' }).click();
  await document.fill(text.replace('"name": "Plan Desk"', '"name": "Planning Desk"'));
  await page.getByRole('button', { name: 'Show what changes' }).click();
  await expect(review).toContainText('Plan Desk → Planning Desk');
  await review.getByRole('button', { name: 'Apply 1 change' }).click();
  await expect(review).toBeHidden();
  await page.getByRole('tab', { name: 'Taxes' }).click();
  await expect(page.getByRole('row', { name: /Germany/ }).first()).toContainText('19%');
  await page.getByRole('tab', { name: 'Products' }).click();
  await expect(page.getByRole('row', { name: /Planning Desk/ })).toBeVisible();
});

test('a change made on an old catalog is refused', async ({ page, signInAs, server }) => {
  await signInAs(people.operator);
  await page.goto('/operator/catalog');
  await page.getByRole('link', { name: 'Edit Plan Desk' }).click();
  const pane = page.getByRole('dialog', { name: 'Edit Plan Desk' });
  await pane.getByRole('textbox', { name: 'Name', exact: true }).fill('Mine');
  const other = await callerOf(server.url, people.operator);
  const catalog = JSON.stringify(await other.get('/v1/catalog'));
  const document = JSON.parse(catalog, (key, value) => (key === 'id' ? undefined : value));
  document.products[0].name = 'Theirs';
  await other.send('PUT', '/v1/catalog', document);
  await pane.getByRole('button', { name: 'Show what changes' }).click();
  const review = page.getByRole('alertdialog', { name: 'What changes' });
  await expect(review.getByRole('alert')).toBeVisible();
  await expect(review.getByRole('button', { name: /^Apply/ })).toHaveCount(0);
  await review.getByRole('button', { name: 'Cancel' }).click();
  await expect(pane.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Mine');
});

test('the operator makes an organization, whose admin can sign in', async ({
  page,
  signInAs,
  picture,
  server,
}) => {
  await signInAs(people.operator);
  await page.goto('/operator/organizations');
  await page.getByRole('button', { name: 'Make the organization' }).click();
  await expect(page.getByText('Choose the country.')).toBeVisible();
  await expect(page.getByText('Type at least 12 characters.')).toBeVisible();
  await expectAccessible(page);
  await picture('operator-organization');
  await page.getByLabel('Name of the organization').fill('Seaside School');
  await page.getByLabel('Country').selectOption('KR');
  await page.getByLabel('Kind').selectOption('education');
  await page.getByLabel('Name of the admin').fill('Park Jiwoo');
  await page.getByRole('textbox', { name: 'E-mail' }).fill(people.globalAdmin);
  await page.getByLabel('Password').fill('a long enough secret');
  await page.getByRole('button', { name: 'Make the organization' }).click();
  await expect(page.getByRole('alert').first()).toBeVisible();
  await expect(page.getByLabel('Name of the organization')).toHaveValue('Seaside School');
  await page.getByRole('textbox', { name: 'E-mail' }).fill('jiwoo.park@seaside.example');
  await page.getByRole('button', { name: 'Make the organization' }).click();
  await expect(page.getByText('Seaside School is there now')).toBeVisible();
  const answer = await page.request.post(`${server.url}/v1/session`, {
    data: { email: 'jiwoo.park@seaside.example', password: 'a long enough secret' },
  });
  expect(answer.ok()).toBe(true);
  // A school cannot buy by self-service, and is told so.
  await page.goto('/catalog');
  await expect(page.getByRole('article', { name: 'Drawing Board' })).toContainText(
    /As an admin you can buy it for the organization/,
  );
});

test('operator pages in German and in Korean, dark and narrow', async ({
  page,
  signInAs,
  picture,
}) => {
  await signInAs(people.operator, 'de');
  await page.goto('/operator/catalog');
  await expect(page.getByRole('row', { name: /Drawing Board/ })).toBeVisible();
  await expectNoSidewaysScrolling(page);
  await picture('operator-catalog-de');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 800 });
  await signInAs(people.operator, 'ko');
  for (const path of ['/operator/catalog', '/operator/organizations']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScrolling(page);
  }
  await picture('operator-organization-ko-narrow-dark');
});
