// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useEffect } from 'react';

const recent: HTMLElement[] = [];
const kept = 20;

if (typeof document !== 'undefined')
  document.addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLElement)
      recent.splice(0, recent.length, ...[...recent, target].slice(-kept));
  });

/**
 * When what calls this goes, the focus returns to what had it before and is still there: a menu
 * item that opened a pane is gone, but the button of its menu is not.
 */
export function useReturnFocus() {
  useEffect(() => {
    const before = [...recent];
    return () => {
      const opener = before.findLast(
        (element) => element.isConnected && element.offsetParent !== null,
      );
      (opener ?? document.querySelector<HTMLElement>('h1'))?.focus();
    };
  }, []);
}
