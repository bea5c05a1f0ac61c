// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0

/** As many rows and characters as the API takes in one job. */
export const rowsMax = 10_000;
export const charactersMax = 900_000;

const addressOf = (text: string) => /<([^<>\s]+@[^<>\s]+)>/.exec(text)?.[1] ?? text;

// A line of addresses, as a mail program copies them, is several people; any other line is one
// person in its first column, by whatever the columns are parted.
function peopleOf(line: string): string[] {
  const parts = line
    .split(/[;,\t]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length > 1 && parts.every((part) => part.includes('@')))
    return parts.map((part) => addressOf(part));
  return parts.length > 0 ? [addressOf(parts[0]!.replaceAll(/^"|"$/g, ''))] : [];
}

const isPerson = (text: string | undefined) =>
  text !== undefined &&
  (text.includes('@') || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text));

/** The people that a pasted list or a file names, one a row; who is named twice is there once. */
export function readPeopleList(text: string): string[] {
  const people = text
    .replace(/^\u{FEFF}/u, '')
    .split(/\r\n|\r|\n/)
    .flatMap(peopleOf);
  if (!isPerson(people[0]) && isPerson(people[1])) people.shift();
  const known = new Set<string>();
  return people.filter((one) => {
    const key = one.toLowerCase();
    return !known.has(key) && known.add(key);
  });
}

/** As the API reads them: a heading, which it leaves out, and a person a line. */
export const csvOfPeople = (people: readonly string[]) =>
  ['person', ...people.map((one) => `"${one.replaceAll('"', '""')}"`)].join('\n');
