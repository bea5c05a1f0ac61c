// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { cards, typeCard, watchForCardNumbers } from './support/cards.ts';
import { root } from './support/server.ts';
import { expectToast } from './support/toast.ts';
import {
  expect,
  expectAccessible,
  expectNoSidewaysScrolling,
  people,
  test,
  type Page,
} from './support/test.ts';

interface Invoice {
  id: string;
  number: string;
  kind: string;
  status: string;
  total: { amount: string; currency: string };
  amountDue: { amount: string; currency: string };
}

const ask = async (page: Page, query: string): Promise<Invoice[]> =>
  (await (await page.request.get(`/v1/invoices?${query}`)).json()).items;

const table = (page: Page) => page.getByRole('table', { name: 'Invoices' });
const money = (amount: string, currency: string) =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).format(Number(amount));

async function openInvoice(page: Page, status: string) {
  const [invoice] = await ask(page, `window=past6Months&kind=invoice&status=${status}`);
  await page.goto(`/billing/invoices/${invoice!.id}`);
  await expect(page.getByRole('heading', { name: `Invoice ${invoice!.number}` })).toBeVisible();
  return invoice!;
}

test('the list shows the past 3 months, then 6, with the sums of what it shows', async ({
  page,
  signInAs,
  picture,
}) => {
  await signInAs(people.otherPurchaser);
  const in3Months = await ask(page, 'window=past3Months');
  const in6Months = await ask(page, 'window=past6Months');
  await page.goto('/billing');
  await expect(page).toHaveURL(/\/billing\/invoices$/);
  await expect(table(page).getByRole('row')).toHaveCount(in3Months.length + 1);
  await expectAccessible(page);

  await page.getByLabel('Period').selectOption('Past 6 months');
  await expect(page).toHaveURL(/period=past6Months/);
  await expect(table(page).getByRole('row')).toHaveCount(in6Months.length + 1);
  const counted = in6Months.filter(({ status }) => status !== 'void');
  const sum = counted.reduce((total, { total: { amount } }) => total + BigInt(amount), 0n);
  await expect(page.getByRole('group', { name: 'Sums' })).toContainText(
    money(String(sum), counted[0]!.total.currency),
  );
  await picture('invoices');
  await page.reload();
  await expect(page.getByLabel('Period')).toHaveValue('past6Months');
});

test('an empty period leads to a longer one', async ({ page, signInAs, picture }) => {
  await signInAs(people.globalAdmin);
  await page.goto('/billing/invoices');
  await expect(page.getByText('No invoices in the past 3 months')).toBeVisible();
  await picture('invoices-empty');
  await page.getByRole('button', { name: 'Show the past 6 months' }).click();
  await expect(page.getByText('No invoices in the past 6 months')).toBeVisible();
  await expect(page.getByLabel('Period')).toHaveValue('past6Months');
  await page.goBack();
  await expect(page.getByText('No invoices in the past 3 months')).toBeVisible();
});

test('a range of dates is typed, and a wrong one is said', async ({ page, signInAs, picture }) => {
  await signInAs(people.purchaser);
  const year = new Date().getUTCFullYear();
  await page.goto('/billing/invoices');
  await page.getByLabel('Period').selectOption('Specify a date range');
  await expect(table(page)).toBeVisible();
  const show = page.getByRole('button', { name: 'Show invoices' });

  await page.getByLabel('From').fill(`${year}-05-02`);
  await page.getByLabel('To, this day included').fill(`${year}-05-01`);
  await show.click();
  await expect(page.getByText('The range ends before it begins.')).toBeVisible();
  await page.getByLabel('From').fill(`${year - 4}-05-01`);
  await show.click();
  await expect(page.getByText('longer than 36 months')).toBeVisible();
  await expectAccessible(page);
  await picture('invoices-range-wrong');
  await page.getByLabel('From').fill('');
  await show.click();
  await expect(page.getByText('Type both dates in full.')).toBeVisible();

  // Both days belong to the range: the day of one invoice alone finds it.
  const [known] = (await (await page.request.get('/v1/invoices?window=past6Months')).json()).items;
  await page.getByLabel('From').fill(known.invoiceDate);
  await page.getByLabel('To, this day included').fill(known.invoiceDate);
  await page.keyboard.press('Enter');
  await expect(table(page).getByRole('link', { name: known.number, exact: true })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`from=${known.invoiceDate}&to=${known.invoiceDate}`));
});

test('filters are kept in the address, and what they leave out is said', async ({
  page,
  signInAs,
}) => {
  await signInAs(people.debtor);
  await page.goto('/billing/invoices');
  await page.getByLabel('Status').selectOption('Credit notes');
  const credits = await ask(page, 'window=past3Months&kind=creditNote');
  await expect(table(page).getByRole('row')).toHaveCount(credits.length + 1);
  await expect(page).toHaveURL(/show=creditNotes/);
  await page.getByLabel('Status').selectOption('Void');
  await expect(page.getByText('No invoice matches the filters')).toBeVisible();
  await page.getByRole('button', { name: 'Show all of this period' }).click();
  await expect(page.getByLabel('Status')).toHaveValue('');
});

