// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
const dayMs = 86_400_000;

export const dayAfter = (day: string) =>
  new Date(Date.parse(day) + dayMs).toISOString().slice(0, 10);

export const dayBefore = (day: string) =>
  new Date(Date.parse(day) - dayMs).toISOString().slice(0, 10);

/** The day `2026-11-28` that it is now in a time zone. */
export const today = (timeZone: string, now = Date.now()) =>
  new Intl.DateTimeFormat('en-CA', { timeZone }).format(now);

/** The instant at which a day begins in a time zone. */
export function startOfDay(day: string, timeZone: string): string {
  const wanted = Date.parse(`${day}T00:00:00Z`);
  const shown = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const clockAt = (instant: number) => {
    const part = Object.fromEntries(
      shown.formatToParts(instant).map(({ type, value }) => [type, value]),
    );
    return Date.parse(
      `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}:${part.second}Z`,
    );
  };
  // Twice, as the first guess may lie on the other side of a change of the clocks.
  let instant = wanted;
  for (let round = 0; round < 2; round += 1) instant += wanted - clockAt(instant);
  return new Date(instant).toISOString();
}
