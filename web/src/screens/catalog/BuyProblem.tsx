// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

import type { ApiError } from '@/api/client';
import { ErrorBar, useErrorText } from '@/ui/ErrorBar';

interface Props {
  error: ApiError | null;
  /** Nobody knows whether the last attempt bought. */
  isUnknown: boolean;
  /** The card that was charged, as the person knows it. */
  card: string | undefined;
  /** The amounts before and after, where the price changed in between. */
  priceChange: { before: string; after: string | undefined } | undefined;
  onChangePurchase: () => void;
}

/** Why nothing was bought, that nothing is lost, and what to do. */
export function BuyProblem({ error, isUnknown, card, priceChange, onChangePurchase }: Props) {
  const { t } = useTranslation();
  const textOf = useErrorText();
  if (!error) return null;
  if (error.reason === 'priceChanged')
    return (
      <MessageBar intent="warning" layout="multiline" role="alert">
        <MessageBarBody>
          <MessageBarTitle>{t('catalog.priceChanged')}</MessageBarTitle>
          {priceChange?.after !== undefined && priceChange.after !== priceChange.before
            ? t('catalog.priceChangedFromTo', priceChange)
            : t('catalog.priceChangedLook')}
        </MessageBarBody>
      </MessageBar>
    );
  if (error.status === 402)
    return (
      <MessageBar intent="error" layout="multiline" role="alert">
        <MessageBarBody>
          <MessageBarTitle>
            {card === undefined ? t('catalog.declinedNewCard') : t('catalog.declined', { card })}
          </MessageBarTitle>
          <div>{textOf(error)}</div>
          <div>{t('catalog.declinedNext')}</div>
        </MessageBarBody>
      </MessageBar>
    );
  if (isUnknown)
    return (
      <MessageBar intent="error" layout="multiline" role="alert">
        <MessageBarBody>
          <MessageBarTitle>{textOf(error)}</MessageBarTitle>
          <div>{t('catalog.unknownOutcome')}</div>
          {error.requestId && <div>{t('error.requestId', { id: error.requestId })}</div>}
        </MessageBarBody>
        <MessageBarActions>
          <Button onClick={onChangePurchase}>{t('catalog.changePurchase')}</Button>
        </MessageBarActions>
      </MessageBar>
    );
  return (
    <ErrorBar error={error} fields={['quantity', 'nickname', 'paymentMethod.', 'billingAddress']} />
  );
}
