// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { api, result, type Schemas } from '@/api/client';
import { pagesQuery } from '@/api/usePages';
import { dayAfter, startOfDay } from '@/ui/day';

import type { AuditSearch } from '../search';

type Event = Schemas['AuditEvent'];

export const isReversed = ({ from, to }: AuditSearch) => !!from && !!to && from > to;

/** What the API is asked for; days begin in the reader's time zone. */
function filtersOf(search: AuditSearch, timeZone: string) {
  const { from, to } = search;
  return {
    actorId: search.actor,
    action: search.action,
    subjectId: search.subject,
    from: from && startOfDay(from, timeZone),
    to: to && !isReversed(search) ? startOfDay(dayAfter(to), timeZone) : undefined,
  };
}

/** The events that the address asks for, newest first. */
export function auditPages(search: AuditSearch, timeZone: string) {
  const filters = filtersOf(search, timeZone);
  return pagesQuery(['audit', filters], (cursor, signal) =>
    result(api.GET('/v1/audit-events', { params: { query: { ...filters, cursor } }, signal })),
  );
}

/** As many as one file holds. */
export const exportedMax = 10_000;

/** All events that the address asks for, but no more than a file holds, newest first. */
export async function fetchEvents(search: AuditSearch, timeZone: string, max = exportedMax) {
  const filters = filtersOf(search, timeZone);
  const events: Event[] = [];
  let cursor: string | undefined;
  do {
    // oxlint-disable-next-line no-await-in-loop -- each page names the next
    const page = await result(
      api.GET('/v1/audit-events', { params: { query: { ...filters, limit: 200, cursor } } }),
    );
    events.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && events.length < max);
  return { events: events.slice(0, max), isAll: cursor === undefined && events.length <= max };
}

const header = [
  'sequence',
  'at',
  'actor',
  'actorId',
  'action',
  'subjectKind',
  'subjectId',
  'changes',
  'requestId',
  'hash',
];

/** The events as a program reads them: words of the API, times in UTC. */
export const rowsOfEvents = (events: readonly Event[]) => [
  header,
  ...events.map(({ sequence, at, actor, action, subject, changes, requestId, hash }) => [
    String(sequence),
    at,
    actor?.displayName ?? '',
    actor?.id ?? '',
    action,
    subject.kind,
    subject.id,
    changes.map(({ field, before, after }) => `${field}: ${before} → ${after}`).join('\n'),
    requestId ?? '',
    hash,
  ]),
];
