// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Field, Select } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';
import { useMe } from '@/app/session';
import { Pane } from '@/ui/Pane';
import { PaneButtons } from '@/ui/PaneButtons';

import { PriceFields, emptyPrice, priceOf } from './PriceFields';
import { documentOf, withPrice, type CatalogDocument } from './catalogDocument';

interface Props {
  product: Schemas['CatalogProduct'];
  catalog: Schemas['Catalog'];
  etag: string;
  onReview: (document: CatalogDocument, etag: string) => void;
  onClose: () => void;
}

/** Adds a price to an offer from a day on. */
export function PricePane({ product, catalog, etag, onReview, onClose }: Props) {
  const { t } = useTranslation();
  const { timeZone } = useMe();
  const [begun] = useState({ catalog, etag });
  const [offerCode, setOfferCode] = useState(product.offers[0]?.code ?? '');
  const [draft, setDraft] = useState(() => emptyPrice(timeZone));
  const [wasTried, setWasTried] = useState(false);
  const submit = () => {
    setWasTried(true);
    const price = priceOf(draft, timeZone);
    if (price)
      onReview(withPrice(documentOf(begun.catalog), product.sku, offerCode, price), begun.etag);
  };
  return (
    <Pane
      title={t('operator.addPriceOf', { product: product.name })}
      context={t('operator.priceAbout')}
      isDirty={draft.amount !== ''}
      onClose={onClose}
      onSubmit={submit}
      footer={<PaneButtons onCancel={onClose}>{t('operator.showChanges')}</PaneButtons>}
    >
      <Field label={t('operator.offer')} required>
        <Select value={offerCode} onChange={(_event, data) => setOfferCode(data.value)}>
          {product.offers.map(({ code, term }) => (
            <option key={code} value={code}>
              {`${code} (${t(`operator.terms.${term}`)})`}
            </option>
          ))}
        </Select>
      </Field>
      <PriceFields draft={draft} onChange={setDraft} wasTried={wasTried} />
    </Pane>
  );
}
