// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Checkbox, Field, Input, Select, Subtitle2, makeStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';

import { PriceFields } from './PriceFields';
import { isCode, parseLimit, parseTrialDays, type OfferDraft } from './productDraft';

const useStyles = makeStyles({ heading: { margin: 0 } });
const terms = ['monthly', 'yearly'] as const satisfies readonly Schemas['Term'][];

interface Props {
  draft: OfferDraft;
  onChange: (draft: OfferDraft) => void;
  wasTried: boolean;
}

/** The offer that a new product begins with; more are added in the document. */
export function FirstOfferFields({ draft, onChange, wasTried }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const set = (changed: Partial<OfferDraft>) => onChange({ ...draft, ...changed });
  const wrong = (isWrong: boolean, text: string) => (wasTried && isWrong ? text : undefined);
  const limit = (part: 'min' | 'max') => {
    const isReversed =
      part === 'max' && (parseLimit(draft.max) ?? 0) < (parseLimit(draft.min) ?? 0);
    return (
      <Field
        label={t(`operator.limit.${part}`)}
        required
        validationMessage={wrong(
          parseLimit(draft[part]) === undefined || isReversed,
          t('operator.limitInvalid'),
        )}
      >
        <Input
          inputMode="numeric"
          value={draft[part]}
          onChange={(_event, data) => set({ [part]: data.value })}
        />
      </Field>
    );
  };
  return (
    <>
      <Subtitle2 as="h3" className={styles.heading}>
        {t('operator.firstOffer')}
      </Subtitle2>
      <Field label={t('operator.term')}>
        <Select
          value={draft.term}
          onChange={(_event, data) => set({ term: data.value as Schemas['Term'] })}
        >
          {terms.map((term) => (
            <option key={term} value={term}>
              {t(`operator.terms.${term}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field
        label={t('operator.code')}
        hint={t('operator.codeHint')}
        required
        validationMessage={wrong(!isCode(draft.code), t('operator.codeInvalid'))}
      >
        <Input
          value={draft.code}
          maxLength={40}
          onChange={(_event, data) => set({ code: data.value })}
        />
      </Field>
      <PriceFields draft={draft.price} onChange={(price) => set({ price })} wasTried={wasTried} />
      <Field
        label={t('operator.trial')}
        hint={t('operator.trialHint')}
        validationMessage={wrong(
          parseTrialDays(draft.trialDays) === undefined,
          t('operator.trialInvalid'),
        )}
      >
        <Input
          inputMode="numeric"
          value={draft.trialDays}
          onChange={(_event, data) => set({ trialDays: data.value })}
        />
      </Field>
      <Checkbox
        label={t('operator.trialNeedsCard')}
        checked={draft.trialNeedsCard}
        onChange={(_event, data) => set({ trialNeedsCard: data.checked === true })}
      />
      {limit('min')}
      {limit('max')}
    </>
  );
}
