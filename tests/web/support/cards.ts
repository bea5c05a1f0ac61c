// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Types cards into the gateway's frame, and watches that nothing of them reaches our server.
import type { FrameLocator, Page, Request } from '@playwright/test';

import { expect } from './test.ts';

/** Test cards of the sandbox gateway, by their country and what happens to them. */
export const cards = {
  korean: '4000004100000003',
  german: '4000027600000016',
  /** German; can be kept, and every charge is declined. */
  germanDeclinedLater: '4000002760000347',
  /** German; refused as lost already when it is added. */
  germanLost: '4000002760009983',
  /** German; the bank wants every payment confirmed. */
  germanConfirmed: '4000002760003184',
  japanese: '4000003920000003',
} as const;

export const cardFrame = (page: Page): FrameLocator => page.frameLocator('iframe');

/** Types number, expiry date and security code. */
export async function typeCard(page: Page, number: string, expiry = '12/34', code = '123') {
  const frame = cardFrame(page);
  await frame.locator('#number').fill(number);
  await frame.locator('#expiry').fill(expiry);
  await frame.locator('#cvc').fill(code);
}

const isCardNumber = (text: string) => {
  let sum = 0;
  for (let i = 0; i < text.length; i += 1) {
    let digit = Number(text[text.length - 1 - i]);
    if (i % 2 === 1) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
    sum += digit;
  }
  return sum % 10 === 0;
};

/** Fails with every request to the server at `url` in which a card number is. */
export function watchForCardNumbers(page: Page, url: string) {
  const requests: Request[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).origin === url) requests.push(request);
  });
  return () => {
    const bodies = requests.map((request) => `${request.url()} ${request.postData() ?? ''}`);
    expect(bodies.length).toBeGreaterThan(0);
    // Ids hold long rows of digits too, but are written with letters or strokes between them.
    const found = bodies.filter((body) =>
      (body.match(/(?<![\w-])\d(?:[ -]?\d){11,18}(?![\w-])/g) ?? []).some((digits) =>
        isCardNumber(digits.replaceAll(/\D/g, '')),
      ),
    );
    expect(found).toEqual([]);
  };
}
