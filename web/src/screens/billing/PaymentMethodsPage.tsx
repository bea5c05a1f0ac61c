// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { makeStyles, tokens } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons';
import { Suspense, lazy } from 'react';
import { useTranslation } from 'react-i18next';

import { api, result, type Schemas } from '@/api/client';
import { usePages } from '@/api/usePages';
import { useMe } from '@/app/session';
import { ActionButton } from '@/ui/ActionButton';
import { DataTable, type Column } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Page } from '@/ui/Page';

import { BillingTabs } from './BillingTabs';
import { UseList } from './UseList';
import { CardStatus, expiryText, useCardName } from './cardText';
import { paymentMethodsRoute } from './routes';

const AddCardPane = lazy(async () => ({ default: (await import('./AddCardPane')).AddCardPane }));
const EditCardPane = lazy(async () => ({ default: (await import('./EditCardPane')).EditCardPane }));
const DeleteCardDialog = lazy(async () => ({
  default: (await import('./DeleteCardDialog')).DeleteCardDialog,
}));

type Card = Schemas['PaymentMethod'];

const useStyles = makeStyles({
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  quiet: { color: tokens.colorNeutralForeground2 },
});

interface Actions {
  onEdit: (card: Card) => void;
  onDelete: (card: Card) => void;
}

function useColumns({ onEdit, onDelete }: Actions): Column<Card>[] {
  const styles = useStyles();
  const { t } = useTranslation();
  const nameOf = useCardName();
  return [
    {
      id: 'card',
      header: t('card.card'),
      isRowHeader: true,
      cell: nameOf,
      sortBy: nameOf,
    },
    {
      id: 'expiry',
      header: t('paymentMethods.expires'),
      cell: ({ expiryMonth, expiryYear }) => expiryText(expiryMonth, expiryYear),
      sortBy: ({ expiryMonth, expiryYear }) => expiryYear * 12 + expiryMonth,
    },
    {
      id: 'status',
      header: t('paymentMethods.status'),
      cell: (card) => <CardStatus card={card} />,
    },
    {
      id: 'holder',
      header: t('paymentMethods.holder'),
      cell: ({ name }) => name,
      sortBy: ({ name }) => name,
    },
    {
      id: 'uses',
      header: t('paymentMethods.usedBy'),
      cell: ({ usedBy }) => <Uses uses={usedBy} />,
      sortBy: ({ usedBy }) => usedBy.length,
    },
    {
      id: 'actions',
      header: t('paymentMethods.actions'),
      cell: (card) => {
        const { updatePaymentMethod, deletePaymentMethod } = card.allowedActions;
        // While it is in use the dialog says what uses it, and what to do first.
        const deletion =
          deletePaymentMethod.reason === 'paymentMethodInUse'
            ? { allowed: true }
            : deletePaymentMethod;
        return (
          <div className={styles.actions}>
            <ActionButton
              size="small"
              allowed={updatePaymentMethod}
              aria-label={t('paymentMethods.editCard', { card: nameOf(card) })}
              onClick={() => onEdit(card)}
            >
              {t('billing.edit')}
            </ActionButton>
            <ActionButton
              size="small"
              allowed={deletion}
              aria-label={t('paymentMethods.deleteCard', { card: nameOf(card) })}
              onClick={() => onDelete(card)}
            >
              {t('billing.delete')}
            </ActionButton>
          </div>
        );
      },
    },
  ];
}

/** What a card pays for: how many things, and which. */
function Uses({ uses }: { uses: Schemas['PaymentMethodUse'][] }) {
  const styles = useStyles();
  const { t } = useTranslation();
  if (uses.length === 0) return <span className={styles.quiet}>{t('paymentMethods.unused')}</span>;
  return (
    <details>
      <summary>{t('paymentMethods.uses', { count: uses.length })}</summary>
      <UseList uses={uses} />
    </details>
  );
}

export function PaymentMethodsPage() {
  const { t } = useTranslation();
  const { allowedActions } = useMe();
  const { pane, card: cardId } = paymentMethodsRoute.useSearch();
  const navigate = paymentMethodsRoute.useNavigate();
  const pages = usePages(['paymentMethods'], (cursor, signal) =>
    result(api.GET('/v1/payment-methods', { params: { query: { cursor } }, signal })),
  );
  const columns = useColumns({
    onEdit: ({ id }) => void navigate({ search: { pane: 'edit', card: id } }),
    onDelete: ({ id }) => void navigate({ search: { pane: 'delete', card: id } }),
  });
  const close = () => void navigate({ search: {}, replace: true });
  const add = (
    <ActionButton
      allowed={allowedActions.addPaymentMethod}
      appearance="primary"
      icon={<AddRegular />}
      onClick={() => void navigate({ search: { pane: 'add' } })}
    >
      {t('card.add')}
    </ActionButton>
  );
  const toDelete = pages.rows.find(({ id }) => id === cardId);
  return (
    <Page
      title={t('nav.billing')}
      about={t('paymentMethods.about')}
      help="paymentMethods"
      toolbar={add}
    >
      <BillingTabs />
      <DataTable
        label={t('billing.tabs.paymentMethods')}
        columns={columns}
        pages={pages}
        keyOf={({ id }) => id}
        empty={<EmptyState title={t('paymentMethods.empty')} />}
      />
      <Suspense>
        {pane === 'add' && <AddCardPane onClose={close} />}
        {pane === 'edit' && cardId && <EditCardPane id={cardId} onClose={close} />}
        {pane === 'delete' && toDelete && <DeleteCardDialog card={toDelete} onClose={close} />}
      </Suspense>
    </Page>
  );
}
