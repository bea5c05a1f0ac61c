// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';

import { dayAfter, startOfDay, today } from './day';

describe('a day', () => {
  it.each([
    ['2026-11-28', 'Asia/Seoul', '2026-11-27T15:00:00.000Z'],
    ['2026-11-28', 'UTC', '2026-11-28T00:00:00.000Z'],
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', 'America/Los_Angeles', '2026-10-25T07:00:00.000Z'],
  ])('%s begins in %s at %s', (day, zone, instant) => {
    expect(startOfDay(day, zone)).toBe(instant);
  });

  it('is followed by the next', () => {
    expect(['2026-02-28', '2024-02-28', '2026-12-31'].map(dayAfter)).toEqual([
      '2026-03-01',
      '2024-02-29',
      '2027-01-01',
    ]);
  });

  it('is the one of the zone', () => {
    const evening = Date.parse('2026-11-27T15:30:00Z');
    expect([today('Asia/Seoul', evening), today('UTC', evening)]).toEqual([
      '2026-11-28',
      '2026-11-27',
    ]);
  });
});
