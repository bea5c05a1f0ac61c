// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Field, Input, MessageBar } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { ApiError } from '@/api/client';
import { useErrorText } from '@/ui/ErrorBar';
import { Pane } from '@/ui/Pane';
import { PaneButtons } from '@/ui/PaneButtons';
import { useFormats } from '@/ui/format';

import { ChangeFailed } from './ChangeFailed';
import type { PaneProps } from './SubscriptionPane';
import { useNameOf } from './lifecycle';
import { useBillingUpdate } from './useBillingUpdate';

const lengthMax = 100;

/** A name of one's own for a subscription, which tells it apart from others of the product. */
export default function NicknamePane({ subscription, etag, onClose }: PaneProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const nameOf = useNameOf();
  const textOf = useErrorText();
  const [opened] = useState(subscription);
  const before = opened.nickname ?? '';
  const [typed, setTyped] = useState(before);
  const [hasSubmitted, setHasSubmitted] = useState(false);
  const update = useBillingUpdate(subscription, onClose);
  const isDirty = typed.trim() !== before;
  const isTooLong = [...typed.trim()].length > lengthMax;
  const refused = update.error instanceof ApiError ? update.error.of('nickname') : undefined;
  const submit = () => {
    setHasSubmitted(true);
    if (isDirty && !isTooLong && !update.isPending)
      update.mutate({ body: { nickname: typed.trim() }, etag });
  };
  return (
    <Pane
      title={t('nickname.title')}
      context={nameOf(subscription)}
      isDirty={isDirty}
      onClose={onClose}
      onSubmit={submit}
      footer={
        <PaneButtons isBusy={update.isPending} onCancel={onClose}>
          {t('nickname.save')}
        </PaneButtons>
      }
    >
      {!refused && <ChangeFailed error={update.error} before={opened} now={subscription} />}
      {hasSubmitted && !isDirty && (
        <MessageBar intent="warning" role="alert">
          {t('reasons.nothingToChange')}
        </MessageBar>
      )}
      <Field
        label={t('nickname.label')}
        hint={t('nickname.hint')}
        validationMessage={
          isTooLong
            ? t('nickname.tooLong', { max: formats.number(lengthMax) })
            : refused && textOf(refused)
        }
      >
        <Input value={typed} onChange={(_event, data) => setTyped(data.value)} />
      </Field>
    </Pane>
  );
}
