// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';
import { useFormats } from '@/ui/format';
import { parseQuantity } from '@/ui/quantity';

import type { Subscription } from './subscriptions';

/** As many licenses as any subscription can have; offers allow fewer. */
export const quantityMax = 100_000;

interface Total {
  quantity: number | undefined;
  problem: string | undefined;
  /** How many licenses must be unassigned first. */
  missing: number;
}

/** What the box says, and what is wrong with it. */
export function useTotal(
  text: string,
  { assigned }: Subscription,
  offer: Schemas['Offer'] | undefined,
): Total {
  const { t } = useTranslation();
  const formats = useFormats();
  const quantity = parseQuantity(text);
  const min = offer?.minQuantity ?? 1;
  const max = offer?.maxQuantity ?? quantityMax;
  if (quantity === undefined) return { quantity, problem: t('quantity.notANumber'), missing: 0 };
  if (quantity < 1 || quantity > max || (quantity < min && quantity >= assigned))
    return {
      quantity,
      problem: t('quantity.outside', { min: formats.number(min), max: formats.number(max) }),
      missing: 0,
    };
  const missing = Math.max(assigned - quantity, 0);
  const problem =
    missing > 0
      ? t('quantity.belowAssigned', {
          count: missing,
          number: formats.number(missing),
          assigned: formats.number(assigned),
        })
      : undefined;
  return { quantity, problem, missing };
}
