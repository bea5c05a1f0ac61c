// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';

import type { CloudFacts } from '@/app/cloud';

import { helpPath } from './helpPath';

const cloud = {
  links: { products: '/help/germany/products', faq: null },
} as unknown as CloudFacts;

describe('the place of help', () => {
  it.each([
    [undefined, cloud, undefined],
    // Not known yet: no link beats one to another cloud's page.
    ['products', undefined, undefined],
    ['start', undefined, '/help/start'],
    ['products', cloud, '/help/germany/products'],
    ['faq', cloud, undefined],
    ['start', cloud, '/help/start'],
  ] as const)('on %s is where the cloud has it', (topic, facts, path) => {
    expect(helpPath(topic, facts)).toBe(path);
  });
});
