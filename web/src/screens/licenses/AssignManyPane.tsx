// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import {
  Button,
  Field,
  MessageBar,
  MessageBarBody,
  Radio,
  RadioGroup,
  Textarea,
} from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';
import { productQuery, subscriptionQuery } from '@/api/queries';
import { ErrorBar } from '@/ui/ErrorBar';
import { Pane } from '@/ui/Pane';
import { PaneButtons } from '@/ui/PaneButtons';
import { useFormats } from '@/ui/format';

import { Context } from './AssignForm';
import { PlanSwitches } from './PlanSwitches';
import { charactersMax, csvOfPeople, readPeopleList, rowsMax } from './peopleList';
import { useAssignmentJob } from './useAssignmentJob';

type Action = Schemas['CreateAssignmentJob']['action'];

interface Props {
  subscriptionId: string;
  onClose: () => void;
}

/** Gives or takes licenses by a list that is pasted or comes from a file. */
export function AssignManyPane({ subscriptionId, onClose }: Props) {
  const { t } = useTranslation();
  const formats = useFormats();
  const subscription = useQuery(subscriptionQuery(subscriptionId));
  const product = useQuery(productQuery(subscription.data?.productId));
  const fileRef = useRef<HTMLInputElement>(null);
  const [action, setAction] = useState<Action>('assign');
  const [text, setText] = useState('');
  const [switchedOff, setSwitchedOff] = useState<ReadonlySet<string>>(new Set());
  const [wasTried, setWasTried] = useState(false);
  const command = useAssignmentJob(subscriptionId, subscription.data?.productName ?? '');
  const people = readPeopleList(text);
  const csv = csvOfPeople(people);
  const wrong =
    people.length === 0
      ? t('assign.many.nobody')
      : people.length > rowsMax || csv.length > charactersMax
        ? t('assign.many.tooMany', { max: formats.number(rowsMax) })
        : undefined;
  const isTooLarge = people.length > 0 && wrong !== undefined;
  const available = subscription.data?.available ?? 0;
  const allowed = subscription.data?.allowedActions.assignLicenses;
  const start = () => {
    setWasTried(true);
    if (wrong === undefined && allowed?.allowed && !command.isPending)
      command.mutate({
        action,
        csv,
        disabledServicePlans: action === 'assign' ? [...switchedOff] : undefined,
      });
  };
  const submit =
    people.length === 0
      ? t(`assign.many.${action}None`)
      : t(`assign.many.${action}`, { count: people.length });
  return (
    <Pane
      title={t('assign.many.title')}
      context={subscription.data && <Context subscription={subscription.data} />}
      isDirty={text !== ''}
      onClose={onClose}
      onSubmit={start}
      footer={
        <PaneButtons isBusy={command.isPending} onCancel={onClose}>
          {submit}
        </PaneButtons>
      }
    >
      <ErrorBar error={subscription.error ?? command.error} />
      {allowed?.reason && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{t(`reasons.${allowed.reason}`)}</MessageBarBody>
        </MessageBar>
      )}
      <Field label={t('assign.many.action')}>
        <RadioGroup
          layout="horizontal"
          value={action}
          onChange={(_event, data) => setAction(data.value as Action)}
        >
          <Radio value="assign" label={t('assign.many.assignNone')} />
          <Radio value="unassign" label={t('assign.many.unassignNone')} />
        </RadioGroup>
      </Field>
      <Field
        label={t('assign.many.list')}
        hint={t('assign.many.hint', { max: formats.number(rowsMax) })}
        validationMessage={wasTried || isTooLarge ? wrong : undefined}
      >
        <Textarea
          rows={8}
          resize="vertical"
          value={text}
          onChange={(_event, data) => setText(data.value)}
        />
      </Field>
      <div>
        <input
          ref={fileRef}
          type="file"
          accept=".csv,.txt,.tsv,text/csv,text/plain"
          className="visually-hidden"
          tabIndex={-1}
          aria-label={t('assign.many.file')}
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file) void file.text().then(setText);
            event.target.value = '';
          }}
        />
        <Button onClick={() => fileRef.current?.click()}>{t('assign.many.file')}</Button>
      </div>
      <div role="status">
        {people.length > 0 && t('assign.many.count', { count: people.length })}{' '}
        {action === 'assign' &&
          people.length > available &&
          t('assign.many.notEnough', { count: available })}
      </div>
      {action === 'assign' && (
        <PlanSwitches
          plans={product.data?.servicePlans ?? []}
          switchedOff={switchedOff}
          onChange={setSwitchedOff}
        />
      )}
    </Pane>
  );
}
