// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { Pane } from '@/ui/Pane';
import { PaneButtons } from '@/ui/PaneButtons';
import { useToast } from '@/ui/toasts';

import { NewCardFields, type NewCardHandle } from './NewCardFields';
import { useCardName } from './cardText';

/** Keeps another card, which pays for nothing yet. */
export function AddCardPane({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const nameOf = useCardName();
  const toast = useToast();
  const fields = useRef<NewCardHandle>(null);
  const [isTyped, setIsTyped] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const submit = async () => {
    if (isBusy) return;
    setIsBusy(true);
    const card = await fields.current?.add();
    setIsBusy(false);
    if (!card) return;
    toast({
      title: t('paymentMethods.added', { card: nameOf(card) }),
      body: t('paymentMethods.addedAbout'),
    });
    onClose();
  };
  return (
    <Pane
      title={t('card.add')}
      context={t('paymentMethods.addAbout')}
      isDirty={isTyped}
      onClose={onClose}
      onSubmit={() => void submit()}
      footer={
        <PaneButtons isBusy={isBusy} onCancel={onClose}>
          {isBusy ? t('paymentMethods.adding') : t('paymentMethods.add')}
        </PaneButtons>
      }
    >
      <NewCardFields ref={fields} isFirst onTyped={() => setIsTyped(true)} />
    </Pane>
  );
}
