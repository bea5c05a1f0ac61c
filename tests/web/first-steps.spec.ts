// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The way of somebody who has never seen the product, as docs/guides/first-steps.md tells it. The
// guide's pictures are taken here: PERSEAT_GUIDE=1 writes them into the guide.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { callerOf } from './support/api.ts';
import { cards, typeCard } from './support/cards.ts';
import { root } from './support/server.ts';
import { expect, passwordOfAll, people, test, type Page } from './support/test.ts';

const guide = join(root, 'docs/guides/first-steps.md');
const pictures = process.env.PERSEAT_GUIDE
  ? join(root, 'docs/guides/first-steps')
  : join(process.env.PERSEAT_RESULTS ?? join(root, 'build/results'), 'pictures/first-steps');
const newcomer = { displayName: 'Nora Feld', email: 'nora.feld@haneul.example', locale: 'en' };

test.use({ viewport: { width: 1100, height: 740 } });

/** Takes the guide's next picture, which the guide has to show. */
function photographer(page: Page) {
  const text = readFileSync(guide, 'utf8');
  const named: string[] = [];
  mkdirSync(pictures, { recursive: true });
  return {
    take: async (name: string) => {
      named.push(`${named.length + 1}-${name}.png`);
      await page.screenshot({ path: join(pictures, named.at(-1)!), animations: 'disabled' });
    },
    expectAllShown: () => {
      const shown = [...text.matchAll(/\(first-steps\/([^)]+)\)/g)].map(([, file]) => file);
      expect(shown).toEqual(named);
    },
  };
}

test('a newcomer buys, assigns, adds and cancels', async ({ page, server }) => {
  const admin = await callerOf(server.url, people.globalAdmin);
  await admin.send('POST', '/v1/users', { ...newcomer, password: passwordOfAll });
  await page.addInitScript(() => localStorage.setItem('perseat.language', 'en'));
  const { take, expectAllShown } = photographer(page);

  await page.goto('/');
  await page.getByRole('textbox', { name: 'E-mail' }).fill(newcomer.email);
  await page.locator('input[type=password]').fill(passwordOfAll);
  await take('sign-in');
  await page.getByRole('button', { name: 'Sign in' }).click();

  await page.getByRole('navigation').getByRole('link', { name: 'Buy' }).click();
  await expect(page.getByRole('article', { name: 'Drawing Board' })).toBeVisible();
  await take('catalog');
  await page.getByRole('link', { name: 'Buy Drawing Board' }).click();

  await page.getByRole('spinbutton', { name: 'Licenses' }).fill('5');
  await typeCard(page, cards.korean);
  await page.getByLabel('Name on card').fill(newcomer.displayName);
  await page.getByLabel('Street and number').fill('110 Sejong-daero');
  await page.getByLabel('City').fill('Seoul');
  await take('card');
  await expect(page.getByRole('button', { name: 'Pay ₩93,500' })).toBeVisible();
  await page.evaluate(() => scrollTo(0, 0));
  await take('checkout');
  await page.getByRole('button', { name: 'Pay ₩93,500' }).click();
  await expect(page.getByRole('heading', { name: 'Drawing Board is yours' })).toBeVisible();
  await take('bought');

  await page.getByRole('link', { name: 'Assign licenses now' }).click();
  const field = page.getByRole('combobox').first();
  for (const [typed, name] of [
    ['george c', 'George Campbell'],
    ['chloe q', 'Chloé Quinn'],
    ['bjorn v', 'Björn Vogel'],
  ] as const) {
    await field.pressSequentially(typed);
    const found = page.getByRole('listbox').getByRole('option', { name });
    await expect(found).toHaveAttribute('aria-selected', 'true');
    if (typed === 'bjorn v') await take('find');
    await field.press('Enter');
    await expect(found).toHaveCount(0);
  }
  await page.getByRole('button', { name: 'Assign 3 licenses' }).click();
  await expect(page.getByText('License assigned')).toHaveCount(3);
  await take('assigned');
  await page.getByRole('button', { name: 'Close' }).last().click();

  await page.getByRole('button', { name: 'Buy more or reduce licenses' }).click();
  const quantity = page.getByRole('dialog', { name: 'Buy more or reduce licenses' });
  await quantity.getByRole('spinbutton', { name: 'Total licenses' }).fill('7');
  await expect(quantity.getByText('2 more licenses')).toBeVisible();
  await take('add');
  await quantity.getByRole('button', { name: 'Change to 7 licenses' }).click();
  await expect(page.getByText('Drawing Board now has 7 licenses').first()).toBeVisible();

  await page.getByRole('navigation').getByRole('link', { name: 'Your products' }).click();
  await expect(page.getByRole('row').filter({ hasText: '3 of 7 assigned' })).toBeVisible();
  await page.getByRole('button', { name: 'More actions for Drawing Board' }).click();
  await take('menu');
  await page.getByRole('menuitem', { name: 'Cancel subscription' }).click();
  const cancel = page.getByRole('dialog', { name: 'Cancel subscription' });
  await cancel.getByRole('radio', { name: 'It costs too much' }).check();
  await expect(cancel.getByText(/goes back to Visa ••0003/)).toBeVisible();
  await take('cancel');
  await cancel.getByRole('button', { name: 'Cancel subscription' }).click();
  const question = page.getByRole('alertdialog', { name: 'Cancel Drawing Board now?' });
  await question.getByRole('button', { name: 'Cancel subscription' }).click();
  await expect(page.getByText('Disabled').first()).toBeVisible();
  await take('canceled');
  expectAllShown();
});
