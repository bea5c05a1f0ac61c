// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useImperativeHandle, useRef, useState, type Ref } from 'react';
import { useTranslation } from 'react-i18next';

import { api, result, type Schemas } from '@/api/client';
import { useCommand } from '@/api/useCommand';
import { useMe } from '@/app/session';
import { AddressFields } from '@/ui/AddressFields';
import { ErrorBar, useErrorText } from '@/ui/ErrorBar';
import { addressOfDraft, emptyAddress, isAddressComplete } from '@/ui/address';

import { CardFields, type CardFieldsHandle } from './CardFields';

const useStyles = makeStyles({
  fields: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

export interface NewCardHandle {
  /** Keeps the card that was typed; undefined: the fields say what is wrong. */
  add: () => Promise<Schemas['PaymentMethod'] | undefined>;
}

interface Props {
  ref: Ref<NewCardHandle>;
  /** Nothing comes before these fields: typing begins here. */
  isFirst?: boolean;
  onTyped?: () => void;
}

/** Everything that is asked about a card that is not kept yet. */
export function NewCardFields({ ref, isFirst, onTyped }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const textOf = useErrorText();
  const { organization } = useMe();
  const [name, setName] = useState('');
  const [address, setAddress] = useState(() => emptyAddress(organization?.country));
  const [wasTried, setWasTried] = useState(false);
  const card = useRef<CardFieldsHandle>(null);
  const keep = useCommand({
    send: (body: Schemas['NewPaymentMethod'], key) =>
      result(
        api.POST('/v1/payment-methods', {
          params: { header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
  });
  useImperativeHandle(ref, () => ({
    add: async () => {
      setWasTried(true);
      keep.reset();
      if (name.trim() === '' || !isAddressComplete(address)) return undefined;
      const token = await card.current?.tokenize(name.trim(), address);
      if (token === undefined) return undefined;
      const body = { token, name: name.trim(), address: addressOfDraft(address) };
      // A refusal is shown above the fields.
      return keep.mutateAsync(body).catch(() => undefined);
    },
  }));
  const nameError = keep.error?.of('name');
  const nameMissing = wasTried && name.trim() === '' ? t('card.nameMissing') : undefined;
  return (
    <div className={styles.fields}>
      <ErrorBar error={keep.error} fields={['name', 'address']} />
      <CardFields ref={card} isFirst={isFirst} onTyped={onTyped} />
      <Field
        label={t('card.name')}
        required
        validationMessage={nameMissing ?? (nameError && textOf(nameError))}
      >
        <Input
          value={name}
          autoComplete="cc-name"
          maxLength={200}
          onChange={(_event, data) => {
            setName(data.value);
            onTyped?.();
          }}
        />
      </Field>
      <AddressFields
        legend={t('card.address')}
        value={address}
        onChange={(value) => {
          setAddress(value);
          onTyped?.();
        }}
        path="address"
        error={keep.error}
        wasTried={wasTried}
      />
    </div>
  );
}
