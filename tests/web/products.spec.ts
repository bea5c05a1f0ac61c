// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { callerOf, listOf, subscriptionOf } from './support/api.ts';
import { expectToast } from './support/toast.ts';
import {
  expect,
  expectAccessible,
  expectNoSidewaysScrolling,
  people,
  test,
  type Page,
} from './support/test.ts';

const row = (page: Page, product: string) =>
  page.getByRole('row').filter({ has: page.getByRole('link', { name: product }) });

async function openFromMenu(page: Page, product: string, item: string | RegExp) {
  await row(page, product)
    .getByRole('button', { name: /^More actions for/ })
    .click();
  await page.getByRole('menuitem', { name: item }).click();
}

test('filters are chips, live in the address and are taken away again', async ({
  page,
  signInAs,
  picture,
}) => {
  await signInAs(people.globalAdmin);
  await page.goto('/products');
  const table = page.getByRole('table', { name: 'Products' });
  await expect(table.getByRole('row')).toHaveCount(6);
  await page.getByRole('button', { name: 'Filter' }).click();
  await page.getByLabel('Purchase channel', { exact: true }).selectOption('Self-service');
  await expect(page).toHaveURL(/channel=selfService/);
  await page.getByLabel('Status', { exact: true }).selectOption('Expired');
  await expect(row(page, 'Mint Notes')).toBeVisible();
  await expect(table.getByRole('row')).toHaveCount(2);
  await expectAccessible(page);
  await picture('products-filter');

  await page.reload();
  await expect(table.getByRole('row')).toHaveCount(2);
  await page.getByRole('button', { name: 'Status: Expired, remove filter' }).click();
  await expect(table.getByRole('row')).toHaveCount(6);
  await page.getByLabel('Buyer', { exact: true }).pressSequentially('Käthe');
  await page.getByRole('option', { name: /Käthe Schäfer/ }).click();
  await expect(page.getByRole('button', { name: 'Buyer: Käthe Schäfer' })).toBeVisible();
  await expect(table.getByRole('row')).toHaveCount(3);
  await page.getByLabel('Renews before', { exact: true }).fill('2100-01-01');
  await expect(table.getByRole('row')).toHaveCount(2);
  await page.getByLabel('Renews before', { exact: true }).fill('2020-01-01');
  await expect(page.getByText('No subscription matches the filters')).toBeVisible();
  await page.getByRole('button', { name: 'Clear all filters' }).first().click();
  await expect(table.getByRole('row')).toHaveCount(6);
  await page.goBack();
  await expect(page).toHaveURL(/buyer=/);
});

test('trials and what has ended have tabs of their own', async ({ page, signInAs }) => {
  await signInAs(people.globalAdmin);
  await page.goto('/products');
  await page.getByRole('tab', { name: 'Trials' }).click();
  await expect(row(page, 'Drawing Board')).toContainText('Becomes paid on');
  await page.getByRole('tab', { name: 'Ended' }).click();
  await expect(row(page, 'Mint Notes')).toContainText('Expired');
  await expect(row(page, 'Chart Studio')).toContainText('Deleted');
  await page.goto('/products?tab=ended');
  await expect(page.getByRole('tab', { name: 'Ended', selected: true })).toBeVisible();
});

test('the same product bought twice has two rows', async ({ page, signInAs, server }) => {
  const purchaser = await callerOf(server.url, people.purchaser);
  const { offerId } = await subscriptionOf(purchaser, 'Drawing Board');
  const [card] = await listOf(purchaser, '/v1/payment-methods');
  await purchaser.send('POST', '/v1/subscriptions', {
    offerId,
    quantity: 4,
    paymentMethodId: card!.id,
    nickname: 'Second team',
  });
  await signInAs(people.purchaser);
  await page.goto('/products');
  await expect(row(page, 'Drawing Board')).toHaveCount(2);
  await expect(row(page, 'Drawing Board (Second team)')).toContainText('0 of 4 assigned');
});

test('more licenses cost what the invoice says', async ({ page, signInAs, server, picture }) => {
  await signInAs(people.purchaser);
  await page.goto('/products');
  await openFromMenu(page, 'Drawing Board', 'Buy more or reduce licenses');
  const pane = page.getByRole('dialog', { name: 'Buy more or reduce licenses' });
  const box = pane.getByRole('spinbutton', { name: 'Total licenses' });
  await expect(box).toBeFocused();
  await expect(box).toHaveValue('30');
  await box.fill('3');
  await expect(pane).toContainText('22 licenses are assigned. Unassign 19 first.');
  await box.fill('3５');
  await expect(pane.getByText('5 more licenses')).toBeVisible();
  const charged = await pane.getByText(/is charged to Visa/).textContent();
  await expectAccessible(page);
  await picture('products-quantity');
  await pane.getByRole('button', { name: 'Change to 35 licenses' }).click();
  await expectToast(page, 'Drawing Board now has 35 licenses');
  await expect(row(page, 'Drawing Board')).toContainText('22 of 35 assigned');

  const purchaser = await callerOf(server.url, people.purchaser);
  const [invoice] = await listOf<{ total: { amount: string } }>(purchaser, '/v1/invoices');
  const total = Number(invoice!.total.amount).toLocaleString('en-US');
  expect(charged).toContain(`₩${total} is charged`);
});

