// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Badge } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';

type Card = Pick<Schemas['CardSummary'], 'brand' | 'last4'>;

/** Names a card, such as `Visa ••4242`. */
export function useCardName() {
  const { t, i18n } = useTranslation();
  return ({ brand, last4 }: Card) =>
    t('card.short', {
      brand: i18n.exists(`card.brands.${brand}`) ? t(`card.brands.${brand}`) : brand,
      last4,
    });
}

/** Month and year as on the card: `04/2030`. */
export const expiryText = (month: number, year: number) =>
  `${String(month).padStart(2, '0')}/${year}`;

const warnDays = 60;
const dayMs = 86_400_000;

/** Whether a card that is still good ends within 60 days; it is good through its month. */
export function expiresSoon(
  {
    expiryMonth,
    expiryYear,
    status,
  }: Pick<Schemas['PaymentMethod'], 'expiryMonth' | 'expiryYear' | 'status'>,
  now = Date.now(),
) {
  return status !== 'expired' && Date.UTC(expiryYear, expiryMonth, 1) - now <= warnDays * dayMs;
}

/** How a card stands, in a word and a color. */
export function CardStatus({ card }: { card: Schemas['PaymentMethod'] }) {
  const { t } = useTranslation();
  if (card.status === 'expired')
    return (
      <Badge appearance="tint" color="danger">
        {t('card.status.expired')}
      </Badge>
    );
  if (card.status === 'declined')
    return (
      <Badge appearance="tint" color="danger">
        {t('card.status.declined')}
      </Badge>
    );
  if (expiresSoon(card))
    return (
      <Badge appearance="tint" color="warning">
        {t('card.expiresSoon')}
      </Badge>
    );
  return (
    <Badge appearance="tint" color="success">
      {t('card.status.active')}
    </Badge>
  );
}
