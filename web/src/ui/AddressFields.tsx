// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Field, Input, Select, makeStyles, tokens } from '@fluentui/react-components';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

import { ApiError } from '@/api/client';
import { useErrorText } from '@/ui/ErrorBar';
import type { AddressDraft } from '@/ui/address';
import { countriesIn } from '@/ui/countries';

const useStyles = makeStyles({
  group: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    margin: 0,
    padding: 0,
    border: 'none',
    minWidth: 0,
  },
  legend: {
    padding: 0,
    fontWeight: tokens.fontWeightSemibold,
    marginBottom: tokens.spacingVerticalS,
  },
  pair: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 2fr)',
    gap: tokens.spacingHorizontalM,
    // A text field is as wide as 20 letters unless it is told that it may be less.
    '& > *': { gridTemplateColumns: 'minmax(0, 1fr)' },
    '& input': { minWidth: 0, width: '100%' },
    '@media (max-width: 400px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
});

interface Props {
  /** What the address is of. */
  legend: string;
  value: AddressDraft;
  onChange: (value: AddressDraft) => void;
  /** Where the address is in the request, such as `billTo`: its errors are shown at its fields. */
  path: string;
  error?: unknown;
  /** Sending was tried: what is missing is said. */
  wasTried?: boolean;
  isCountryFixed?: boolean;
}

/** The fields of a postal address. */
export function AddressFields(props: Props) {
  const { legend, value, onChange, path, error, wasTried, isCountryFixed } = props;
  const styles = useStyles();
  const { t, i18n } = useTranslation();
  const textOf = useErrorText();
  const countries = useMemo(() => countriesIn(i18n.language), [i18n.language]);
  const wrong = (part: keyof AddressDraft, missing?: string) => {
    if (wasTried && missing && value[part].trim() === '') return missing;
    const found = error instanceof ApiError ? error.of(`${path}.${part}`) : undefined;
    return found && textOf(found);
  };
  const text = (part: keyof AddressDraft, autoComplete: string, max: number) => (
    <Input
      value={value[part]}
      autoComplete={autoComplete}
      maxLength={max}
      onChange={(_event, data) => onChange({ ...value, [part]: data.value })}
    />
  );
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{legend}</legend>
      <Field
        label={t('address.street')}
        required
        validationMessage={wrong('line1', t('address.streetMissing'))}
      >
        {text('line1', 'address-line1', 200)}
      </Field>
      <Field label={t('address.more')} validationMessage={wrong('line2')}>
        {text('line2', 'address-line2', 200)}
      </Field>
      <div className={styles.pair}>
        <Field label={t('address.postalCode')} validationMessage={wrong('postalCode')}>
          {text('postalCode', 'postal-code', 20)}
        </Field>
        <Field
          label={t('address.city')}
          required
          validationMessage={wrong('city', t('address.cityMissing'))}
        >
          {text('city', 'address-level2', 100)}
        </Field>
      </div>
      <Field label={t('address.region')} validationMessage={wrong('region')}>
        {text('region', 'address-level1', 100)}
      </Field>
      <Field
        label={t('address.country')}
        required
        hint={isCountryFixed ? t('address.countryFixed') : undefined}
        validationMessage={wrong('country', t('address.countryMissing'))}
      >
        <Select
          value={value.country}
          autoComplete="country"
          disabled={isCountryFixed}
          onChange={(_event, data) => onChange({ ...value, country: data.value })}
        >
          {value.country === '' && <option value="">{t('address.countryChoose')}</option>}
          {countries.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
    </fieldset>
  );
}
