// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Field, Input, Select } from '@fluentui/react-components';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

import type { ApiError } from '@/api/client';
import { languages, nameOf } from '@/i18n';
import { useErrorText } from '@/ui/ErrorBar';
import { countriesIn } from '@/ui/countries';

/** The message of a field: what the server says of it. */
export function useFieldMessage(error: ApiError | null) {
  const textOf = useErrorText();
  return (field: string) => {
    const found = error?.of(field);
    return found && textOf(found);
  };
}

interface TextProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  message?: string;
  hint?: string;
  type?: 'text' | 'email' | 'password';
  autoComplete?: string;
  isRequired?: boolean;
}

export function TextField(props: TextProps) {
  return (
    <Field
      label={props.label}
      required={props.isRequired}
      hint={props.hint}
      validationMessage={props.message}
    >
      <Input
        type={props.type ?? 'text'}
        autoComplete={props.autoComplete ?? 'off'}
        value={props.value}
        onChange={(_event, data) => props.onChange(data.value)}
      />
    </Field>
  );
}

interface ChoiceProps {
  value: string;
  onChange: (value: string) => void;
  message?: string;
}

export function LanguageField({ value, onChange, message }: ChoiceProps) {
  const { t } = useTranslation();
  return (
    <Field label={t('people.language')} validationMessage={message}>
      <Select value={value} onChange={(_event, data) => onChange(data.value)}>
        {languages.map((language) => (
          <option key={language} value={language} lang={language}>
            {nameOf(language)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

export function CountryField({ value, onChange, message }: ChoiceProps) {
  const { t, i18n } = useTranslation();
  const countries = useMemo(() => countriesIn(i18n.language), [i18n.language]);
  return (
    <Field
      label={t('people.usageCountry')}
      hint={t('people.usageCountryHint')}
      validationMessage={message}
    >
      <Select value={value} onChange={(_event, data) => onChange(data.value)}>
        {countries.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
}
