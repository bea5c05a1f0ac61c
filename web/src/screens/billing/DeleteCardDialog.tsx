// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { api, result, type Schemas } from '@/api/client';
import { useCommand } from '@/api/useCommand';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { useReturnFocus } from '@/ui/returnFocus';
import { useToast } from '@/ui/toasts';

import { UseList } from './UseList';
import { useCardName } from './cardText';
import { cardQuery } from './queries';

interface Props {
  card: Schemas['PaymentMethod'];
  onClose: () => void;
}

/** Deletes a card; while something uses it, says what, and what to do first. */
export function DeleteCardDialog({ card: listed, onClose }: Props) {
  const { t } = useTranslation();
  const nameOf = useCardName();
  const toast = useToast();
  const queries = useQueryClient();
  // The list may be older than a purchase that was just made with the card.
  const { data } = useQuery(cardQuery(listed.id));
  const card = data?.card ?? listed;
  const remove = useCommand({
    send: () =>
      result(
        api.DELETE('/v1/payment-methods/{id}', {
          params: { path: { id: card.id }, header: { 'If-Match': data?.etag ?? '*' } },
        }),
      ).catch((error: unknown) => {
        void queries.invalidateQueries({ queryKey: ['paymentMethods'] });
        throw error;
      }),
    onDone: () => {
      toast({ title: t('paymentMethods.deleted', { card: nameOf(card) }) });
      onClose();
    },
  });
  if (card.usedBy.length > 0) return <InUse card={card} onClose={onClose} />;
  return (
    <ConfirmDialog
      title={t('paymentMethods.deleteTitle', { card: nameOf(card) })}
      confirm={t('paymentMethods.deleteConfirm', { card: nameOf(card) })}
      isDestructive
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onCancel={onClose}
    >
      {t('paymentMethods.deleteBody')}
    </ConfirmDialog>
  );
}

function InUse({ card, onClose }: Props) {
  const { t } = useTranslation();
  const nameOf = useCardName();
  useReturnFocus();
  return (
    <Dialog
      open
      onOpenChange={(_event, { open }) => {
        if (!open) onClose();
      }}
    >
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('paymentMethods.inUseTitle', { card: nameOf(card) })}</DialogTitle>
          <DialogContent>
            <p>{t('paymentMethods.inUseBody')}</p>
            <UseList uses={card.usedBy} />
            <p>{t('paymentMethods.inUseAdvice')}</p>
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={onClose}>
              {t('action.close')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
