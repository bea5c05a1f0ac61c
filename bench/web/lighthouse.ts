// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What Lighthouse says of the built web app as a desktop's browser shows it, and when the first
// table of a page is on screen. Prints a table; tells by its exit code whether the goals are kept.
//
// Usage: ./dev bench web [REPORTS]   with REPORTS, a folder that is given Lighthouse's own pages
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import lighthouse, { desktopConfig } from 'lighthouse';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';

import { callerOf, subscriptionOf } from '../../tests/web/support/api.ts';
import { people, passwordOfAll } from '../../tests/web/support/people.ts';
import { serve, type Server } from '../../tests/web/support/server.ts';

const goals = { performance: 90, accessibility: 100, 'best-practices': 100 };
const firstTableMs = 1000;
const rounds = 3;

interface Subject {
  name: string;
  path: string;
  /** What a person waits for on it. */
  awaited: string;
}

async function subjects(server: Server): Promise<Subject[]> {
  const caller = await callerOf(server.url, people.purchaser);
  const { productId } = await subscriptionOf(caller, 'Drawing Board');
  return [
    { name: 'Your products', path: '/products', awaited: 'table' },
    { name: 'Assign pane', path: `/licenses/${productId}?pane=assign`, awaited: '[role=dialog]' },
    { name: 'Invoices', path: '/billing/invoices', awaited: 'table' },
    { name: 'Home', path: '/', awaited: 'main h2' },
  ];
}

async function signIn(page: Page, server: Server) {
  await page.goto(`${server.url}/sign-in`);
  const status = await page.evaluate(
    async (email, password) => {
      const answer = await fetch('/v1/session', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ email, password }),
      });
      localStorage.setItem('perseat.language', 'en');
      return answer.status;
    },
    people.purchaser,
    passwordOfAll,
  );
  if (status >= 300) throw new Error(`sign-in was answered with ${status}`);
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;

/** Milliseconds from the start of navigation, with what a browser has kept of an earlier visit. */
async function timeUntilShown(browser: Browser, url: string, awaited: string) {
  const times = [];
  for (let round = 0; round < rounds; ++round) {
    const page = await browser.newPage();
    await page.goto(url);
    await page.waitForSelector(awaited);
    times.push(await page.evaluate(() => performance.now()));
    await page.close();
  }
  return median(times);
}

interface Measured {
  name: string;
  scores: Record<keyof typeof goals, number>;
  shownMs: number;
  largestPaintMs: number;
}

async function measure(browser: Browser, page: Page, server: Server, subject: Subject) {
  const url = server.url + subject.path;
  const run = await lighthouse(
    url,
    { output: 'html', onlyCategories: Object.keys(goals), disableStorageReset: true },
    desktopConfig,
    page,
  );
  const { categories, audits } = run!.lhr;
  const score = (name: string) => Math.round((categories[name]!.score ?? 0) * 100);
  const measured: Measured = {
    name: subject.name,
    scores: {
      performance: score('performance'),
      accessibility: score('accessibility'),
      'best-practices': score('best-practices'),
    },
    shownMs: await timeUntilShown(browser, url, subject.awaited),
    largestPaintMs: audits['largest-contentful-paint']!.numericValue ?? NaN,
  };
  return { measured, report: run!.report as string };
}

const keepsGoals = ({ scores, shownMs }: Measured) =>
  shownMs <= firstTableMs &&
  Object.entries(goals).every(([name, least]) => scores[name as keyof typeof goals] >= least);

const line = ({ name, scores, shownMs, largestPaintMs }: Measured) =>
  `| ${name} | ${scores.performance} | ${scores.accessibility} | ${scores['best-practices']} ` +
  `| ${Math.round(largestPaintMs)} | ${Math.round(shownMs)} |`;

async function main(reports?: string) {
  const folder = mkdtempSync(join(tmpdir(), 'perseat-lighthouse-'));
  const server = await serve(join(folder, 'demo'));
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium-headless-shell',
    args: ['--no-sandbox'],
  });
  try {
    const page = await browser.newPage();
    await signIn(page, server);
    console.log('| page | performance | accessibility | best practices | LCP ms | shown ms |');
    console.log('|---|--:|--:|--:|--:|--:|');
    const all: Measured[] = [];
    for (const subject of await subjects(server)) {
      const { measured, report } = await measure(browser, page, server, subject);
      all.push(measured);
      console.log(line(measured));
      if (!reports) continue;
      mkdirSync(reports, { recursive: true });
      writeFileSync(join(reports, `${subject.name}.html`), report);
    }
    process.exitCode = all.every(keepsGoals) ? 0 : 1;
  } finally {
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true });
  }
}

await main(process.argv[2]);
