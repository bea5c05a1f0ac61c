// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { callerOf } from './support/api.ts';
import { cards, typeCard } from './support/cards.ts';
import { expectToast } from './support/toast.ts';
import {
  expect,
  expectAccessible,
  expectNoSidewaysScrolling,
  people,
  test,
  type Page,
} from './support/test.ts';

interface Profile {
  id: string;
  name: string;
  nextInvoiceDate: string | null;
  paymentMethod: { id: string; last4: string };
}

const profilesOf = async (page: Page): Promise<Profile[]> =>
  (await (await page.request.get('/v1/billing-profiles')).json()).items;

async function openProfile(page: Page) {
  const [profile] = await profilesOf(page);
  await page.goto(`/billing/profiles/${profile!.id}`);
  await expect(page.getByRole('heading', { name: profile!.name, level: 1 })).toBeVisible();
  return profile!;
}

test('the list and a profile show what they are', async ({ page, signInAs, picture }) => {
  await signInAs(people.purchaser);
  const profiles = await profilesOf(page);
  await page.goto('/billing/profiles');
  const table = page.getByRole('table', { name: 'Billing profiles' });
  await expect(table.getByRole('row')).toHaveCount(profiles.length + 1);
  await expect(table.getByRole('row').nth(1)).toContainText('KRW');
  await expect(table.getByRole('row').nth(1)).toContainText('Owner');
  await expectAccessible(page);
  await picture('profiles');
  await openProfile(page);
  await expect(page.getByText('Haneul Works', { exact: true }).last()).toBeVisible();
  await expectAccessible(page);
  await picture('profile');
  await page.getByRole('link', { name: 'Show its invoices' }).click();
  await expect(page).toHaveURL(new RegExp(`profile=${profiles[0]!.id}`));
});

test('name, address, mails and purchase order change', async ({ page, signInAs, picture }) => {
  await signInAs(people.purchaser);
  await openProfile(page);
  await page.getByRole('button', { name: 'Edit billing profile' }).click();
  await expect(page).toHaveURL(/pane=edit/);
  const pane = page.getByRole('dialog', { name: 'Edit billing profile' });
  await pane.getByRole('textbox', { name: 'Name' }).fill('Design team');
  await pane.getByRole('textbox', { name: 'PO number' }).fill('PO-2026-118');
  await pane.getByRole('switch', { name: 'Invoices by e-mail' }).uncheck();
  await pane
    .getByRole('textbox', { name: 'Further recipients' })
    .fill('books@haneul.example\nnot an address');
  await pane.getByRole('textbox', { name: 'City' }).fill('Busan');
  await pane.getByRole('button', { name: 'Save' }).click();
  await expect(pane.getByText(/e-mail address|address/i).first()).toBeVisible();
  await expect(pane.getByRole('textbox', { name: 'Name' })).toHaveValue('Design team');
  await expectAccessible(page);
  await picture('profile-edit');
  await pane
    .getByRole('textbox', { name: 'Further recipients' })
    .fill('books@haneul.example, chief@haneul.example');
  await pane.getByRole('button', { name: 'Save' }).click();
  await expectToast(page, 'The billing profile is changed');
  await expect(page.getByRole('heading', { name: 'Design team', level: 1 })).toBeVisible();
  await expect(page.getByText('PO-2026-118')).toBeVisible();
  await expect(page.getByText('books@haneul.example and chief@haneul.example')).toBeVisible();
  await expect(page.getByText(/Busan/)).toBeVisible();
});

test('a change made meanwhile by somebody else loses nothing', async ({
  page,
  signInAs,
  server,
}) => {
  await signInAs(people.purchaser);
  const profile = await openProfile(page);
  await page.getByRole('button', { name: 'Edit billing profile' }).click();
  const pane = page.getByRole('dialog');
  await pane.getByRole('textbox', { name: 'PO number' }).fill('MINE-1');
  const other = await callerOf(server.url, people.purchaser);
  await other.send('PATCH', `/v1/billing-profiles/${profile.id}`, {
    poNumber: 'THEIRS-1',
    contactEmail: 'new@haneul.example',
  });
  await pane.getByRole('button', { name: 'Save' }).click();
  await expect(pane.getByText('PO number is now: THEIRS-1')).toBeVisible();
  await expect(pane.getByRole('textbox', { name: 'PO number' })).toHaveValue('MINE-1');
  await expect(pane.getByRole('textbox', { name: 'Contact e-mail' })).toHaveValue(
    'new@haneul.example',
  );
  await pane.getByRole('button', { name: 'Keep what I typed' }).click();
  await pane.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('MINE-1')).toBeVisible();
});