test('fewer licenses give back, and never fewer than are assigned', async ({ page, signInAs }) => {
  await signInAs(people.purchaser);
  await page.goto('/products');
  await openFromMenu(page, 'Drawing Board', 'Buy more or reduce licenses');
  const pane = page.getByRole('dialog', { name: 'Buy more or reduce licenses' });
  const box = pane.getByRole('spinbutton', { name: 'Total licenses' });
  await box.fill('21');
  await expect(pane).toContainText('22 licenses are assigned. Unassign 1 first.');
  await expect(pane.getByRole('link', { name: /Choose 1 person/ })).toBeVisible();
  await pane.getByRole('button', { name: 'Change to 21 licenses' }).click();
  await expect(box).toBeFocused();
  await box.press('ArrowUp');
  await expect(box).toHaveValue('22');
  await box.fill('ten');
  await expect(pane).toContainText('Type a whole number');
  await box.fill('25');
  await expect(pane.getByText(/goes back to Visa ••0003/)).toBeVisible();
  await pane.getByRole('radio', { name: /At the renewal/ }).check();
  await expect(pane.getByText('Nothing is charged.')).toBeVisible();
  await pane.getByRole('button', { name: 'Change to 25 licenses' }).click();
  await expect(row(page, 'Drawing Board')).toContainText(/25 licenses from Dec \d+, 20\d\d on/);
  await expect(row(page, 'Drawing Board')).toContainText('22 of 30 assigned');
  // The scheduled change is taken back by the number that there is.
  await openFromMenu(page, 'Drawing Board', 'Buy more or reduce licenses');
  await pane.getByRole('button', { name: 'Keep 30 licenses' }).click();
  await expect(row(page, 'Drawing Board')).not.toContainText('25 licenses');
});

test("another person's change is shown before it is overwritten", async ({
  page,
  signInAs,
  server,
}) => {
  await signInAs(people.purchaser);
  await page.goto('/products');
  await openFromMenu(page, 'Drawing Board', 'Buy more or reduce licenses');
  const pane = page.getByRole('dialog', { name: 'Buy more or reduce licenses' });
  await pane.getByRole('spinbutton').fill('33');
  await expect(pane.getByText('3 more licenses')).toBeVisible();
  const purchaser = await callerOf(server.url, people.purchaser);
  const { id } = await subscriptionOf(purchaser, 'Drawing Board');
  await purchaser.send('POST', `/v1/subscriptions/${id}/quantity`, { quantity: 32 });
  await pane.getByRole('button', { name: 'Change to 33 licenses' }).click();
  await expect(pane.getByText('Somebody changed this subscription meanwhile.')).toBeVisible();
  await expect(pane.getByText('Total licenses: 30 → 32')).toBeVisible();
  await expect(pane.getByRole('spinbutton')).toHaveValue('33');
  await expect(pane.getByText('1 more license', { exact: true })).toBeVisible();
  await pane.getByRole('button', { name: 'Change to 33 licenses' }).click();
  await expect(row(page, 'Drawing Board')).toContainText('22 of 33 assigned');
});

test('a price that changed is shown and asked for again', async ({ page, signInAs }) => {
  await signInAs(people.purchaser);
  await page.goto('/products');
  await openFromMenu(page, 'Drawing Board', 'Buy more or reduce licenses');
  const pane = page.getByRole('dialog', { name: 'Buy more or reduce licenses' });
  // What is shown is another price than the one of now.
  await page.route('**/v1/quotes', async (route) => {
    const answer = await route.fetch();
    const quote = await answer.json();
    quote.total.amount = '1';
    await route.fulfill({ response: answer, json: quote });
  });
  await pane.getByRole('spinbutton').fill('31');
  await expect(pane.getByText('1 more license', { exact: true })).toBeVisible();
  await page.unroute('**/v1/quotes');
  await pane.getByRole('button', { name: 'Change to 31 licenses' }).click();
  await expect(pane.getByText('The price has changed, so nothing was done.')).toBeVisible();
  await expect(pane.getByText(/It was ₩1 and is now ₩[\d,]+\./)).toBeVisible();
  await pane.getByRole('button', { name: 'Change to 31 licenses' }).click();
  await expect(row(page, 'Drawing Board')).toContainText('22 of 31 assigned');
});

