// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Checkbox, Field, Input, Textarea } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

import { parsePlans } from './catalogDocument';
import { isSku, parseCountries, type DetailsDraft } from './productDraft';

interface Props {
  /** Only of a new product: it names it for ever. */
  sku?: { text: string; onChange: (text: string) => void; isTaken: boolean };
  details: DetailsDraft;
  onChange: (details: DetailsDraft) => void;
  wasTried: boolean;
}

export function ProductFields({ sku, details, onChange, wasTried }: Props) {
  const { t } = useTranslation();
  const set = (changed: Partial<DetailsDraft>) => onChange({ ...details, ...changed });
  const wrong = (isWrong: boolean, text: string) => (wasTried && isWrong ? text : undefined);
  const skuProblem = sku?.isTaken ? t('operator.skuTaken') : t('operator.skuInvalid');
  return (
    <>
      {sku && (
        <Field
          label={t('operator.sku')}
          hint={t('operator.skuHint')}
          required
          validationMessage={wrong(sku.isTaken || !isSku(sku.text), skuProblem)}
        >
          <Input
            value={sku.text}
            maxLength={64}
            onChange={(_event, data) => sku.onChange(data.value)}
          />
        </Field>
      )}
      <Field
        label={t('operator.name')}
        required
        validationMessage={wrong(details.name.trim() === '', t('operator.nameMissing'))}
      >
        <Input
          value={details.name}
          maxLength={200}
          onChange={(_event, data) => set({ name: data.value })}
        />
      </Field>
      <Field label={t('operator.description')}>
        <Textarea
          value={details.description}
          maxLength={2000}
          resize="vertical"
          onChange={(_event, data) => set({ description: data.value })}
        />
      </Field>
      <Checkbox
        label={t('operator.isSelfService')}
        checked={details.isSelfService}
        onChange={(_event, data) => set({ isSelfService: data.checked === true })}
      />
      <Field
        label={t('operator.plans')}
        hint={t('operator.plansHint')}
        validationMessage={wrong(!parsePlans(details.plans), t('operator.plansInvalid'))}
      >
        <Textarea
          value={details.plans}
          resize="vertical"
          onChange={(_event, data) => set({ plans: data.value })}
        />
      </Field>
      <Field
        label={t('operator.excluded')}
        hint={t('operator.excludedHint')}
        validationMessage={wrong(!parseCountries(details.excluded), t('operator.excludedInvalid'))}
      >
        <Input
          value={details.excluded}
          onChange={(_event, data) => set({ excluded: data.value })}
        />
      </Field>
      <Field
        label={t('operator.taxCategory')}
        required
        validationMessage={wrong(
          details.taxCategory.trim() === '',
          t('operator.taxCategoryMissing'),
        )}
      >
        <Input
          value={details.taxCategory}
          maxLength={40}
          onChange={(_event, data) => set({ taxCategory: data.value })}
        />
      </Field>
    </>
  );
}
