// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { callerOf, subscriptionOf } from './support/api.ts';
import { expect, people, test, type Page } from './support/test.ts';

async function openPane(page: Page, url: string) {
  const { id, productId } = await subscriptionOf(
    await callerOf(url, people.purchaser),
    'Drawing Board',
  );
  await page.goto(`/licenses/${productId}?pool=${id}&pane=assign`);
  const field = page.getByRole('combobox', { name: 'People' });
  await expect(field).toBeFocused();
  return field;
}

const found = (page: Page) => page.getByRole('listbox', { name: 'People found' });
const chosen = (page: Page) => page.getByLabel('Selected people').getByRole('button');

test('Enter of a composition chooses nobody', async ({ page, signInAs, server }) => {
  await signInAs(people.purchaser);
  const field = await openPane(page, server.url);
  const browser = await page.context().newCDPSession(page);
  const compose = (text: string) =>
    browser.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
  // ㄱ, 기, 김: a syllable on its way finds people as well.
  await compose('ㄱ');
  await expect(found(page).getByRole('option').first()).toContainText('강');
  await compose('기');
  await compose('김');
  await expect(found(page).getByRole('option').first()).toContainText('김');
  await page.evaluate(() => {
    const note = ({ key, isComposing }: KeyboardEvent) => {
      document.body.dataset.keys = `${document.body.dataset.keys ?? ''}${key} ${isComposing};`;
    };
    document.addEventListener('keydown', note, true);
  });
  await browser.send('Input.dispatchKeyEvent', {
    type: 'rawKeyDown',
    key: 'Enter',
    code: 'Enter',
    windowsVirtualKeyCode: 229,
  });
  await expect(page.locator('body')).toHaveAttribute('data-keys', 'Enter true;');
  await browser.send('Input.insertText', { text: '김' });
  await expect(field).toHaveValue('김');
  await expect(chosen(page)).toHaveCount(0);
  await expect(page.getByRole('alert')).toHaveCount(0);
  // The next Enter is the person's own.
  await expect(found(page).getByRole('option').first()).toHaveAttribute('aria-selected', 'true');
  await field.press('Enter');
  await expect(chosen(page)).toHaveCount(1);
  await expect(chosen(page)).toContainText('김');
});

test('the first consonants of a name find a person', async ({ page, signInAs, server }) => {
  await signInAs(people.purchaser);
  const field = await openPane(page, server.url);
  await field.fill('ㅂ');
  await expect(found(page).getByRole('option').first()).toContainText(/^박|박/);
});

test('one search follows when typing pauses', async ({ page, signInAs, server }) => {
  await signInAs(people.purchaser);
  const field = await openPane(page, server.url);
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (pathname === '/v1/users') asked.push(searchParams.get('search') ?? '');
  });
  await field.pressSequentially('koehler', { delay: 40 });
  await expect(found(page).getByRole('option')).not.toHaveCount(0);
  expect(asked).toEqual(['koehler']);
});

test('who is chosen or holds a license is shown with the reason', async ({
  page,
  signInAs,
  server,
}) => {
  await signInAs(people.purchaser);
  const field = await openPane(page, server.url);
  await field.fill('anneliese');
  const options = found(page).getByRole('option');
  const holder = options.filter({ hasText: 'Has a license of this subscription already' });
  await expect(holder.first()).toHaveAttribute('aria-disabled', 'true');
  await holder.first().click({ force: true });
  await expect(chosen(page)).toHaveCount(0);
  const free = options.and(page.locator('[aria-disabled=false]')).first();
  const name = await free.locator('span span').first().innerText();
  await free.click();
  await expect(chosen(page)).toHaveCount(1);
  await field.fill('anneliese');
  await expect(options.filter({ hasText: 'Already selected' })).toContainText(name);
  await field.press('Escape');
  await expect(found(page)).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Assign licenses to users' })).toBeVisible();
  await chosen(page).click();
  await expect(chosen(page)).toHaveCount(0);
  await expect(field).toBeFocused();
});