test('canceling asks for a reason, then once more, and can be taken back', async ({
  page,
  signInAs,
  picture,
}) => {
  await signInAs(people.purchaser);
  await page.goto('/products');
  await openFromMenu(page, 'Drawing Board', 'Cancel subscription');
  const pane = page.getByRole('dialog', { name: 'Cancel subscription' });
  await expect(pane.getByText('22 people lose access today.')).toBeVisible();
  await expect(pane.getByText(/goes back to Visa ••0003/)).toBeVisible();
  await expectAccessible(page);
  await picture('products-cancel');
  await pane.getByRole('button', { name: 'Cancel subscription' }).click();
  await expect(pane.getByText('Choose a reason.')).toBeVisible();
  await pane.getByLabel('Feedback (optional)').fill('x'.repeat(2_001));
  await expect(pane.getByText('2,001 of 2,000 characters')).toBeVisible();
  await pane.getByRole('radio', { name: 'It costs too much' }).check();
  await pane.getByRole('button', { name: 'Cancel subscription' }).click();
  await expect(page.getByRole('alertdialog')).toBeHidden();
  await pane.getByLabel('Feedback (optional)').fill('너무 비쌉니다');
  await pane.getByRole('button', { name: 'Cancel subscription' }).click();
  const question = page.getByRole('alertdialog', { name: 'Cancel Drawing Board now?' });
  await expect(question).toContainText('22 people lose access today.');
  await expectAccessible(page);
  await question.getByRole('button', { name: 'Cancel subscription' }).click();

  await expect(row(page, 'Drawing Board')).toContainText('Disabled');
  await expect(row(page, 'Drawing Board')).toContainText(/Is deleted on /);
  // The other subscription is as it was.
  await expect(row(page, 'Flow Builder')).toContainText('Active');

  await row(page, 'Drawing Board')
    .getByRole('button', { name: /^Reactivate/ })
    .click();
  const again = page.getByRole('dialog', { name: 'Reactivate subscription' });
  await expect(again.getByText('30 licenses, 22 of them assigned as before')).toBeVisible();
  await expect(again.getByRole('radio', { name: /0003/ })).toBeChecked();
  await expectAccessible(page);
  await picture('products-reactivate');
  await again.getByRole('button', { name: /^Reactivate for ₩/ }).click();
  await expect(row(page, 'Drawing Board')).toContainText('Active');
  await expect(row(page, 'Drawing Board')).toContainText('22 of 30 assigned');
});

test('instead of canceling, the renewal is stopped', async ({ page, signInAs }) => {
  await signInAs(people.purchaser);
  await page.goto('/products');
  await openFromMenu(page, 'Flow Builder', 'Cancel subscription');
  const pane = page.getByRole('dialog', { name: 'Cancel subscription' });
  await pane.getByRole('button', { name: 'Turn off recurring billing' }).click();
  await expect(row(page, 'Flow Builder')).toContainText('Recurring billing off');
  await expect(row(page, 'Flow Builder')).toContainText('Ends on');

  await openFromMenu(page, 'Flow Builder', 'Recurring billing');
  const billing = page.getByRole('dialog', { name: 'Recurring billing' });
  await billing.getByRole('radio', { name: /Renews once more/ }).check();
  await billing.getByRole('radio', { name: /^Yearly/ }).check();
  await expectAccessible(page);
  await billing.getByRole('button', { name: 'Renew once more' }).click();
  await expect(row(page, 'Flow Builder')).toContainText('Renews once more');
  await row(page, 'Flow Builder').getByRole('link', { name: 'Flow Builder' }).click();
  await expect(page.getByText(/Monthly, Yearly from /)).toBeVisible();
});

test("a subscription's page says how it stands and what was done", async ({
  page,
  signInAs,
  picture,
}) => {
  await signInAs(people.purchaser);
  await page.goto('/products');
  await row(page, 'Drawing Board').getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1, name: 'Drawing Board' })).toBeFocused();
  await expect(page.getByText(/Renews on .* for ₩5,643,000 on Visa ••0003/)).toBeVisible();
  await expect(page.getByRole('table', { name: 'Invoices' }).getByRole('row')).toHaveCount(3);
  await expect(page.getByRole('table', { name: 'Order history' }).getByRole('row')).toHaveCount(3);
  await expectAccessible(page);
  await picture('subscription');
  await page.getByRole('button', { name: 'Change nickname' }).click();
  const pane = page.getByRole('dialog', { name: 'Change nickname' });
  await pane.getByLabel('Nickname').fill('디자인팀');
  await pane.getByRole('button', { name: 'Save nickname' }).click();
  await expect(
    page.getByRole('heading', { level: 1, name: 'Drawing Board (디자인팀)' }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Change billing profile' }).click();
  const profiles = page.getByRole('dialog', { name: 'Change billing profile' });
  await profiles.getByRole('radio').nth(1).check();
  await profiles.getByRole('button', { name: 'Use this billing profile' }).click();
  await expect(profiles).toBeHidden();
});

