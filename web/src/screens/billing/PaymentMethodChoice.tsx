// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import {
  Field,
  Radio,
  RadioGroup,
  Skeleton,
  SkeletonItem,
  Text,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useImperativeHandle, useRef, useState, type Ref } from 'react';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';
import { useMe } from '@/app/session';
import { ErrorBar } from '@/ui/ErrorBar';

import { NewCardFields, type NewCardHandle } from './NewCardFields';
import { CardStatus, expiryText, useCardName } from './cardText';
import { cardsQuery } from './queries';

const useStyles = makeStyles({
  choice: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  card: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalS,
  },
  quiet: { color: tokens.colorNeutralForeground2 },
  added: {
    paddingLeft: tokens.spacingHorizontalL,
    borderLeft: `2px solid ${tokens.colorNeutralStroke2}`,
  },
});

const newCard = 'new';

export interface PaymentMethodChoiceHandle {
  /**
   * The id of the card that is chosen; a new one is kept first. Undefined: none, and the choice
   * says what is missing.
   */
  resolve: () => Promise<string | undefined>;
}

interface Props {
  ref: Ref<PaymentMethodChoiceHandle>;
  label?: string;
  /** The card that is chosen at first, if it is one of the person's and not expired. */
  initial?: string;
  /** A card that cannot be chosen here, such as the one that is to be replaced. */
  exclude?: string;
  /** The card of a billing profile, offered too where it is somebody else's. */
  ofProfile?: Schemas['CardSummary'];
  /** Called with the id of a card that is kept already, or undefined for a new one. */
  onChosen?: (id: string | undefined) => void;
  onTyped?: () => void;
}

/** One of the person's cards, or a new one that is typed in place. */
export function PaymentMethodChoice({ ref, label, initial, exclude, ofProfile, ...props }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { allowedActions } = useMe();
  const nameOf = useCardName();
  const cards = useQuery(cardsQuery);
  const [picked, setPicked] = useState<string>();
  const [wasTried, setWasTried] = useState(false);
  const added = useRef<NewCardHandle>(null);

  const shown = cards.data?.items.filter(({ id }) => id !== exclude) ?? [];
  const usable = shown.filter(({ status }) => status !== 'expired');
  const mayAdd = allowedActions.addPaymentMethod.allowed;
  const foreign = cards.data?.items.some(({ id }) => id === ofProfile?.id) ? undefined : ofProfile;
  const first = usable.find(({ id }) => id === initial) ?? foreign ?? usable[0];
  const chosen = picked ?? first?.id ?? (mayAdd ? newCard : undefined);

  const pick = (value: string) => {
    setPicked(value);
    setWasTried(false);
    props.onChosen?.(value === newCard ? undefined : value);
  };
  useImperativeHandle(ref, () => ({
    resolve: async () => {
      setWasTried(true);
      if (!cards.data) return undefined;
      if (chosen !== newCard) return chosen;
      const card = await added.current?.add();
      // Chosen from now on: trying again after a refusal does not keep it twice.
      if (card) setPicked(card.id);
      return card?.id;
    },
  }));

  if (cards.error) return <ErrorBar error={cards.error} onRetry={() => void cards.refetch()} />;
  if (!cards.data)
    return (
      <Skeleton aria-label={t('state.loadingThing', { thing: t('card.choose') })}>
        <SkeletonItem size={32} />
      </Skeleton>
    );
  return (
    <div className={styles.choice}>
      <Field
        label={label ?? t('card.choose')}
        validationMessage={wasTried && chosen === undefined ? t('card.required') : undefined}
      >
        <RadioGroup value={chosen ?? ''} onChange={(_event, data) => pick(data.value)}>
          {foreign && (
            <Radio value={foreign.id} label={t('card.ofProfile', { card: nameOf(foreign) })} />
          )}
          {shown.map((card) => (
            <Radio
              key={card.id}
              value={card.id}
              disabled={card.status === 'expired'}
              label={<CardLine card={card} />}
            />
          ))}
          {mayAdd && <Radio value={newCard} label={t('card.add')} />}
        </RadioGroup>
      </Field>
      {chosen === newCard && (
        <div className={shown.length > 0 ? styles.added : undefined}>
          <NewCardFields ref={added} onTyped={props.onTyped} />
        </div>
      )}
    </div>
  );
}

function CardLine({ card }: { card: Schemas['PaymentMethod'] }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const nameOf = useCardName();
  return (
    <span className={styles.card}>
      <Text weight="semibold">{nameOf(card)}</Text>
      <Text className={styles.quiet}>
        {t('card.expires', { expiry: expiryText(card.expiryMonth, card.expiryYear) })}
      </Text>
      {card.status !== 'active' && <CardStatus card={card} />}
    </span>
  );
}
