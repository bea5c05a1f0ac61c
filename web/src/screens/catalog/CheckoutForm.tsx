// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';
import { useQuote } from '@/api/useQuote';
import { useMe } from '@/app/session';
import type { PaymentMethodChoiceHandle } from '@/screens/billing/PaymentMethodChoice';
import { useCardName } from '@/screens/billing/cardText';
import { cardsQuery } from '@/screens/billing/queries';
import { addressOfDraft, emptyAddress, isAddressComplete, type AddressDraft } from '@/ui/address';
import { useFormats } from '@/ui/format';

import { BuyProblem } from './BuyProblem';
import { PayFields } from './PayFields';
import { PurchaseFields } from './PurchaseFields';
import { PurchaseNotes } from './PurchaseNotes';
import { QuoteSummary } from './QuoteSummary';
import { needsCard } from './checkoutInput';
import { useBuying } from './useBuying';
import { usePurchaseDraft } from './usePurchaseDraft';
import type { WaysToBuy } from './waysToBuy';

const useStyles = makeStyles({
  form: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 380px)',
    alignItems: 'start',
    gap: tokens.spacingHorizontalXXL,
    maxWidth: '1080px',
    '@media (max-width: 1000px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  fields: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    margin: 0,
    padding: 0,
    border: 'none',
    minWidth: 0,
  },
  end: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
});

interface Props {
  product: Schemas['Product'];
  ways: WaysToBuy;
}

/** Chooses, prices and buys on one page. */
export function CheckoutForm({ product, ways }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const formats = useFormats();
  const queries = useQueryClient();
  const cardName = useCardName();
  const { organization } = useMe();
  const draft = usePurchaseDraft(product, ways);
  const { offer, isTrial, quantity } = draft;
  const priced = useQuote(
    quantity === undefined
      ? null
      : {
          kind: 'purchase',
          offerId: offer.id,
          quantity,
          trial: isTrial,
          accountType: draft.accountType,
        },
  );
  const buying = useBuying();
  const payment = useRef<PaymentMethodChoiceHandle>(null);
  const [isResolving, setIsResolving] = useState(false);
  const [wasTried, setWasTried] = useState(false);
  const [billTo, setBillTo] = useState<AddressDraft>();
  const [charged, setCharged] = useState<{ card?: string; total: Schemas['Money'] }>();
  const { quote } = priced;
  const isPaidHere = needsCard(offer, isTrial, quote) && draft.profileId === '';
  const isBusy = buying.isBusy || isResolving;

  const nameOfCard = async (id: string) => {
    const cards = await queries.fetchQuery({ ...cardsQuery, staleTime: 5_000 });
    const card = cards.items.find((one) => one.id === id);
    return card && cardName(card);
  };
  const buy = async (total: Schemas['Money'], shown: number) => {
    let card: string | undefined;
    if (isPaidHere) {
      card = await payment.current?.resolve();
      if (card === undefined) return;
    }
    setCharged({ total, card: card && (await nameOfCard(card).catch(() => undefined)) });
    buying.buy({
      offerId: offer.id,
      quantity: shown,
      trial: isTrial,
      accountType: draft.accountType,
      paymentMethodId: card ?? null,
      billingProfileId: draft.profileId || null,
      billingAddress: billTo && isPaidHere ? addressOfDraft(billTo) : null,
      nickname: draft.nickname.trim() || null,
      expectedTotal: total,
    });
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy) return;
    if (buying.isUnknown) return buying.tryAgain();
    setWasTried(true);
    const isAddressed = !billTo || !isPaidHere || isAddressComplete(billTo);
    // A trial costs nothing, however many licenses it has; a price must have been seen.
    const isPriced = quote !== undefined && (isTrial || !priced.isStale);
    if (!isPriced || quantity === undefined || !isAddressed) return;
    setIsResolving(true);
    try {
      await buy(quote.total, quantity);
    } finally {
      setIsResolving(false);
    }
  };
  const deed = () => {
    if (isBusy) return t('catalog.paying');
    if (buying.isUnknown) return t('action.retry');
    if (isTrial) return t('catalog.startTrial');
    if (!quote || priced.isStale) return t('catalog.payLater');
    return t('catalog.pay', { amount: formats.money(quote.dueNow) });
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <fieldset className={styles.fields} disabled={isBusy || buying.isUnknown}>
        <PurchaseFields ways={ways} draft={draft} error={buying.error} />
        {isPaidHere && (
          <PayFields
            ref={payment}
            billTo={billTo}
            emptyBillTo={emptyAddress(organization?.country)}
            onBillTo={setBillTo}
            onCard={() => {
              if (buying.error?.status === 402) buying.forget();
            }}
            wasTried={wasTried}
            error={buying.error}
          />
        )}
      </fieldset>
      <div className={styles.end}>
        <QuoteSummary
          quote={quote}
          isStale={priced.isStale}
          error={priced.error}
          onRetry={priced.retry}
        />
        <BuyProblem
          error={buying.error}
          isUnknown={buying.isUnknown}
          card={charged?.card}
          priceChange={
            charged && {
              before: formats.money(charged.total),
              after: quote && !priced.isStale ? formats.money(quote.total) : undefined,
            }
          }
          onChangePurchase={buying.forget}
        />
        <Button type="submit" appearance="primary" size="large" disabledFocusable={isBusy}>
          {deed()}
        </Button>
        <PurchaseNotes offer={offer} isTrial={isTrial} quote={quote} />
      </div>
    </form>
  );
}
