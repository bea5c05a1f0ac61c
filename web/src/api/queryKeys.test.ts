// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';

const sources = import.meta.glob<string>('../**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** What tells keys apart: the fixed words, and a stroke for each thing that varies. */
const shapeOf = (key: string) =>
  key
    .split(',')
    .map((part) => (/^\s*'.*'\s*$/.test(part) ? part.trim() : '-'))
    .join(' ');

// Two places that read under one key are each given what the other one read, whatever its shape.
it('each key is read under in one place', () => {
  const places = Object.entries(sources).flatMap(([file, text]) =>
    [...text.matchAll(/queryKey: \[([^\]]*)\],\s*queryFn/g)].map(([, key]) => ({
      file,
      shape: shapeOf(key!),
    })),
  );
  expect(places.length).toBeGreaterThan(20);
  const twice = places.filter(({ shape }) => places.filter((o) => o.shape === shape).length > 1);
  expect(twice).toEqual([]);
});
