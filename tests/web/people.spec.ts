// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { callerOf, subscriptionOf } from './support/api.ts';
import { expectToast } from './support/toast.ts';
import {
  expect,
  expectAccessible,
  expectNoSidewaysScrolling,
  passwordOfAll,
  people,
  test,
} from './support/test.ts';

test('a person is added, found and disabled', async ({ page, signInAs, picture }) => {
  await signInAs(people.globalAdmin);
  await page.goto('/people');
  await expect(page.getByRole('table')).toBeVisible();
  await expectAccessible(page);
  await picture('people');
  await page.getByRole('button', { name: 'Add a person' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Rosa Neu');
  await page.getByRole('textbox', { name: 'E-mail' }).fill(people.purchaser);
  await page.getByRole('radio', { name: 'With a password' }).click();
  await page.getByLabel('Password', { exact: false }).last().fill('short');
  await expectAccessible(page);
  await picture('people-add');
  const add = page.getByRole('button', { name: 'Add a person' }).last();
  await add.click();
  await expect(page.getByText(/at least 12 characters/).first()).toBeVisible();
  await page.getByLabel('Password', { exact: false }).last().fill('a password of some length');
  await add.click();
  await expect(page.getByText(/uses this e-mail address/).first()).toBeVisible();
  await page.getByRole('textbox', { name: 'E-mail' }).fill('rosa.neu@haneul.example');
  await add.click();
  await expect(page.getByRole('heading', { name: 'Rosa Neu' })).toBeVisible();
  await page.getByRole('button', { name: 'Disable' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Disable Rosa Neu?' });
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Disable' }).click();
  await expectToast(page, 'Rosa Neu is disabled');
  await page.goto('/people?state=disabled');
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.getByRole('link', { name: 'Rosa Neu' }).click();
  await page.getByRole('button', { name: 'Enable' }).click();
  await expectToast(page, 'Rosa Neu can sign in again');
});

test('disabling a purchaser says what ends, and ends it', async ({
  page,
  signInAs,
  server,
  picture,
}) => {
  const caller = await callerOf(server.url, people.otherPurchaser);
  const { id } = await subscriptionOf(caller, 'Plan Desk');
  await signInAs(people.globalAdmin);
  await page.goto('/people?search=kaethe.schaefer');
  await page.getByRole('link', { name: 'Käthe Schäfer' }).click();
  await expect(page.getByRole('table', { name: 'Bought by this person' })).toContainText(
    'Plan Desk',
  );
  await expectAccessible(page);
  await picture('person');
  await page.getByRole('button', { name: 'Disable' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText('Plan Desk, 36 people');
  await picture('person-disable');
  await dialog.getByRole('button', { name: 'Disable' }).click();
  await expectToast(page, 'Käthe Schäfer is disabled');
  const admin = await callerOf(server.url, people.globalAdmin);
  const sold = await admin.get<{ recurringBilling: string }>(`/v1/subscriptions/${id}`);
  expect(sold.recurringBilling).toBe('off');
});

test('nobody disables themselves, and members manage nobody', async ({
  page,
  signInAs,
  server,
}) => {
  const admin = await callerOf(server.url, people.globalAdmin);
  const { user } = await admin.get<{ user: { id: string } }>('/v1/me');
  await signInAs(people.globalAdmin);
  await page.goto(`/people/${user.id}`);
  await expect(page.getByRole('button', { name: 'Disable' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await signInAs(people.purchaser);
  await page.goto('/people');
  await expect(page.getByRole('button', { name: 'Add a person' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await signInAs(people.otherTenantAdmin);
  await page.goto(`/people/${user.id}`);
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
});

test('a role is given and taken back', async ({ page, signInAs, picture }) => {
  await signInAs(people.globalAdmin);
  await page.goto('/roles');
  await expect(page.getByRole('table')).toBeVisible();
  await expectAccessible(page);
  await picture('roles');
  await page.getByRole('button', { name: 'Give a role' }).click();
  await page.getByRole('combobox', { name: 'Person' }).fill(people.purchaser);
  await page.getByRole('option', { name: /이도윤/ }).click();
  await page.getByRole('combobox', { name: 'Role' }).last().selectOption('License admin');
  await expectAccessible(page);
  await picture('roles-give');
  await page.getByRole('button', { name: 'Give a role' }).last().click();
  await expectToast(page, '이도윤 is License admin now');
  await page.getByRole('button', { name: 'Take back License admin from 이도윤' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Take back' }).click();
  await expectToast(page, 'License admin of 이도윤 taken back');
  // The last of its kind stays.
  await page.getByRole('button', { name: /^Take back Global admin/ }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByRole('button', { name: 'Take back' }).click();
  await expect(dialog.getByRole('alert')).toContainText(/last global admin/);
});

test('the owner of a billing profile gives its roles', async ({ page, signInAs, picture }) => {
  await signInAs(people.purchaser);
  await page.goto('/roles?pane=grant');
  await page.getByRole('combobox', { name: 'Person' }).fill(people.billingAdmin);
  await page.getByRole('listbox').getByRole('option').first().click();
  const role = page.getByRole('combobox', { name: 'Role' }).last();
  await expect(role.getByRole('option', { name: 'Global admin' })).toHaveCount(0);
  await role.selectOption('Invoice manager');
  await picture('roles-profile');
  await page.getByRole('button', { name: 'Give a role' }).last().click();
  await expectToast(page, 'Jürgen Müller is Invoice manager now');
  await expect(page.getByRole('row').filter({ hasText: 'Invoice manager' })).toHaveCount(1);
});

test('the secret of a token is shown once', async ({ page, signInAs, server, picture }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await signInAs(people.purchaser);
  await page.goto('/');
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: 'Your account' }).click();
  await expect(page.getByRole('heading', { name: 'Your account' })).toBeVisible();
  await expectAccessible(page);
  await picture('account');
  await page.getByRole('button', { name: 'Create a token' }).click();
  const pane = page.getByRole('dialog');
  await pane.getByRole('textbox', { name: 'Name' }).fill('Monthly report');
  await pane.getByRole('button', { name: 'Create a token' }).click();
  const secret = page.getByRole('textbox', { name: 'Secret' });
  await expect(secret).toHaveValue(/.{20,}/);
  await expectAccessible(page);
  const value = await secret.inputValue();
  await page.getByRole('button', { name: 'Copy' }).click();
  await expect(page.getByText('Copied')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(value);
  const asToken = () =>
    fetch(`${server.url}/v1/me`, { headers: { Authorization: `Bearer ${value}` } });
  expect((await asToken()).status).toBe(200);
  await page.getByRole('button', { name: 'Close' }).last().click();
  await expect(page.getByRole('row').filter({ hasText: 'Monthly report' })).toBeVisible();
  await page.reload();
  await expect(page.getByText('Monthly report')).toBeVisible();
  expect(await page.content()).not.toContain(value);
  await page.getByRole('button', { name: 'Revoke Monthly report' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByText('No tokens')).toBeVisible();
  expect((await asToken()).status).toBe(401);
});

test('the own name and password are changed', async ({ page, signInAs }) => {
  await signInAs(people.purchaser);
  await page.goto('/account');
  await page.getByRole('textbox', { name: 'Name' }).fill('이도윤 Lee');
  await page.getByRole('button', { name: 'Save' }).click();
  await expectToast(page, 'Your account is saved');
  await expect(page.getByRole('button', { name: 'Account of 이도윤 Lee' })).toBeVisible();
  await page.getByRole('button', { name: 'Change password' }).click();
  const present = page.getByLabel(/^Present password/);
  await present.fill('not the password');
  await page.getByLabel('New password', { exact: false }).first().fill('seven purple lanterns');
  await page.getByLabel('New password again').fill('seven purple lanterns');
  const change = page.getByRole('button', { name: 'Change password' }).last();
  await change.click();
  await expect(present).toHaveAccessibleDescription(/not your present password/);
  await present.fill(passwordOfAll);
  await change.click();
  await expectToast(page, 'Your password is changed');
});

for (const language of ['ko', 'de'] as const)
  test(`people and roles in ${language}, narrow`, async ({ page, signInAs, picture }) => {
    await page.setViewportSize({ width: 390, height: 800 });
    await signInAs(people.globalAdmin, language);
    for (const path of ['people', 'roles', 'account']) {
      await page.goto(`/${path}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await page.waitForLoadState('networkidle');
      await expectAccessible(page);
      await expectNoSidewaysScrolling(page);
      await picture(`${path}-narrow-${language}`);
    }
  });
