// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The clouds beside the worldwide one: the same pages, with what is different there said in its
// place, and no link that leads nowhere.
import { callerOf, productIdOf } from './support/api.ts';
import { settled, textsOf } from './support/pages.ts';
import type { Cloud } from './support/server.ts';
import { expect, expectAccessible, people, test, type Language } from './support/test.ts';

interface Described {
  cloud: Cloud;
  language: Language;
  /** What is said of it in its own language. */
  document: string;
  otherCloud: Cloud;
  /** Whether people buy by themselves there. */
  isSelfService: boolean;
}

const clouds: Described[] = [
  {
    cloud: 'germany',
    language: 'de',
    document: 'invoice',
    otherCloud: 'china21vianet',
    isSelfService: true,
  },
  {
    cloud: 'china21vianet',
    language: 'zh-CN',
    document: 'fapiao',
    otherCloud: 'germany',
    isSelfService: false,
  },
];

for (const { cloud, language, document, otherCloud, isSelfService } of clouds) {
  test.describe(`in ${cloud}`, () => {
    test.use({ cloud });
    const texts = textsOf(language) as Record<string, Record<string, never>>;
    const said: Record<string, string> = texts.cloud!.document!;
    const names: Record<string, string> = texts.cloud!.names!;

    test('every topic of the help opens and says what is different', async ({
      page,
      signInAs,
      picture,
    }) => {
      test.setTimeout(240_000);
      await signInAs(people.purchaser, language);
      await page.goto('/help');
      await settled(page, '/help');
      const links = page.locator('main a[href^="/help/"]');
      const paths = await links.evaluateAll((all) => all.map((one) => one.getAttribute('href')!));
      expect(new Set(paths).size).toBeGreaterThan(15);
      expect(paths.some((path) => path.startsWith(`/help/${cloud}/`))).toBe(true);
      // This cloud says that it has no page about them.
      expect(paths.some((path) => path.endsWith('/billingProfiles'))).toBe(false);
      await expectAccessible(page);
      await picture(`cloud-${cloud}-help`);
      for (const path of new Set(paths)) {
        await page.goto(path);
        await settled(page, path);
        await expect(page.locator('h1'), path).not.toHaveText(texts.notFound!.title!);
        await expect(page.locator('main p').first(), path).not.toBeEmpty();
      }
      await page.goto(`/help/${cloud}/invoices`);
      await expect(page.getByText(said[document]!)).toBeVisible();
      await expect(page.getByRole('heading', { name: new RegExp(names[cloud]!) })).toBeVisible();
      await expectAccessible(page);
      await picture(`cloud-${cloud}-invoices`);
      await page.goto(`/help/${otherCloud}/products`);
      await expect(
        page.getByText(String(texts.help!.otherCloud!).replace('{{cloud}}', names[cloud]!)),
      ).toBeVisible();
      await page.goto('/help/cloud');
      await settled(page, '/help/cloud');
      await picture(`cloud-${cloud}`);
    });

    test('pages link to its help, and to none where it has none', async ({ page, signInAs }) => {
      await signInAs(people.purchaser);
      await page.goto('/licenses');
      await settled(page, '/licenses');
      await page.getByRole('link', { name: 'Help with this page' }).click();
      await expect(page).toHaveURL(new RegExp(`/help/${cloud}/licenses$`));
      await expect(page.getByRole('heading', { level: 1, name: 'Licenses' })).toBeVisible();
      await page.goto('/billing/profiles');
      await settled(page, '/billing/profiles');
      await expect(page.getByRole('table')).toBeVisible();
      await expect(page.getByRole('link', { name: 'Help with this page' })).toHaveCount(0);
    });

    test('a product is bought, or nobody buys by themselves and is told so', async ({
      page,
      signInAs,
      server,
      picture,
    }) => {
      const caller = await callerOf(server.url, people.purchaser);
      const id = await productIdOf(caller, 'Drawing Board');
      await signInAs(people.purchaser, language);
      await page.goto('/catalog');
      await settled(page, '/catalog');
      const product = page.getByRole('article', { name: 'Drawing Board' });
      await expectAccessible(page);
      await picture(`cloud-${cloud}-catalog`);
      if (isSelfService) {
        await product.getByRole('link').click();
        await expect(page).toHaveURL(new RegExp(`/catalog/${id}`));
        await expect(page.getByRole('button', { name: /18,700|18\.700/ })).toBeVisible();
        return;
      }
      await expect(product.getByRole('button')).toHaveAttribute('aria-disabled', 'true');
      await expect(product).toContainText(texts.reasons!.selfServiceNotAvailable!);
      await page.goto(`/catalog/${id}`);
      await expect(page.getByText(texts.catalog!.cannotBuy!)).toBeVisible();
    });
  });
}