test('the card is replaced after seeing what moves, and the old one stays', async ({
  page,
  signInAs,
  picture,
}) => {
  await signInAs(people.purchaser);
  const profile = await openProfile(page);
  await page.getByRole('button', { name: 'Replace the card' }).click();
  const pane = page.getByRole('dialog', { name: 'Replace the card' });
  // There is no other card: a new one is typed in place.
  await expect(pane.getByRole('radio', { name: 'Add a card' })).toBeChecked();
  await typeCard(page, cards.korean, '11/33');
  await pane.getByRole('textbox', { name: 'Name on card' }).fill('Second card');
  await pane.getByRole('textbox', { name: 'Street and number' }).fill('110 Sejong-daero');
  await pane.getByRole('textbox', { name: 'City' }).fill('Seoul');
  await pane.getByRole('button', { name: 'Show what moves' }).click();
  await expect(pane.getByText(/From now on Visa ••0003 pays for:/)).toBeVisible();
  await expect(pane.getByText('Subscription Drawing Board')).toBeVisible();
  await expect(pane.getByText('The old card is kept')).toBeVisible();
  await expectAccessible(page);
  await picture('profile-replace');
  // Only looked at so far.
  expect((await profilesOf(page))[0]!.paymentMethod.id).toBe(profile.paymentMethod.id);
  await pane.getByRole('button', { name: 'Replace with Visa ••0003' }).click();
  await expectToast(page, 'Visa ••0003 pays from now on');
  const after = (await profilesOf(page)).find(({ id }) => id === profile.id)!;
  expect(after.paymentMethod.id).not.toBe(profile.paymentMethod.id);
  await page.goto('/billing/payment-methods');
  await expect(page.getByRole('row').filter({ hasText: 'Visa ••0003' })).toHaveCount(2);
});

test('the card that pays is edited, and a backup is chosen and taken away', async ({
  page,
  signInAs,
}) => {
  await signInAs(people.purchaser);
  await openProfile(page);
  await page.getByRole('button', { name: 'Edit the card' }).click();
  const edit = page.getByRole('dialog', { name: 'Edit card' });
  await edit.getByLabel('Expiry date').fill('05/36');
  await edit.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Expires 05/2036')).toBeVisible();

  await page.getByRole('button', { name: 'Choose a backup card' }).click();
  const pane = page.getByRole('dialog', { name: 'Choose a backup card' });
  await typeCard(page, cards.korean, '11/33');
  await pane.getByRole('textbox', { name: 'Name on card' }).fill('Second card');
  await pane.getByRole('textbox', { name: 'Street and number' }).fill('110 Sejong-daero');
  await pane.getByRole('textbox', { name: 'City' }).fill('Seoul');
  await pane.getByRole('button', { name: 'Use as backup' }).click();
  await expectToast(page, 'The backup card is chosen');
  await page.getByRole('button', { name: 'Remove the backup card' }).click();
  await expectToast(page, 'No backup card any more');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: 'Remove the backup card' })).toBeVisible();
});

test('a profile is not found by another organization', async ({ page, signInAs }) => {
  await signInAs(people.purchaser);
  const [profile] = await profilesOf(page);
  await page.context().clearCookies();
  await signInAs(people.otherTenantAdmin);
  await page.goto(`/billing/profiles/${profile!.id}`);
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
});

test('an admin reads and changes the billing account, a billing admin reads it', async ({
  page,
  signInAs,
  picture,
}) => {
  await signInAs(people.globalAdmin);
  await page.goto('/billing/invoices');
  await page.getByRole('link', { name: 'Billing account' }).click();
  await expect(page.getByText('Asia/Seoul')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Edit billing account' }).click();
  const pane = page.getByRole('dialog', { name: 'Edit billing account' });
  await pane.getByRole('textbox', { name: 'Tax ID' }).fill('123-45-67890');
  await pane.getByRole('textbox', { name: 'Street and number' }).fill('110 Sejong-daero');
  await pane.getByRole('textbox', { name: 'City' }).fill('Seoul');
  await expect(pane.getByLabel('Country or region')).toBeDisabled();
  await expectAccessible(page);
  await picture('account-edit');
  await pane.getByRole('button', { name: 'Save' }).click();
  await expectToast(page, 'The billing account is changed');
  await expect(page.getByText('123-45-67890')).toBeVisible();
  await expect(page.getByText('Not verified')).toBeVisible();
  await picture('account');

  await page.context().clearCookies();
  await signInAs(people.billingAdmin);
  await page.goto('/billing/account');
  const edit = page.getByRole('button', { name: 'Edit billing account' });
  await expect(edit).toHaveAttribute('aria-disabled', 'true');
  await edit.focus();
  await expect(page.getByRole('tooltip')).toContainText(/role/);
});

test('a member has no billing account to look at', async ({ page, signInAs }) => {
  await signInAs(people.purchaser);
  await page.goto('/billing/profiles');
  await expect(page.getByRole('link', { name: 'Invoices' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Billing account' })).toBeHidden();
});

test('narrow, dark, Korean and German', async ({ page, signInAs, picture }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 800 });
  await signInAs(people.purchaser, 'ko');
  await page.goto('/billing/profiles');
  await expect(page.getByRole('table')).toBeVisible();
  await expectNoSidewaysScrolling(page);
  await picture('profiles-ko-narrow-dark');
  await openProfile(page);
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await picture('profile-ko-narrow-dark');
  await signInAs(people.purchaser, 'de');
  await page.reload();
  await page.getByRole('button', { name: 'Abrechnungsprofil bearbeiten' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await picture('profile-edit-de-narrow-dark');
});
