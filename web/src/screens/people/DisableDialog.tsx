// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';
import { useCommand } from '@/api/useCommand';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { useFormats } from '@/ui/format';
import { useToast } from '@/ui/toasts';

import { updateUser, type UserChange } from './queries';

type Purchase = Schemas['SelfServicePurchase'];

const stillRunning = ['active', 'trial', 'pendingPayment'];

interface Props {
  user: Schemas['User'];
  etag: string | undefined;
  /** What the person bought; undefined where that is not to be seen. */
  purchases: readonly Purchase[] | undefined;
  onClose: () => void;
}

/** Asks before somebody can no longer sign in, and says what follows for what they bought. */
export function DisableDialog({ user, etag, purchases, onClose }: Props) {
  const { t } = useTranslation();
  const formats = useFormats();
  const toast = useToast();
  const command = useCommand({
    send: (change: UserChange) => updateUser(change),
    onDone: () => {
      toast({ title: t('people.disabled', { name: user.displayName }) });
      onClose();
    },
  });
  const running = purchases?.filter(({ status }) => stillRunning.includes(status)) ?? [];
  return (
    <ConfirmDialog
      title={t('people.disableTitle', { name: user.displayName })}
      confirm={t('people.disable')}
      isDestructive
      isBusy={command.isPending}
      error={command.error}
      onConfirm={() => command.mutate({ id: user.id, etag, body: { state: 'disabled' } })}
      onCancel={onClose}
    >
      <ul>
        <li>{t('people.disableSessions')}</li>
        <li>{t('people.disableLicenses')}</li>
        <li>{t('people.disablePurchases')}</li>
      </ul>
      {running.length > 0 && (
        <>
          <p>{t('people.disableEnds', { count: running.length })}</p>
          <ul>
            {running.map(({ subscriptionId, productName, assigned, expiresAt }) => (
              <li key={subscriptionId}>
                {t('people.purchaseEnds', {
                  product: productName,
                  count: assigned,
                  date: expiresAt ? formats.billingDay(expiresAt) : '–',
                })}
              </li>
            ))}
          </ul>
        </>
      )}
    </ConfirmDialog>
  );
}
