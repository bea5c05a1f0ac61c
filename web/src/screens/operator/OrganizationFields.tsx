// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Field, Input, Select, Subtitle2, makeStyles } from '@fluentui/react-components';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import type { ApiError, Schemas } from '@/api/client';
import { languages, nameOf } from '@/i18n';
import { useErrorText } from '@/ui/ErrorBar';
import { countriesIn } from '@/ui/countries';

const useStyles = makeStyles({ heading: { margin: 0 } });

export interface OrganizationDraft {
  name: string;
  country: string;
  /** Empty: the usual one of the country. */
  timeZone: string;
  kind: Schemas['OrganizationKind'];
  adminName: string;
  email: string;
  password: string;
  /** Empty: the cloud's first language. */
  locale: string;
}

export const emptyOrganization: OrganizationDraft = {
  name: '',
  country: '',
  timeZone: '',
  kind: 'commercial',
  adminName: '',
  email: '',
  password: '',
  locale: '',
};

const kinds = [
  'commercial',
  'government',
  'education',
  'nonprofit',
] as const satisfies readonly Schemas['OrganizationKind'][];
const passwordMin = 12;

export const isOrganizationComplete = ({
  name,
  country,
  adminName,
  email,
  password,
}: OrganizationDraft) =>
  [name, country, adminName, email].every((text) => text.trim() !== '') &&
  password.length >= passwordMin;

export const organizationOf = (draft: OrganizationDraft): Schemas['CreateOrganization'] => ({
  name: draft.name.trim(),
  country: draft.country,
  timeZone: draft.timeZone || null,
  kind: draft.kind,
  admin: {
    displayName: draft.adminName.trim(),
    email: draft.email.trim(),
    password: draft.password,
    locale: (draft.locale || null) as Schemas['Locale'] | null,
  },
});

interface Props {
  draft: OrganizationDraft;
  onChange: (draft: OrganizationDraft) => void;
  wasTried: boolean;
  error: ApiError | null;
}

export function OrganizationFields({ draft, onChange, wasTried, error }: Props) {
  const styles = useStyles();
  const { t, i18n } = useTranslation();
  const textOf = useErrorText();
  const countries = useMemo(() => countriesIn(i18n.language), [i18n.language]);
  const set = (part: keyof OrganizationDraft, value: string) =>
    onChange({ ...draft, [part]: value });
  const wrong = (path: string, isMissing = false, missing?: string) => {
    if (wasTried && isMissing) return missing;
    const found = error?.of(path);
    return found && textOf(found);
  };
  const text = (part: keyof OrganizationDraft, max: number, type: 'text' | 'email' = 'text') => (
    <Input
      type={type}
      value={draft[part]}
      maxLength={max}
      autoComplete="off"
      onChange={(_event, data) => set(part, data.value)}
    />
  );
  const choice = (part: keyof OrganizationDraft, options: ReactNode) => (
    <Select value={draft[part]} onChange={(_event, data) => set(part, data.value)}>
      {options}
    </Select>
  );
  return (
    <>
      <Field
        label={t('operator.organizationName')}
        required
        validationMessage={wrong('name', draft.name.trim() === '', t('operator.nameMissing'))}
      >
        {text('name', 200)}
      </Field>
      <Field
        label={t('operator.organizationCountry')}
        hint={t('operator.organizationCountryHint')}
        required
        validationMessage={wrong('country', draft.country === '', t('operator.countryMissing'))}
      >
        {choice(
          'country',
          <>
            <option value="">{t('operator.choose')}</option>
            {countries.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </>,
        )}
      </Field>
      <Field label={t('operator.timeZone')} validationMessage={wrong('timeZone')}>
        {choice(
          'timeZone',
          <>
            <option value="">{t('operator.usualTimeZone')}</option>
            {Intl.supportedValuesOf('timeZone').map((zone) => (
              <option key={zone} value={zone}>
                {zone}
              </option>
            ))}
          </>,
        )}
      </Field>
      <Field label={t('operator.kind')} hint={t('operator.kindHint')}>
        {choice(
          'kind',
          kinds.map((kind) => (
            <option key={kind} value={kind}>
              {t(`operator.kinds.${kind}`)}
            </option>
          )),
        )}
      </Field>
      <Subtitle2 as="h2" className={styles.heading}>
        {t('operator.firstAdmin')}
      </Subtitle2>
      <Field
        label={t('operator.adminName')}
        required
        validationMessage={wrong(
          'admin.displayName',
          draft.adminName.trim() === '',
          t('operator.nameMissing'),
        )}
      >
        {text('adminName', 200)}
      </Field>
      <Field
        label={t('operator.adminEmail')}
        required
        validationMessage={wrong(
          'admin.email',
          draft.email.trim() === '',
          t('operator.emailMissing'),
        )}
      >
        {text('email', 254, 'email')}
      </Field>
      <Field
        label={t('operator.adminPassword')}
        hint={t('operator.adminPasswordHint')}
        required
        validationMessage={wrong(
          'admin.password',
          draft.password.length < passwordMin,
          t('operator.passwordShort'),
        )}
      >
        <Input
          type="password"
          autoComplete="new-password"
          value={draft.password}
          maxLength={1024}
          onChange={(_event, data) => set('password', data.value)}
        />
      </Field>
      <Field label={t('operator.adminLanguage')}>
        {choice(
          'locale',
          <>
            <option value="">{t('operator.cloudLanguage')}</option>
            {languages.map((language) => (
              <option key={language} value={language}>
                {nameOf(language)}
              </option>
            ))}
          </>,
        )}
      </Field>
    </>
  );
}
