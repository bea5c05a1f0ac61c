// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What every test of the web app is given: a server of its own, people to sign in as, and a watch
// over the browser's errors.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';

import { passwordOfAll, people } from './people.ts';
import { root, serve, type Cloud, type Server } from './server.ts';

export { expect, people, passwordOfAll, type Page };

export const languages = ['en', 'ko', 'de', 'zh-CN'] as const;
export type Language = (typeof languages)[number];

export interface Fixtures {
  /** The cloud that the server is. */
  cloud: Cloud;
  server: Server;
  /** Signs in by the API, so that a test begins on its page. */
  signInAs: (email: string, language?: Language) => Promise<void>;
  /** Keeps a picture of the page for the eye, in build/results/pictures. */
  picture: (name: string) => Promise<void>;
}

export const test = base.extend<Fixtures>({
  cloud: ['worldwide', { option: true }],
  server: async ({ cloud }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'perseat-web-'));
    const data = join(folder, 'demo');
    cpSync(process.env.PERSEAT_DEMO_DATA!, data, { recursive: true });
    const server = await serve(data, cloud);
    await use(server);
    await server.stop();
    rmSync(folder, { recursive: true });
  },
  baseURL: async ({ server }, use) => use(server.url),
  page: async ({ page, server }, use) => {
    const wrong: string[] = [];
    page.on('pageerror', (error) => wrong.push(`error: ${error.message}`));
    page.on('console', (message) => {
      // A refused request is told to the person by the page, and to the console by the browser.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        wrong.push(`console: ${message.text()}`);
    });
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (protocol.startsWith('http') && ![server.url, server.gatewayUrl].includes(origin))
        wrong.push(`a request to another host: ${request.url()}`);
    });
    await use(page);
    expect(wrong).toEqual([]);
  },
  signInAs: async ({ page, server }, use) => {
    await use(async (email, language = 'en') => {
      await page.addInitScript(
        // A frame that did not load has no storage.
        (chosen) => {
          if (window === top) localStorage.setItem('perseat.language', chosen);
        },
        language,
      );
      const answer = await page.request.post(`${server.url}/v1/session`, {
        data: { email, password: passwordOfAll },
      });
      expect(answer.ok()).toBe(true);
    });
  },
  picture: async ({ page }, use) => {
    await use(async (name) => {
      const results = process.env.PERSEAT_RESULTS ?? join(root, 'build/results');
      await page.screenshot({ path: join(results, 'pictures', `${name}.png`), fullPage: true });
    });
  },
});

/**
 * Waits until nothing moves: what is still fading has no contrast yet. A change that was just made,
 * as of colors, begins to move in a frame after it, so quiet has to last for some.
 */
const stillOf = (page: Page) =>
  page.evaluate(async () => {
    const quietFrames = 3;
    const frame = () => new Promise((next) => requestAnimationFrame(next));
    const ending = () =>
      document
        .getAnimations()
        .filter(
          ({ effect, playState }) =>
            playState === 'running' && effect?.getComputedTiming().iterations !== Infinity,
        );
    for (let quiet = 0; quiet < quietFrames;) {
      await frame();
      const moving = ending();
      quiet = moving.length === 0 ? quiet + 1 : 0;
      await Promise.allSettled(moving.map(({ finished }) => finished));
    }
  });

const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const rulesOfColor = ['color-contrast', 'link-in-text-block'];

/**
 * Fails with what axe finds against WCAG 2.2 AA on what is shown; with `colors`, only what may
 * differ in other colors, for a page that was looked at already.
 */
export async function expectAccessible(page: Page, what: 'all' | 'colors' = 'all') {
  await stillOf(page);
  const axe = new AxeBuilder({ page });
  const { violations } = await (what === 'all' ? axe.withTags(levels) : axe.withRules(rulesOfColor))
    // Focus stops that Fluent puts beside its overlays, and that it moves on from at once.
    .exclude('[data-tabster-dummy]')
    .analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
  ).toEqual([]);
}

/** Fails when the page is, and stays, wider than the window. */
export async function expectNoSidewaysScrolling(page: Page) {
  const tooWide = () =>
    page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return Math.max(0, scrollWidth - clientWidth);
    });
  await expect.poll(tooWide, { message: 'pixels beyond the window' }).toBe(0);
}
