// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { expect, type Page } from './test.ts';

/** Waits for what a toast says, which is told to screen readers in a place of its own as well. */
export const expectToast = (page: Page, text: string | RegExp) =>
  expect(page.getByText(text).first()).toBeVisible();
