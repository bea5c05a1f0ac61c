// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import {
  renderTabList_unstable,
  useTabListContextValues_unstable,
  useTabListStyles_unstable,
  useTabList_unstable,
  type TabListProps,
} from '@fluentui/react-components';
import type { KeyboardEvent } from 'react';

function moveFocus(event: KeyboardEvent<HTMLElement>) {
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')];
  const here = tabs.findIndex((tab) => tab === document.activeElement);
  const next = {
    ArrowRight: (here + 1) % tabs.length,
    ArrowLeft: (here + tabs.length - 1) % tabs.length,
    Home: 0,
    End: tabs.length - 1,
  }[event.key];
  if (next === undefined || here < 0) return;
  event.preventDefault();
  tabs[next]?.focus();
}

/**
 * A list of tabs, among which the arrow keys move. The one of the library would put hidden places
 * for the focus around itself, which screen readers and tools that check pages stumble over.
 */
export function Tabs(props: TabListProps) {
  const state = useTabList_unstable(props, null);
  const { 'data-tabster': _places, ...root } = state.root as typeof state.root & {
    'data-tabster'?: string;
  };
  const own = { ...state, root: { ...root, onKeyDown: moveFocus } };
  useTabListStyles_unstable(own);
  return renderTabList_unstable(own, useTabListContextValues_unstable(own));
}
