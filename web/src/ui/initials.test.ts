// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';

import { initialsOf } from './initials';

it.each([
  ['Käthe Schäfer', 'KS'],
  ['Anna von der Heide', 'AH'],
  ['Cher', 'C'],
  ['김민지', '민지'],
  ['남궁민수', '민수'],
  ['王伟', '伟'],
  ['김', '김'],
  ['', ''],
])('%s: %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
