// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { SearchBox } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';

const pauseMs = 200;

interface Props {
  label: string;
  /** What is searched now. */
  value: string;
  onSearch: (value: string) => void;
}

/** Searches once typing pauses. What is typed is kept here, not to disturb an input method. */
export function SearchField({ label, value, onSearch }: Props) {
  const [typed, setTyped] = useState(value);
  const told = useRef(value);
  const search = useRef(onSearch);
  useEffect(() => {
    search.current = onSearch;
  });
  useEffect(() => {
    // Changed from elsewhere, as by going back or clearing all filters.
    if (value === told.current) return;
    told.current = value;
    setTyped(value);
  }, [value]);
  useEffect(() => {
    if (typed === told.current) return;
    const timer = setTimeout(() => {
      told.current = typed;
      search.current(typed);
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <SearchBox
      aria-label={label}
      placeholder={label}
      value={typed}
      onChange={(_event, data) => setTyped(data.value)}
    />
  );
}
