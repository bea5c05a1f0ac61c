// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';

export interface Draft<Values> {
  /** What the form shows: what was typed, and elsewhere what is there now. */
  values: Values;
  set: (typed: Partial<Values>) => void;
  /** What is typed and differs from what is there now. */
  changes: Partial<Values>;
  isDirty: boolean;
  /** Typed parts that somebody else changed since the person began to type there. */
  clashes: (keyof Values)[];
  /** Takes what is there now as seen: from here on it counts as changed knowingly. */
  acceptClashes: () => void;
}

interface Typed {
  value: unknown;
  /** What was there when the person began to type. */
  seen: unknown;
}

const isSame = (left: unknown, right: unknown) => JSON.stringify(left) === JSON.stringify(right);

/** A form over something that is read again while it is typed into; nothing typed is lost. */
export function useDraft<Values extends object>(now: Values): Draft<Values> {
  const [typed, setTyped] = useState<Partial<Record<keyof Values, Typed>>>({});
  const keys = Object.keys(typed) as (keyof Values)[];
  const changed = keys.filter((key) => !isSame(typed[key]!.value, now[key]));
  const pick = (wanted: (keyof Values)[]) =>
    Object.fromEntries(wanted.map((key) => [key, typed[key]!.value])) as Partial<Values>;
  return {
    values: { ...now, ...pick(keys) },
    set: (parts) =>
      setTyped((before) => {
        const next = { ...before };
        for (const key of Object.keys(parts) as (keyof Values)[])
          next[key] = { value: parts[key], seen: before[key] ? before[key].seen : now[key] };
        return next;
      }),
    changes: pick(changed),
    isDirty: changed.length > 0,
    clashes: changed.filter((key) => !isSame(typed[key]!.seen, now[key])),
    acceptClashes: () =>
      setTyped((before) => {
        const next = { ...before };
        for (const key of Object.keys(before) as (keyof Values)[])
          next[key] = { value: before[key]!.value, seen: now[key] };
        return next;
      }),
  };
}
