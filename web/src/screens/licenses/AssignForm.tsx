// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Button } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { ApiError, api, result, type Schemas } from '@/api/client';
import { useCommand } from '@/api/useCommand';
import { ChosenPeople, type NoteOf, type Person } from '@/ui/ChosenPeople';
import { ErrorBar, useErrorText } from '@/ui/ErrorBar';
import { Pane } from '@/ui/Pane';
import { PaneButtons } from '@/ui/PaneButtons';
import { PeoplePicker } from '@/ui/PeoplePicker';
import { RouterLink } from '@/ui/RouterLink';
import { shownMax, type User } from '@/ui/usePeopleSearch';

import { PlanSwitches } from './PlanSwitches';
import { findHolders, peopleMax } from './queries';

type Subscription = Schemas['Subscription'];

interface Input {
  userIds: string[];
  disabledServicePlans: string[];
}

interface Props {
  subscription: Subscription;
  plans: Schemas['ServicePlan'][];
  onClose: () => void;
}

const peopleRefused = (error: ApiError | null, sent: readonly string[] | undefined) =>
  new Map(
    (error?.errors ?? []).flatMap((one) => {
      const index = /^userIds\[(\d+)\]$/.exec(one.field)?.[1];
      const id = index === undefined ? undefined : sent?.[Number(index)];
      return id === undefined ? [] : [[id, one] as const];
    }),
  );

/** Chooses people, assigns them all or none, and says of each what became of it. */
export function AssignForm({ subscription, plans, onClose }: Props) {
  const { t } = useTranslation();
  const textOf = useErrorText();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<Person[]>([]);
  const [switchedOff, setSwitchedOff] = useState<ReadonlySet<string>>(new Set());
  const [isMissing, setIsMissing] = useState(false);
  const command = useCommand({
    send: (body: Input, key) =>
      result(
        api.POST('/v1/subscriptions/{id}/assignments', {
          params: { path: { id: subscription.id }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
  });
  const refused = peopleRefused(command.error, command.variables?.userIds);
  const outcomes = new Map(command.data?.results.map((one) => [one.userId, one.outcome]));

  const choose = (next: Person[]) => {
    setChosen(next);
    setIsMissing(false);
    command.reset();
  };
  const startAnew = () => choose([]);
  const assign = () => {
    setIsMissing(chosen.length === 0);
    if (chosen.length > 0 && !command.isPending)
      command.mutate(
        { userIds: chosen.map(({ id }) => id), disabledServicePlans: [...switchedOff] },
        // What was refused was decided by a state that this page does not know yet.
        { onError: () => void queries.invalidateQueries() },
      );
  };
  const noteOf: NoteOf = ({ id }) => {
    const outcome = outcomes.get(id);
    if (outcome) return { kind: 'done', text: t(`assign.outcome.${outcome}`) };
    const reason = refused.get(id);
    if (reason) return { kind: 'refused', text: textOf(reason) };
    return { kind: 'neutral', text: t('assign.allOrNothing') };
  };

  if (command.isSuccess)
    return (
      <Pane
        title={t('assign.title')}
        context={<Context subscription={subscription} />}
        onClose={onClose}
        footer={
          <>
            <Button appearance="primary" onClick={onClose}>
              {t('action.close')}
            </Button>
            <Button onClick={startAnew}>{t('assign.more')}</Button>
          </>
        }
      >
        <div role="status">{t('assign.done', { count: outcomes.size })}</div>
        <ChosenPeople chosen={chosen} noteOf={noteOf} />
      </Pane>
    );
  return (
    <Pane
      title={t('assign.title')}
      context={<Context subscription={subscription} />}
      isDirty={chosen.length > 0}
      onClose={onClose}
      onSubmit={assign}
      footer={
        <PaneButtons isBusy={command.isPending} onCancel={onClose}>
          {chosen.length > 0
            ? t('assign.submit', { count: chosen.length })
            : t('assign.submitNone')}
        </PaneButtons>
      }
    >
      <ErrorBar error={command.error} fields={['userIds']} />
      <Missing
        subscription={subscription}
        wanted={chosen.length}
        error={command.error}
        onKeepFirst={() => choose(chosen.slice(0, subscription.available))}
      />
      {refused.size > 0 && (
        <div>
          <Button onClick={() => choose(chosen.filter(({ id }) => !refused.has(id)))}>
            {t('assign.removeRefused', { count: refused.size })}
          </Button>
        </div>
      )}
      <Picker
        subscription={subscription}
        chosen={chosen}
        onChange={choose}
        isMissing={isMissing}
        noteOf={command.error ? noteOf : undefined}
      />
      <PlanSwitches plans={plans} switchedOff={switchedOff} onChange={setSwitchedOff} />
    </Pane>
  );
}

interface PickerProps {
  subscription: Subscription;
  chosen: Person[];
  onChange: (chosen: Person[]) => void;
  isMissing: boolean;
  noteOf?: NoteOf;
}

function Picker({ subscription, chosen, onChange, isMissing, noteOf }: PickerProps) {
  const { t } = useTranslation();
  const { id, available } = subscription;
  const max = Math.min(peopleMax, available);
  const fullReason =
    available === 0
      ? t('assign.noneFree')
      : max === peopleMax
        ? t('assign.atMost', { max: peopleMax })
        : t('assign.allTaken', { count: available });
  const reasonOf = (user: User, isTaken: boolean) => {
    if (isTaken) return t('assign.holdsAlready');
    if (user.kind === 'guest') return t('reasons.guest');
    if (user.state === 'disabled') return t('reasons.disabled');
    return undefined;
  };
  return (
    <PeoplePicker
      label={t('assign.people')}
      chosen={chosen}
      onChange={onChange}
      max={max}
      fullReason={fullReason}
      queryKey={['holders', id]}
      findTaken={findHolders(id, shownMax)}
      reasonOf={reasonOf}
      validationMessage={isMissing ? t('assign.nobodyChosen') : undefined}
      noteOf={noteOf}
    />
  );
}

interface MissingProps {
  subscription: Subscription;
  wanted: number;
  error: ApiError | null;
  /** Chooses only as many as there are licenses. */
  onKeepFirst: () => void;
}

/** How many licenses are missing, and where to get them, or how to do without. */
function Missing({ subscription, wanted, error, onKeepFirst }: MissingProps) {
  const { t } = useTranslation();
  const missing = wanted - subscription.available;
  const isRefused = error?.reason === 'noSeats' && missing > 0;
  if (!isRefused && subscription.available > 0) return null;
  return (
    <div>
      {isRefused && <div>{t('assign.missing', { count: missing })}</div>}
      <RouterLink
        to="/products/$subscriptionId"
        params={{ subscriptionId: subscription.id }}
        search={{ pane: 'quantity' }}
      >
        {t('assign.buyMore')}
      </RouterLink>
      {isRefused && subscription.available > 0 && (
        <div>
          <Button onClick={onKeepFirst}>
            {t('assign.keepFirst', { count: subscription.available })}
          </Button>
        </div>
      )}
    </div>
  );
}

export function Context({ subscription }: { subscription: Schemas['Subscription'] }) {
  const { t } = useTranslation();
  const { productName, nickname, available } = subscription;
  return t('assign.context', {
    product: nickname ? `${productName} (${nickname})` : productName,
    available: t('assign.available', { count: available }),
  });
}
