// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The rows of the page's tables, for the keys that move between them.

const rowsOf = (page: ParentNode) =>
  [...page.querySelectorAll<HTMLElement>('[role="row"]')].filter((row) =>
    row.querySelector('[role="cell"], [role="rowheader"]'),
  );

/** The row that has the focus. */
export const rowWithFocus = (page: ParentNode) =>
  rowsOf(page).find((row) => row.contains(document.activeElement));

/** Puts the focus on the row `step` rows on: on its link, else its first control, else itself. */
export function moveRow(page: ParentNode, step: 1 | -1) {
  const rows = rowsOf(page);
  const from = rows.findIndex((row) => row.contains(document.activeElement));
  const row = rows[from === -1 ? (step === 1 ? 0 : rows.length - 1) : from + step];
  if (!row) return;
  const control =
    row.querySelector<HTMLElement>('a[href]') ?? row.querySelector<HTMLElement>('button, input');
  if (!control) row.tabIndex = -1;
  (control ?? row).focus();
}

/** Selects the row with the focus, or takes it out of the selection. */
export function selectRow(page: ParentNode) {
  rowWithFocus(page)?.querySelector<HTMLElement>('input[type="checkbox"]')?.click();
}

/** Opens the menu of the row with the focus. */
export function openRowMenu(page: ParentNode) {
  const button = rowWithFocus(page)?.querySelector<HTMLElement>('[aria-haspopup="menu"]');
  button?.focus();
  button?.click();
}

/** Presses the button that gives licenses: that of the row with the focus, else the page's own. */
export function assign(page: ParentNode) {
  const all = [...page.querySelectorAll<HTMLElement>('[data-key="assign"]')];
  const row = rowWithFocus(page);
  const button =
    all.find((one) => row?.contains(one)) ?? all.find((one) => !one.closest('[role="row"]'));
  // It says why it cannot be used while it has the focus.
  button?.focus();
  button?.click();
}

/** Puts the focus into the page's search field. */
export function focusSearch(page: ParentNode) {
  const field = page.querySelector<HTMLInputElement>('input[type="search"], [role="searchbox"]');
  field?.focus();
  field?.select?.();
}
