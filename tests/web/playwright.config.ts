// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The built web app in Debian's Chromium, served by the built program with the demo's data.
import { defineConfig } from '@playwright/test';

const results = process.env.PERSEAT_RESULTS ?? '../../build/results';

export default defineConfig({
  testDir: '.',
  outputDir: `${results}/web`,
  globalSetup: './support/make-demo.ts',
  workers: 2,
  fullyParallel: true,
  timeout: 120_000,
  // Told apart in the results, as flaky: a browser is slower to start where others compute.
  retries: 1,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  reporter: [['dot'], ['junit', { outputFile: `${results}/playwright.xml` }]],
  use: {
    browserName: 'chromium',
    viewport: { width: 1280, height: 860 },
    locale: 'en-US',
    timezoneId: 'Asia/Seoul',
    contextOptions: { reducedMotion: 'reduce' },
    actionTimeout: 20_000,
    trace: 'on-first-retry',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium-headless-shell',
      args: ['--no-sandbox'],
    },
  },
});
