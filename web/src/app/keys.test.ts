// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from 'vitest';

import { areKeysOn, makeKeyReader, switchKeys } from './keys';
import { assign, focusSearch, moveRow, openRowMenu, selectRow } from './rows';

function press(key: string, target: Element = document.body, more: KeyboardEventInit = {}) {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, ...more });
  Object.defineProperty(event, 'target', { value: target });
  return event;
}

function show(html: string) {
  document.body.innerHTML = html;
  return document.body;
}

describe('the reader of keys', () => {
  it.each([
    ['?', 'sheet'],
    ['/', 'search'],
    ['j', 'nextRow'],
    ['k', 'previousRow'],
    ['x', 'select'],
    ['.', 'menu'],
    ['a', 'assign'],
    ['b', undefined],
    ['Enter', undefined],
    ['J', undefined],
  ])('takes %s for %s', (key, deed) => {
    expect(makeKeyReader()(press(key))).toBe(deed);
  });

  it.each([
    ['gh', 'home'],
    ['gp', 'products'],
    ['gl', 'licenses'],
    ['gb', 'billing'],
    ['ggp', 'products'],
    ['gxp', undefined],
    ['gj', undefined],
    ['p', undefined],
  ])('takes %s for %s', (typed, deed) => {
    const read = makeKeyReader(() => 0);
    const deeds = [...typed].map((key) => read(press(key)));
    expect(deeds.at(-1)).toBe(deed);
  });

  it('forgets the first of two keys after a while', () => {
    let time = 0;
    const read = makeKeyReader(() => time);
    read(press('g'));
    time = 1_501;
    expect(read(press('p'))).toBeUndefined();
    read(press('g'));
    time = 3_001;
    expect(read(press('p'))).toBe('products');
  });

  it.each([
    '<input>',
    '<input type="search">',
    '<input type="number">',
    '<textarea></textarea>',
    '<select></select>',
    '<div contenteditable="true"></div>',
    '<div role="combobox"></div>',
    '<div role="menu"><button role="menuitem"></button></div>',
  ])('leaves what is typed into %s alone', (html) => {
    const target = show(html).querySelector('button') ?? document.body.firstElementChild!;
    expect(makeKeyReader()(press('j', target))).toBeUndefined();
  });

  it.each(['<input type="checkbox">', '<button></button>', '<a href="/"></a>'])(
    'reads keys on %s, which takes no letters',
    (html) => {
      expect(makeKeyReader()(press('j', show(html).firstElementChild!))).toBe('nextRow');
    },
  );

  it('leaves input methods, shortcuts of the browser and taken keys alone', () => {
    const taken = press('j');
    Object.defineProperty(taken, 'defaultPrevented', { value: true });
    const events = [
      press('j', document.body, { isComposing: true }),
      press('j', document.body, { keyCode: 229 }),
      press('j', document.body, { ctrlKey: true }),
      press('j', document.body, { metaKey: true }),
      press('j', document.body, { altKey: true }),
      taken,
    ];
    for (const event of events) expect(makeKeyReader()(event)).toBeUndefined();
  });

  it('reads the key where the layout writes another script', () => {
    expect(makeKeyReader()(press('ㅓ', document.body, { code: 'KeyJ' }))).toBe('nextRow');
    // A French keyboard has its own place for letters: what the key writes counts.
    expect(makeKeyReader()(press('x', document.body, { code: 'KeyJ' }))).toBe('select');
  });
});

describe('the switch', () => {
  beforeEach(() => localStorage.clear());

  it('is on until it is switched off, and remembered', () => {
    expect(areKeysOn()).toBe(true);
    switchKeys(false);
    expect(areKeysOn()).toBe(false);
    switchKeys(true);
    expect(areKeysOn()).toBe(true);
  });
});

describe('rows', () => {
  const table = `
    <input type="search" value="abc">
    <div role="table">
      <div role="rowgroup">
        <div role="row"><div role="columnheader"><button id="sort"></button></div></div>
      </div>
      <div role="rowgroup">
        <div role="row">
          <div role="cell"><input type="checkbox" id="c1"></div>
          <div role="rowheader"><a href="/1" id="r1"></a></div>
          <div role="cell"><button aria-haspopup="menu" id="m1"></button></div>
        </div>
        <div role="row"><div role="cell"><button id="r2"></button></div></div>
        <div role="row" id="r3"><div role="cell">text</div></div>
      </div>
    </div>`;
  const focused = () => document.activeElement?.id;

  it('are gone through, and the ends are the ends', () => {
    const page = show(table);
    for (const id of ['r1', 'r2', 'r3', 'r3']) {
      moveRow(page, 1);
      expect(focused()).toBe(id);
    }
    for (const id of ['r2', 'r1', 'r1']) {
      moveRow(page, -1);
      expect(focused()).toBe(id);
    }
  });

  it('begin at the end when going up from elsewhere', () => {
    const page = show(table);
    moveRow(page, -1);
    expect(focused()).toBe('r3');
  });

  it('are selected and have their menu opened', () => {
    const page = show(table);
    selectRow(page);
    openRowMenu(page);
    const checkbox = document.querySelector<HTMLInputElement>('#c1')!;
    expect(checkbox.checked).toBe(false);
    moveRow(page, 1);
    selectRow(page);
    expect(checkbox.checked).toBe(true);
    let opened = 0;
    document.querySelector('#m1')!.addEventListener('click', () => (opened += 1));
    openRowMenu(page);
    expect(opened).toBe(1);
    expect(focused()).toBe('m1');
  });

  it('are assigned from, else the page is', () => {
    const page = show(`
      <button data-key="assign" id="ofPage"></button>
      <div role="table">
        <div role="row"><div role="cell"><button id="b1" data-key="assign"></button></div></div>
        <div role="row"><div role="cell"><button id="b2"></button></div></div>
      </div>`);
    const clicked: string[] = [];
    page.addEventListener('click', ({ target }) => clicked.push((target as Element).id));
    assign(page);
    moveRow(page, 1);
    assign(page);
    moveRow(page, 1);
    assign(page);
    expect(clicked).toEqual(['ofPage', 'b1', 'ofPage']);
    expect(() => assign(show('<p></p>'))).not.toThrow();
  });

  it('leave the search field to its own key', () => {
    focusSearch(show(table));
    expect((document.activeElement as HTMLInputElement).value).toBe('abc');
    expect(() => focusSearch(show('<p></p>'))).not.toThrow();
  });
});