test("an overdue invoice is paid with the profile's card", async ({ page, signInAs, picture }) => {
  await signInAs(people.debtor);
  const [overdue] = await ask(page, 'window=past6Months&status=overdue');
  const amount = money(overdue!.amountDue.amount, overdue!.amountDue.currency);
  await page.goto('/billing/invoices');
  const row = table(page).getByRole('row').filter({ hasText: overdue!.number });
  await expect(row).toContainText(/Overdue \d+ days?/);
  await row.getByRole('link', { name: `Pay invoice ${overdue!.number} now` }).click();
  const pane = page.getByRole('dialog', { name: `Pay invoice ${overdue!.number}` });
  await expect(pane.getByRole('radio').first()).toBeChecked();
  await expectAccessible(page);
  await picture('invoice-pay');
  await pane.getByRole('button', { name: `Pay ${amount}` }).click();
  await expectToast(page, `Paid ${amount} of invoice ${overdue!.number}`);
  await expect(pane).toBeHidden();
  await expect(page.getByRole('button', { name: `Pay ${amount}` })).toBeHidden();
  await expect(page.getByRole('table', { name: 'Payments' })).toContainText('Paid');
  const paid = await ask(page, 'window=past6Months&status=paid');
  expect(paid.map(({ id }) => id)).toContain(overdue!.id);
});

test('a declined card charges nothing and leads to another one', async ({
  page,
  signInAs,
  server,
  picture,
}) => {
  await signInAs(people.debtor);
  const expectNoNumbers = watchForCardNumbers(page, server.url);
  const invoice = await openInvoice(page, 'overdue');
  const amount = money(invoice.amountDue.amount, invoice.amountDue.currency);
  await page.getByRole('button', { name: `Pay ${amount}` }).click();
  const pane = page.getByRole('dialog');
  await pane.getByRole('radio', { name: 'Add a card' }).check();
  await typeCard(page, cards.germanDeclinedLater);
  await pane.getByLabel('Name on card').fill('Li Lei');
  await pane.getByLabel('Street and number').fill('Lindenallee 7');
  await pane.getByLabel('City').fill('Berlin');
  const pay = pane.getByRole('button', { name: `Pay ${amount}` });
  await pay.click();
  await expect(pane.getByRole('alert')).toContainText(/bank/i);
  await expect(pane.getByText('Nothing was charged')).toBeVisible();
  await expectAccessible(page);
  await picture('invoice-declined');
  // The card is kept and chosen: another try adds no second one.
  await expect(pane.getByRole('radio', { name: /0347/ })).toBeChecked();
  await expect(pane.getByText('Declined', { exact: true })).toBeVisible();
  await pane.getByRole('radio', { name: /0008/ }).check();
  await pay.click();
  await expectToast(page, `Paid ${amount}`);
  await expect(page.getByRole('table', { name: 'Payments' })).toContainText('Declined');
  expectNoNumbers();
});

test('a payment that the bank wants confirmed is waited for', async ({
  page,
  signInAs,
  picture,
}) => {
  await signInAs(people.debtor);
  const invoice = await openInvoice(page, 'overdue');
  const amount = money(invoice.amountDue.amount, invoice.amountDue.currency);
  await page.getByRole('button', { name: `Pay ${amount}` }).click();
  const pane = page.getByRole('dialog');
  await pane.getByRole('radio', { name: 'Add a card' }).check();
  await typeCard(page, cards.germanConfirmed);
  await pane.getByLabel('Name on card').fill('Li Lei');
  await pane.getByLabel('Street and number').fill('Lindenallee 7');
  await pane.getByLabel('City').fill('Berlin');
  await pane.getByRole('button', { name: `Pay ${amount}` }).click();
  const link = pane.getByRole('link', { name: /Confirm with your bank/ });
  await expect(link).toBeVisible();
  await expectAccessible(page);
  await picture('invoice-confirm');
  await expect(link).toBeFocused();
  const bank = page.waitForEvent('popup');
  await link.press('Enter');
  await (await bank).getByRole('button', { name: 'Approve' }).click();
  await expectToast(page, `Paid ${amount}`);
});

test('the document of an invoice is downloaded', async ({ page, signInAs }) => {
  await signInAs(people.debtor);
  const invoice = await openInvoice(page, 'overdue');
  for (const name of ['Download PDF', `Download ${invoice.number} as PDF`]) {
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name }).click();
    expect((await download).suggestedFilename()).toBe(`${invoice.number}.pdf`);
    await page.goto('/billing/invoices');
  }
});

