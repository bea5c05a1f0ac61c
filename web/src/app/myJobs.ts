// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useMemo, useSyncExternalStore } from 'react';

import { useMe } from '@/app/session';

/** A job that was begun in this browser. */
export interface MyJob {
  id: string;
  kind: 'assignLicenses' | 'unassignLicenses';
  productName: string;
  rows: number;
}

const keptMax = 10;
const keyOf = (userId: string) => `perseat-jobs-${userId}`;
const listeners = new Set<() => void>();
const tell = () => {
  for (const listener of listeners) listener();
};
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
};

const isJob = (value: unknown): value is MyJob =>
  typeof value === 'object' && value !== null && 'id' in value && 'kind' in value;

function parse(text: string | null): MyJob[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(value) ? value.filter(isJob) : [];
  } catch {
    return [];
  }
}

function write(userId: string, jobs: MyJob[]) {
  localStorage.setItem(keyOf(userId), JSON.stringify(jobs.slice(0, keptMax)));
  tell();
}

/** The jobs that the person began in this browser, newest first. The server lists none. */
export function useMyJobs() {
  const { user } = useMe();
  const text = useSyncExternalStore(subscribe, () => localStorage.getItem(keyOf(user.id)));
  return useMemo(() => {
    const jobs = parse(text);
    return {
      jobs,
      remember: (job: MyJob) => write(user.id, [job, ...jobs.filter(({ id }) => id !== job.id)]),
      forget: (id: string) =>
        write(
          user.id,
          jobs.filter((job) => job.id !== id),
        ),
    };
  }, [text, user.id]);
}
