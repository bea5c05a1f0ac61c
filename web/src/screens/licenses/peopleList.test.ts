// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';

import { readPeopleList } from './peopleList';

it.each([
  ['one a line', 'a@x.example\r\nb@x.example\n\n', ['a@x.example', 'b@x.example']],
  ['as copied from a mail', 'A B <a@x.example>; b@x.example;', ['a@x.example', 'b@x.example']],
  ['parted by commas', 'a@x.example, b@x.example', ['a@x.example', 'b@x.example']],
  ['a file with more columns', 'a@x.example,Lee,Sales', ['a@x.example']],
  ['a file of a German spreadsheet', 'a@x.example;Müller;Vertrieb', ['a@x.example']],
  ['cells of a spreadsheet', 'a@x.example\tLee', ['a@x.example']],
  ['quoted, after a byte order mark', '\u{FEFF}"a@x.example","Lee"', ['a@x.example']],
  ['twice', 'a@x.example\nA@X.example', ['a@x.example']],
  ['below a heading', 'E-mail,Name\na@x.example,Lee', ['a@x.example']],
  ['by names alone, which the server refuses one by one', 'Lee\nKim', ['Lee', 'Kim']],
  ['nothing', ' \n;\n', []],
])('reads people %s', (_name, text, people) => {
  expect(readPeopleList(text)).toEqual(people);
});