test('an invoice is not found by another organization', async ({ page, signInAs }) => {
  await signInAs(people.purchaser);
  const [invoice] = await ask(page, 'window=past6Months');
  await page.context().clearCookies();
  await signInAs(people.debtor);
  await page.goto(`/billing/invoices/${invoice!.id}`);
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
  await expect(page.getByText(invoice!.number)).toBeHidden();
});

test('a credit note and its invoice lead to each other', async ({ page, signInAs }) => {
  await signInAs(people.debtor);
  const [note] = await ask(page, 'window=past3Months&kind=creditNote');
  await page.goto(`/billing/invoices/${note!.id}`);
  await expect(page.getByRole('heading', { name: `Credit note ${note!.number}` })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Pay/ })).toBeHidden();
  await page.getByRole('term').filter({ hasText: 'Corrects invoice' }).waitFor();
  await page
    .getByRole('definition')
    .getByRole('link', { name: /-\d{4}$/ })
    .click();
  await expect(page.getByRole('heading', { name: /^Invoice / })).toBeVisible();
  await page.getByRole('link', { name: note!.number }).click();
  await expect(page.getByRole('heading', { name: `Credit note ${note!.number}` })).toBeVisible();
});

test('an invoice prints on one page of paper without the page around it', async ({
  page,
  signInAs,
  picture,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await signInAs(people.debtor);
  const invoice = await openInvoice(page, 'overdue');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('heading', { name: `Invoice ${invoice.number}` })).toBeVisible();
  await expect(page.getByText('Lindenhof Maschinenbau').last()).toBeVisible();
  for (const around of ['Your products', 'Help with this page', 'Print'])
    await expect(page.getByText(around, { exact: true })).toBeHidden();
  const folder = join(process.env.PERSEAT_RESULTS ?? join(root, 'build/results'), 'pictures');
  mkdirSync(folder, { recursive: true });
  const pdf = await page.pdf({ path: join(folder, 'invoice.pdf'), preferCSSPageSize: true });
  const pages = [...pdf.toString('latin1').matchAll(/\/Type\s*\/Page\b[^s]/g)];
  expect(pages).toHaveLength(1);
  const box = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf.toString('latin1'))!;
  expect([Math.round(Number(box[1])), Math.round(Number(box[2]))]).toEqual([595, 842]);
  // As it is on paper: light, though the screen is dark. Nothing but the event tells the page.
  await page.setViewportSize({ width: 673, height: 1000 });
  const colorOnPaper = () =>
    page.evaluate(() => {
      window.dispatchEvent(new Event('beforeprint'));
      return getComputedStyle(document.querySelector('h1')!).color;
    });
  // The end of the printing above may come in between.
  await expect.poll(colorOnPaper).toBe('rgb(36, 36, 36)');
  await picture('invoice-print');
});

test('by keyboard alone: from the list to a paid invoice', async ({ page, signInAs }) => {
  await signInAs(people.debtor);
  await page.goto('/billing/invoices');
  await expect(table(page)).toBeVisible();
  const press = async (key: string, until: RegExp) => {
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press(key);
      const name = await page.evaluate(() => {
        const focused = document.activeElement;
        return focused?.getAttribute('aria-label') ?? focused?.textContent ?? '';
      });
      if (until.test(name)) return;
    }
    throw new Error(`${until} was not reached`);
  };
  await press('Tab', /^Pay invoice/);
  await page.keyboard.press('Enter');
  const pane = page.getByRole('dialog');
  await expect(pane.getByRole('radio').first()).toBeFocused();
  await press('Tab', /^Pay €/);
  await page.keyboard.press('Enter');
  await expectToast(page, /^Paid €/);
  await expect(pane).toBeHidden();
  await expect(page.locator(':focus')).not.toHaveCount(0);
});

test('in Korean, narrow and dark', async ({ page, signInAs, picture }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 800 });
  await signInAs(people.debtor, 'ko');
  await page.goto('/billing/invoices');
  await expect(page.getByRole('heading', { name: '청구서 및 결제' })).toBeVisible();
  await expect(page.getByText(/\d+일 연체/)).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await picture('invoices-ko-narrow-dark');
  await page.getByRole('link', { name: /지금 결제/ }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await picture('invoice-pay-ko-narrow-dark');
});

test('in German, the longest words', async ({ page, signInAs, picture }) => {
  await signInAs(people.debtor, 'de');
  await page.goto('/billing/invoices');
  await expect(page.getByText(/überfällig/).first()).toBeVisible();
  await expectNoSidewaysScrolling(page);
  await picture('invoices-de');
  await page.getByRole('link', { name: /jetzt bezahlen$/ }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await picture('invoice-pay-de');
});