test('an admin sees all, may stop a renewal and is told why not more', async ({
  page,
  signInAs,
  picture,
}) => {
  await signInAs(people.globalAdmin);
  await page.goto('/products');
  const drawing = row(page, 'Drawing Board');
  await expect(drawing).toContainText('이도윤');
  const assign = drawing.getByRole('button', { name: /^Assign licenses/ });
  await expect(assign).toHaveAttribute('aria-disabled', 'true');
  await drawing.getByRole('button', { name: /^More actions/ }).click();
  const cancel = page.getByRole('menuitem', { name: /^Cancel subscription/ });
  await expect(cancel).toHaveAttribute('aria-disabled', 'true');
  await expect(cancel).toContainText(/purchaser/i);
  await picture('products-admin-menu');
  await page.getByRole('menuitem', { name: 'Recurring billing' }).click();
  const pane = page.getByRole('dialog', { name: 'Recurring billing' });
  await expect(pane.getByRole('radio', { name: /Renews once more/ })).toBeDisabled();
  await pane.getByRole('radio', { name: /Recurring billing off/ }).check();
  await pane.getByRole('button', { name: 'Turn off recurring billing' }).click();
  await expect(drawing).toContainText('Recurring billing off');

  await page.getByRole('radio', { name: 'Mine' }).check();
  await expect(page.getByText('Nothing bought yet')).toBeVisible();
});

test('what belongs to another organization is not found', async ({ page, signInAs, server }) => {
  const [own] = await listOf(await callerOf(server.url, people.purchaser), '/v1/subscriptions');
  await signInAs(people.otherTenantAdmin);
  await page.goto(`/products/${own!.id}`);
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
  await page.goto(`/products?pane=cancel&id=${own!.id}`);
  await expect(page.getByRole('dialog').getByRole('alert')).toBeVisible();
  await page.goto('/products/not-an-id');
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
});

test('with the keyboard alone licenses are bought', async ({ page, signInAs }) => {
  await signInAs(people.purchaser);
  await page.goto('/products');
  const more = row(page, 'Drawing Board').getByRole('button', { name: /^More actions/ });
  await more.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: /^Buy more/ })).toBeFocused();
  await page.keyboard.press('Enter');
  const pane = page.getByRole('dialog');
  await expect(pane.getByRole('spinbutton')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(pane.getByText('1 more license', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  const question = page.getByRole('alertdialog', { name: 'Discard changes?' });
  await question.getByRole('button', { name: 'Keep editing' }).press('Enter');
  await pane.getByRole('spinbutton').press('Enter');
  await expect(pane).toBeHidden();
  await expect(row(page, 'Drawing Board')).toContainText('22 of 31 assigned');
  await expect(more).toBeFocused();
});

test('in Korean, narrow and dark', async ({ page, signInAs, picture }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 800 });
  await signInAs(people.purchaser, 'ko');
  await page.goto('/products');
  await expect(page.getByRole('heading', { name: '내 제품' })).toBeVisible();
  await row(page, 'Drawing Board')
    .getByRole('button', { name: /추가 작업/ })
    .click();
  await page.getByRole('menuitem', { name: '라이선스 추가 구매 또는 줄이기' }).click();
  const pane = page.getByRole('dialog', { name: '라이선스 추가 구매 또는 줄이기' });
  await pane.getByRole('spinbutton', { name: '총 라이선스' }).fill('35');
  await expect(pane.getByText('라이선스 5개 추가')).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await picture('products-quantity-narrow-ko');
  await pane.getByRole('button', { name: '라이선스 35개로 변경' }).click();
  await expect(row(page, 'Drawing Board')).toContainText('35개 중 22개 할당됨');
  await row(page, 'Drawing Board').getByRole('link').click();
  await expect(page.getByText(/Visa ••0003 카드로/)).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await picture('subscription-narrow-ko');
});

test('in German the pages hold their words', async ({ page, signInAs, picture }) => {
  await signInAs(people.globalAdmin, 'de');
  await page.goto('/products?filter=true');
  await expect(page.getByRole('heading', { name: 'Ihre Produkte' })).toBeVisible();
  await expect(row(page, 'Drawing Board')).toBeVisible();
  await expectNoSidewaysScrolling(page);
  await picture('products-de');
  await row(page, 'Mint Notes').getByRole('link').click();
  await expect(page.getByText(/Die bezahlte Laufzeit ist zu Ende/)).toBeVisible();
  await expectAccessible(page);
  await picture('subscription-de');
});
