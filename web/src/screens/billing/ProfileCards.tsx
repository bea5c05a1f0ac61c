// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Text, makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { api, result, type Schemas } from '@/api/client';
import { useCommand } from '@/api/useCommand';
import { ActionButton } from '@/ui/ActionButton';
import { ErrorBar } from '@/ui/ErrorBar';
import { useToast } from '@/ui/toasts';

import { CardStatus, expiryText, useCardName } from './cardText';
import { cardsQuery, useProfileReadAgain } from './queries';

const useStyles = makeStyles({
  cards: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  card: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalXS,
  },
  kind: { minWidth: '140px', color: tokens.colorNeutralForeground2 },
});

interface Props {
  profile: Schemas['BillingProfile'];
  etag: string;
  onOpen: (pane: 'card' | 'replace' | 'backup') => void;
}

const notOwner = { allowed: false, reason: 'notOwner' } as const;

/** The card that pays, and the one that is tried when it is declined. */
export function ProfileCards({ profile, etag, onOpen }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const cards = useQuery(cardsQuery);
  const { paymentMethod, backupPaymentMethod, allowedActions } = profile;
  const own = cards.data?.items.find(({ id }) => id === paymentMethod?.id);
  const removal = useRemoveBackup(profile, etag);
  const readAgain = useProfileReadAgain();
  return (
    <div className={styles.cards}>
      <ErrorBar error={removal.error} />
      <div className={styles.card}>
        <Text className={styles.kind}>{t('billingProfiles.first')}</Text>
        <CardText summary={paymentMethod} card={own} />
        {paymentMethod && (
          <ActionButton
            size="small"
            allowed={own?.allowedActions.updatePaymentMethod ?? notOwner}
            aria-label={t('billingProfiles.editCard')}
            onClick={() => onOpen('card')}
          >
            {t('billing.edit')}
          </ActionButton>
        )}
        <ActionButton
          size="small"
          allowed={allowedActions.replaceProfilePaymentMethod}
          aria-label={t('billingProfiles.replaceCard')}
          onClick={() => onOpen('replace')}
        >
          {t('billingProfiles.replace')}
        </ActionButton>
      </div>
      <div className={styles.card}>
        <Text className={styles.kind}>{t('billingProfiles.backup')}</Text>
        <CardText
          summary={backupPaymentMethod}
          card={cards.data?.items.find(({ id }) => id === backupPaymentMethod?.id)}
        />
        <ActionButton
          size="small"
          allowed={allowedActions.updateBillingProfile}
          aria-label={t('billingProfiles.chooseBackup')}
          onClick={() => onOpen('backup')}
        >
          {t('billingProfiles.choose')}
        </ActionButton>
        {backupPaymentMethod && (
          <ActionButton
            size="small"
            allowed={allowedActions.updateBillingProfile}
            aria-label={t('billingProfiles.removeBackup')}
            onClick={() =>
              removal.mutate({ removeBackupPaymentMethod: true }, { onError: readAgain })
            }
          >
            {t('billing.remove')}
          </ActionButton>
        )}
      </div>
    </div>
  );
}

/** Takes the backup card away, with the way back. */
function useRemoveBackup(profile: Schemas['BillingProfile'], etag: string) {
  const { t } = useTranslation();
  const toast = useToast();
  const before = profile.backupPaymentMethod;
  const send = (body: Schemas['UpdateBillingProfile'], version: string) =>
    result(
      api.PATCH('/v1/billing-profiles/{id}', {
        params: { path: { id: profile.id }, header: { 'If-Match': version } },
        body,
      }),
    );
  const restore = useCommand({
    send: (backupPaymentMethodId: string) => send({ backupPaymentMethodId }, '*'),
  });
  return useCommand({
    send: (body: Schemas['UpdateBillingProfile']) => send(body, etag),
    onDone: () =>
      toast({
        title: t('billingProfiles.backupRemoved'),
        undo: before ? () => restore.mutate(before.id) : undefined,
      }),
  });
}

interface CardTextProps {
  summary: Schemas['CardSummary'] | null;
  /** The whole card, where it is the person's own. */
  card: Schemas['PaymentMethod'] | undefined;
}

function CardText({ summary, card }: CardTextProps) {
  const { t } = useTranslation();
  const nameOf = useCardName();
  if (!summary) return <Text>{t('billingProfiles.noCard')}</Text>;
  return (
    <>
      <Text weight="semibold">{nameOf(summary)}</Text>
      {card && (
        <>
          <Text>
            {t('card.expires', { expiry: expiryText(card.expiryMonth, card.expiryYear) })}
          </Text>
          <CardStatus card={card} />
        </>
      )}
    </>
  );
}
