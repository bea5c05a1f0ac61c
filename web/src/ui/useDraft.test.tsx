// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { act, renderHook } from '@testing-library/react';
import { describe, expect, it } from 'vitest';

import { useDraft } from './useDraft';

const profile = { name: 'Design', poNumber: '', billTo: { city: 'Seoul' } };
const drafting = () => renderHook((now) => useDraft(now), { initialProps: profile });

describe('a draft', () => {
  it('has no changes until something differs from what is there', () => {
    const { result } = drafting();
    expect(result.current.isDirty).toBe(false);
    act(() => result.current.set({ name: 'Sales', billTo: { city: 'Busan' } }));
    expect(result.current.changes).toEqual({ name: 'Sales', billTo: { city: 'Busan' } });
    act(() => result.current.set({ name: 'Design', billTo: { city: 'Seoul' } }));
    expect(result.current.isDirty).toBe(false);
  });

  it('follows what others change where nothing was typed', () => {
    const { result, rerender } = drafting();
    act(() => result.current.set({ name: 'Sales' }));
    rerender({ ...profile, poNumber: 'PO-1' });
    expect(result.current.values).toMatchObject({ name: 'Sales', poNumber: 'PO-1' });
    expect(result.current.changes).toEqual({ name: 'Sales' });
    expect(result.current.clashes).toEqual([]);
  });

  it('keeps what was typed where others changed the same, and tells it', () => {
    const { result, rerender } = drafting();
    act(() => result.current.set({ name: 'Sales' }));
    rerender({ ...profile, name: 'Marketing' });
    expect(result.current.values.name).toBe('Sales');
    expect(result.current.clashes).toEqual(['name']);
    act(() => result.current.acceptClashes());
    expect(result.current.clashes).toEqual([]);
    expect(result.current.changes).toEqual({ name: 'Sales' });
  });

  it('does not clash where others typed the same', () => {
    const { result, rerender } = drafting();
    act(() => result.current.set({ name: 'Sales' }));
    rerender({ ...profile, name: 'Sales' });
    expect(result.current.isDirty).toBe(false);
    expect(result.current.clashes).toEqual([]);
  });
});
