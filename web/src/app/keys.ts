// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useSyncExternalStore } from 'react';

/** What a key does; `keys.<deed>` is its text. */
export type KeyDeed =
  | 'sheet'
  | 'search'
  | 'home'
  | 'products'
  | 'licenses'
  | 'billing'
  | 'nextRow'
  | 'previousRow'
  | 'select'
  | 'assign'
  | 'menu';

/** All keys in the order of their sheet: one, or two after each other. */
export const keyDeeds: { deed: KeyDeed; keys: [string] | [string, string] }[] = [
  { deed: 'sheet', keys: ['?'] },
  { deed: 'search', keys: ['/'] },
  { deed: 'home', keys: ['g', 'h'] },
  { deed: 'products', keys: ['g', 'p'] },
  { deed: 'licenses', keys: ['g', 'l'] },
  { deed: 'billing', keys: ['g', 'b'] },
  { deed: 'nextRow', keys: ['j'] },
  { deed: 'previousRow', keys: ['k'] },
  { deed: 'select', keys: ['x'] },
  { deed: 'assign', keys: ['a'] },
  { deed: 'menu', keys: ['.'] },
];

const notTyped = new Set([
  'button',
  'checkbox',
  'color',
  'file',
  'image',
  'radio',
  'reset',
  'submit',
]);
// Where letters are for the widget, as for choosing a menu's item by its first letter.
const takesLetters =
  'textarea, select, [contenteditable=""], [contenteditable="true"], [role="textbox"], ' +
  '[role="searchbox"], [role="combobox"], [role="listbox"], [role="menu"], [role="spinbutton"]';

/** Whether a key belongs to what has the focus, to an input method, or to the browser. */
export function isTaken(event: KeyboardEvent): boolean {
  // 229 is the key code of a key that an input method took.
  if (event.isComposing || event.keyCode === 229) return true;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true;
  const { target } = event;
  if (!(target instanceof Element)) return false;
  if (target instanceof HTMLInputElement) return !notTyped.has(target.type);
  return target.closest(takesLetters) !== null;
}

/** The letter on the key where the layout writes another script, as Korean on a Mac does. */
function letterOf(event: KeyboardEvent): string {
  const onKey = /^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase();
  return onKey && !/^[\p{ASCII}]+$/u.test(event.key) ? onKey : event.key;
}

const patienceMs = 1_500;

/** Reads keys one after the other, and tells what they do. */
export function makeKeyReader(now: () => number = () => performance.now()) {
  let first = '';
  let firstAt = 0;
  return (event: KeyboardEvent): KeyDeed | undefined => {
    const before = now() - firstAt <= patienceMs ? first : '';
    first = '';
    if (isTaken(event)) return undefined;
    const key = letterOf(event);
    const found = keyDeeds.find(({ keys }) =>
      keys.length === 2 ? keys[0] === before && keys[1] === key : keys[0] === key && before === '',
    );
    if (found) return found.deed;
    if (keyDeeds.some(({ keys }) => keys.length === 2 && keys[0] === key)) {
      first = key;
      firstAt = now();
    }
    return undefined;
  };
}

const storageKey = 'perseat.keys';
const listeners = new Set<() => void>();

export const areKeysOn = () => localStorage.getItem(storageKey) !== 'off';

/** Remembered in this browser: who speaks to the computer must be able to switch letters off. */
export function switchKeys(on: boolean) {
  if (on) localStorage.removeItem(storageKey);
  else localStorage.setItem(storageKey, 'off');
  for (const listener of listeners) listener();
}

export const useKeysOn = () =>
  useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, areKeysOn);
