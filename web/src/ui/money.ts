// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import type { Schemas } from '@/api/client';

type Money = Schemas['Money'];

const decimalsMax = 12;
const scale = 10n ** BigInt(decimalsMax);

/** An amount as a whole number of the smallest part that any amount can have. */
const unitsOf = (amount: string): bigint => {
  const [whole = '0', decimals = ''] = amount.replace('-', '').split('.');
  const units = BigInt(whole) * scale + BigInt(decimals.padEnd(decimalsMax, '0'));
  return amount.startsWith('-') ? -units : units;
};

const amountOf = (units: bigint, decimals: number): string => {
  const size = units < 0n ? -units : units;
  const whole = `${units < 0n ? '-' : ''}${size / scale}`;
  if (decimals === 0) return whole;
  return `${whole}.${String(size % scale)
    .padStart(decimalsMax, '0')
    .slice(0, decimals)}`;
};

const decimalsOf = (amount: string) => amount.split('.')[1]?.length ?? 0;

/** The exact sum of amounts of one currency. */
export function sumOf(amounts: Money[], currency: string): Money {
  const units = amounts.reduce((sum, { amount }) => sum + unitsOf(amount), 0n);
  const decimals = Math.max(0, ...amounts.map(({ amount }) => decimalsOf(amount)));
  return { amount: amountOf(units, decimals), currency };
}

/** A price for so many. */
export const times = ({ amount, currency }: Money, count: number): Money => ({
  amount: amountOf(unitsOf(amount) * BigInt(count), decimalsOf(amount)),
  currency,
});

export const isZero = ({ amount }: Money) => unitsOf(amount) === 0n;
