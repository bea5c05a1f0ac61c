// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Every page in every language: it opens, says words and not keys, fits, and is accessible.
import { everyPage, settled, textsOf, type PagesOf } from './support/pages.ts';
import {
  expect,
  expectAccessible,
  expectNoSidewaysScrolling,
  languages,
  people,
  test,
  type Fixtures,
  type Language,
  type Page,
} from './support/test.ts';

const keyShown = new RegExp(
  String.raw`(?<![\w@./-])(?:${Object.keys(textsOf('en')).join('|')})\.[a-z][A-Za-z]*\b|\{\{`,
);

/** All words of a page, also those that only screen readers are told. */
const wordsOf = (page: Page) =>
  page.evaluate(() => {
    const named = [...document.querySelectorAll('[aria-label], [title], [placeholder]')];
    const names = named.flatMap((element) =>
      ['aria-label', 'title', 'placeholder'].map((name) => element.getAttribute(name) ?? ''),
    );
    return [document.title, document.body.textContent, ...names].join('\n');
  });

async function expectWords(page: Page, path: string) {
  expect(keyShown.exec(await wordsOf(page))?.[0], `a key is shown on ${path}`).toBeUndefined();
  await expect(page.locator('main').getByRole('alert'), path).toHaveCount(0);
}

/** Opens every page and goes on after what is wrong with one, so that all is told at once. */
async function onEveryPage(
  { page, server, signInAs }: Pick<Fixtures, 'page' | 'server' | 'signInAs'>,
  language: Language,
  look: (name: string, path: string) => Promise<void>,
  isWanted: (pages: PagesOf) => boolean = () => true,
) {
  test.setTimeout(600_000);
  const wrong: string[] = [];
  for (const { email, paths } of (await everyPage(server)).filter(isWanted)) {
    await page.context().clearCookies();
    await signInAs(email, language);
    for (const [name, path] of Object.entries(paths)) {
      try {
        await page.goto(path);
        await settled(page, path);
        await look(name, path);
      } catch (error) {
        wrong.push(`${path}: ${(error as Error).message}`);
      }
    }
  }
  expect(wrong).toEqual([]);
}

// A window of 1280 pixels at 400 % has the room of 320.
const widths = [390, 320];
const wide = { width: 1280, height: 860 };

for (const language of languages) {
  test(`every page speaks ${language} and fits`, async ({ page, server, signInAs, picture }) =>
    onEveryPage({ page, server, signInAs }, language, async (name, path) => {
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await expectWords(page, path);
      await picture(`${language}/${name}`);
      for (const width of widths) {
        await page.setViewportSize({ width, height: wide.height });
        await expectNoSidewaysScrolling(page);
      }
      await page.setViewportSize(wide);
    }));
}

const looks = [
  { colorScheme: 'light', forcedColors: 'none' },
  { colorScheme: 'dark', forcedColors: 'none' },
  { colorScheme: 'light', forcedColors: 'active' },
] as const;

// Two tests, so that two processors share the way.
for (const isPurchaser of [true, false]) {
  const whose = isPurchaser ? 'a purchaser' : 'admins and the operator';
  test(`every page of ${whose} is accessible in each look`, async ({ page, server, signInAs }) => {
    const isWanted = ({ email }: PagesOf) => (email === people.purchaser) === isPurchaser;
    await onEveryPage(
      { page, server, signInAs },
      'en',
      async () => {
        for (const look of looks) {
          await page.emulateMedia({ ...look, reducedMotion: 'reduce' });
          // The app has put on its theme.
          await expect(page.locator('html')).toHaveAttribute(
            'style',
            new RegExp(`color-scheme: ${look.colorScheme}`),
          );
          await expectAccessible(page, look === looks[0] ? 'all' : 'colors');
        }
      },
      isWanted,
    );
  });
}

test('nothing moves for who asks for no motion', async ({ page, signInAs, server }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const [pages] = await everyPage(server);
  await signInAs(pages!.email);
  await page.goto(`${pages!.paths['licenses-product']}?pane=assign`);
  await expect(page.getByRole('dialog')).toBeVisible();
  const longest = await page.evaluate(() =>
    Math.max(
      0,
      ...document
        .getAnimations()
        .filter(({ playState }) => playState === 'running')
        .map(({ effect }) => Number(effect?.getComputedTiming().duration ?? 0)),
    ),
  );
  expect(longest).toBeLessThanOrEqual(1);
});
