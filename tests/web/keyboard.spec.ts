// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { expect, expectAccessible, people, test, type Page } from './support/test.ts';

const heading = (page: Page, name: string) =>
  page.getByRole('heading', { name, level: 1, exact: true });

test('single keys go to pages, rows and menus', async ({ page, signInAs, picture }) => {
  await signInAs(people.purchaser);
  await page.goto('/');
  await expect(heading(page, 'Home')).toBeVisible();
  await page.keyboard.type('gp');
  await expect(heading(page, 'Your products')).toBeVisible();
  await expect(page.getByRole('table')).toBeVisible();
  const rowsWithFocus = page.locator('main [role="row"]:focus-within, main [role="row"]:focus');
  await page.keyboard.type('j');
  const first = await rowsWithFocus.textContent();
  await page.keyboard.type('j');
  await expect(rowsWithFocus).not.toHaveText(first!);
  await page.keyboard.type('k');
  await expect(rowsWithFocus).toHaveText(first!);

  await page.keyboard.type('a');
  const assigning = page.getByRole('dialog', { name: 'Assign licenses to users' });
  await expect(assigning).toContainText(/ licenses? available/);
  await page.keyboard.press('Escape');
  await expect(assigning).toBeHidden();

  await page.keyboard.type('?');
  const sheet = page.getByRole('dialog', { name: 'Keys' });
  await expect(sheet).toBeVisible();
  await expectAccessible(page);
  await picture('keys');
  // Nothing happens behind it.
  await page.keyboard.type('gh');
  await expect(sheet).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(heading(page, 'Your products')).toBeVisible();
});

test('keys do nothing while something is typed or composed', async ({ page, signInAs }) => {
  await signInAs(people.purchaser);
  await page.goto('/licenses');
  await expect(heading(page, 'Licenses')).toBeVisible();
  const client = await page.context().newCDPSession(page);
  await page.keyboard.type('/');
  const search = page.getByRole('searchbox');
  await expect(search).toBeFocused();
  await page.keyboard.type('gh?');
  await expect(search).toHaveValue('gh?');
  await search.fill('');
  // A Korean syllable that is being put together.
  await client.send('Input.imeSetComposition', { text: 'ㅓ', selectionStart: 1, selectionEnd: 1 });
  await client.send('Input.insertText', { text: '저' });
  await expect(search).toHaveValue('저');
  await expect(heading(page, 'Licenses')).toBeVisible();
});

test('keys are switched off in the menu of the account', async ({ page, signInAs }) => {
  await signInAs(people.purchaser);
  await page.goto('/');
  const openMenu = () => page.getByRole('button', { name: /^Account of/ }).click();
  await openMenu();
  await page.getByRole('menuitemcheckbox', { name: 'Single keys do something' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toBeHidden();
  await page.reload();
  await expect(heading(page, 'Home')).toBeVisible();
  await page.keyboard.type('?');
  await page.keyboard.type('gp');
  await expect(heading(page, 'Home')).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();
  await openMenu();
  await page.getByRole('menuitem', { name: 'Keys' }).click();
  await page.getByRole('switch', { name: 'Single keys do something' }).click();
  await page.getByRole('button', { name: 'Close' }).click();
  await page.keyboard.type('gp');
  await expect(heading(page, 'Your products')).toBeVisible();
});
