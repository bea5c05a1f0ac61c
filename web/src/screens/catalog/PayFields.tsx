// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Checkbox } from '@fluentui/react-components';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';

import {
  PaymentMethodChoice,
  type PaymentMethodChoiceHandle,
} from '@/screens/billing/PaymentMethodChoice';
import { AddressFields } from '@/ui/AddressFields';
import type { AddressDraft } from '@/ui/address';

interface Props {
  ref: Ref<PaymentMethodChoiceHandle>;
  /** Where invoices go, if not to the card's address. */
  billTo: AddressDraft | undefined;
  emptyBillTo: AddressDraft;
  onBillTo: (address: AddressDraft | undefined) => void;
  onCard: () => void;
  wasTried: boolean;
  error: Error | null;
}

/** Which card pays, and where the invoices are addressed to. */
export function PayFields({ ref, ...props }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <PaymentMethodChoice ref={ref} onChosen={props.onCard} onTyped={props.onCard} />
      <Checkbox
        label={t('catalog.otherBillTo')}
        checked={props.billTo !== undefined}
        onChange={(_event, data) => props.onBillTo(data.checked ? props.emptyBillTo : undefined)}
      />
      {props.billTo && (
        <AddressFields
          legend={t('catalog.billTo')}
          value={props.billTo}
          onChange={props.onBillTo}
          path="billingAddress"
          error={props.error}
          wasTried={props.wasTried}
        />
      )}
    </>
  );
}
