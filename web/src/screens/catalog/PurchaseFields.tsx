// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Field, Input } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

import type { ApiError } from '@/api/client';
import { useErrorText } from '@/ui/ErrorBar';
import { QuantityInput } from '@/ui/QuantityInput';
import { useFormats } from '@/ui/format';

import { BeginChoice, OfferChoice } from './OfferChoice';
import { ProfileChoice, WhomFor } from './WhomFor';
import type { PurchaseDraft } from './usePurchaseDraft';
import type { WaysToBuy } from './waysToBuy';

interface Props {
  ways: WaysToBuy;
  draft: PurchaseDraft;
  /** What the server refused. */
  error: ApiError | null;
}

/** What is bought: the offer, how it begins, how many, for whom, and under which name. */
export function PurchaseFields({ ways, draft, error }: Props) {
  const { t } = useTranslation();
  const formats = useFormats();
  const textOf = useErrorText();
  const { offer } = draft;
  const limits = {
    min: formats.number(offer.minQuantity),
    max: formats.number(offer.maxQuantity),
  };
  const refused = (field: string) => {
    const found = error?.of(field);
    return found && textOf(found);
  };
  return (
    <>
      <OfferChoice
        offers={draft.offers}
        chosen={offer}
        onChoose={(code) => draft.choose({ offer: code })}
      />
      <BeginChoice
        offer={offer}
        isTrial={draft.isTrial}
        isOnlyTrial={draft.isOnlyTrials}
        onChange={(isTrial) => draft.choose({ trial: isTrial || undefined })}
      />
      <Field
        label={t('catalog.quantity')}
        required
        hint={t('catalog.quantityLimits', limits)}
        validationMessage={
          draft.error ? t(`catalog.quantityErrors.${draft.error}`, limits) : refused('quantity')
        }
      >
        <QuantityInput
          text={draft.typedQuantity}
          onText={draft.setTypedQuantity}
          min={offer.minQuantity}
          max={offer.maxQuantity}
        />
      </Field>
      <WhomFor
        ways={ways}
        isCentral={draft.isCentral}
        onChange={(isCentral) => draft.choose({ for: isCentral ? 'organization' : undefined })}
      />
      {draft.isCentral && (
        <ProfileChoice profileId={draft.profileId} onChange={draft.setProfileId} />
      )}
      <Field
        label={t('catalog.nickname')}
        hint={t('catalog.nicknameHint')}
        validationMessage={refused('nickname')}
      >
        <Input
          value={draft.nickname}
          maxLength={100}
          onChange={(_event, data) => draft.setNickname(data.value)}
        />
      </Field>
    </>
  );
}
