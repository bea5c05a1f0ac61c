// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useNavigate } from '@tanstack/react-router';
import { Suspense, lazy, useEffect, useEffectEvent, useState } from 'react';

import { areKeysOn, makeKeyReader, type KeyDeed } from '@/app/keys';
import { assign, focusSearch, moveRow, openRowMenu, selectRow } from '@/app/rows';

const KeySheet = lazy(async () => ({ default: (await import('@/app/KeySheet')).KeySheet }));

const pages: Partial<Record<KeyDeed, string>> = {
  home: '/',
  products: '/products',
  licenses: '/licenses',
  billing: '/billing/invoices',
};

const onRows: Partial<Record<KeyDeed, (page: ParentNode) => void>> = {
  search: focusSearch,
  nextRow: (page) => moveRow(page, 1),
  previousRow: (page) => moveRow(page, -1),
  select: selectRow,
  assign,
  menu: openRowMenu,
};

// What is behind an open pane, dialog or menu is not to be worked on.
const isCovered = () =>
  document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null;

interface Props {
  isSheetOpen: boolean;
  onSheet: (isOpen: boolean) => void;
}

/** Listens to the keys that do something on any page, and shows their sheet. */
export function Keys({ isSheetOpen, onSheet }: Props) {
  const navigate = useNavigate();
  const [read] = useState(() => makeKeyReader());
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const deed = read(event);
    const page = document.querySelector('main');
    if (!deed || !page || !areKeysOn() || isCovered()) return;
    event.preventDefault();
    const to = pages[deed];
    if (deed === 'sheet') onSheet(true);
    else if (to) void navigate({ to });
    else onRows[deed]?.(page);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
  return (
    isSheetOpen && (
      <Suspense>
        <KeySheet onClose={() => onSheet(false)} />
      </Suspense>
    )
  );
}
