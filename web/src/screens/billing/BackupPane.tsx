// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { api, result, type Schemas } from '@/api/client';
import { useCommand } from '@/api/useCommand';
import { ErrorBar } from '@/ui/ErrorBar';
import { Pane } from '@/ui/Pane';
import { PaneButtons } from '@/ui/PaneButtons';
import { useToast } from '@/ui/toasts';

import { PaymentMethodChoice, type PaymentMethodChoiceHandle } from './PaymentMethodChoice';
import { useProfileReadAgain } from './queries';

interface Props {
  profile: Schemas['BillingProfile'];
  etag: string;
  onClose: () => void;
}

/** Chooses the card that is tried when the first is declined. */
export function BackupPane({ profile, etag, onClose }: Props) {
  const { t } = useTranslation();
  const toast = useToast();
  const readAgain = useProfileReadAgain();
  const choice = useRef<PaymentMethodChoiceHandle>(null);
  const [isTyped, setIsTyped] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const save = useCommand({
    send: (backupPaymentMethodId: string) =>
      result(
        api.PATCH('/v1/billing-profiles/{id}', {
          params: { path: { id: profile.id }, header: { 'If-Match': etag } },
          body: { backupPaymentMethodId },
        }),
      ),
    onDone: () => {
      toast({ title: t('billingProfiles.backupSaved') });
      onClose();
    },
  });
  const submit = async () => {
    if (isBusy) return;
    setIsBusy(true);
    save.reset();
    const chosen = await choice.current?.resolve();
    if (chosen !== undefined) await save.mutateAsync(chosen).catch(readAgain);
    setIsBusy(false);
  };
  return (
    <Pane
      title={t('billingProfiles.chooseBackup')}
      context={t('billingProfiles.backupAbout')}
      isDirty={isTyped}
      onClose={onClose}
      onSubmit={() => void submit()}
      footer={
        <PaneButtons isBusy={isBusy} onCancel={onClose}>
          {isBusy ? t('billing.saving') : t('billingProfiles.useAsBackup')}
        </PaneButtons>
      }
    >
      <ErrorBar error={save.error} />
      <PaymentMethodChoice
        ref={choice}
        label={t('billingProfiles.backup')}
        initial={profile.backupPaymentMethod?.id}
        exclude={profile.paymentMethod?.id}
        onTyped={() => setIsTyped(true)}
      />
    </Pane>
  );
}
