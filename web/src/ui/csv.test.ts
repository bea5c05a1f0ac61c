// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';

import { csvOf } from './csv';

it('quotes what needs it, and keeps formulas from being run', () => {
  expect(csvOf([['a', 'b "c"', 'd,e'], ['=1+1', '-2', '김민지'], ['two\nlines']])).toBe(
    '\u{FEFF}a,"b ""c""","d,e"\r\n\'=1+1,\'-2,김민지\r\n"two\nlines"\r\n',
  );
});
