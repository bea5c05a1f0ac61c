// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';
import { useMe } from '@/app/session';
import { Pane } from '@/ui/Pane';
import { PaneButtons } from '@/ui/PaneButtons';

import { FirstOfferFields } from './FirstOfferFields';
import { ProductFields } from './ProductFields';
import { documentOf, withDetails, withProduct, type CatalogDocument } from './catalogDocument';
import {
  detailsDraftOf,
  detailsOf,
  emptyOffer,
  isSku,
  offerOf,
  type DetailsDraft,
} from './productDraft';

interface Props {
  /** Absent: a new one. */
  product?: Schemas['CatalogProduct'];
  catalog: Schemas['Catalog'];
  etag: string;
  onReview: (document: CatalogDocument, etag: string) => void;
  onClose: () => void;
}

/** A new product with its first offer, or other words for one. */
export function ProductPane({ product, catalog, etag, onReview, onClose }: Props) {
  const { t } = useTranslation();
  const { timeZone } = useMe();
  const [begun] = useState({ catalog, etag });
  const [first] = useState(() => detailsDraftOf(product));
  const [sku, setSku] = useState(product?.sku ?? '');
  const [details, setDetails] = useState<DetailsDraft>(first);
  const [offer, setOffer] = useState(() => emptyOffer(timeZone));
  const [wasTried, setWasTried] = useState(false);
  const isTaken = !product && begun.catalog.products.some((one) => one.sku === sku.trim());
  const submit = () => {
    setWasTried(true);
    const document = documentOf(begun.catalog);
    const given = detailsOf(details);
    if (!given) return;
    if (product) return onReview(withDetails(document, product.sku, given), begun.etag);
    const firstOffer = offerOf(offer, timeZone);
    if (!firstOffer || isTaken || !isSku(sku)) return;
    const made = { sku: sku.trim(), ...given, offers: [firstOffer] };
    onReview(withProduct(document, made), begun.etag);
  };
  const isDirty = sku !== (product?.sku ?? '') || JSON.stringify(details) !== JSON.stringify(first);
  return (
    <Pane
      title={product ? t('operator.editOf', { product: product.name }) : t('operator.addProduct')}
      context={product?.sku}
      isDirty={isDirty}
      onClose={onClose}
      onSubmit={submit}
      footer={<PaneButtons onCancel={onClose}>{t('operator.showChanges')}</PaneButtons>}
    >
      <ProductFields
        sku={product ? undefined : { text: sku, onChange: setSku, isTaken }}
        details={details}
        onChange={setDetails}
        wasTried={wasTried}
      />
      {!product && <FirstOfferFields draft={offer} onChange={setOffer} wasTried={wasTried} />}
    </Pane>
  );
}
