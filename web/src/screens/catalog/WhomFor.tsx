// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Field, Radio, RadioGroup, Select } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { billingProfilesQuery } from '@/api/queries';
import { useErrorText } from '@/ui/ErrorBar';

import type { WaysToBuy } from './waysToBuy';

interface Props {
  ways: WaysToBuy;
  isCentral: boolean;
  onChange: (isCentral: boolean) => void;
}

/** For oneself and colleagues, or for the organization; only shown to who may choose. */
export function WhomFor({ ways, isCentral, onChange }: Props) {
  const { t } = useTranslation();
  const textOf = useErrorText();
  if (!ways.organization.allowed) return null;
  const refusal = ways.selfService.allowed ? undefined : ways.selfService.reason;
  return (
    <Field label={t('catalog.whomFor')} hint={refusal && textOf({ reason: refusal, detail: '' })}>
      <RadioGroup
        value={isCentral ? 'organization' : 'selfService'}
        onChange={(_event, data) => onChange(data.value === 'organization')}
      >
        <Radio
          value="selfService"
          disabled={!ways.selfService.allowed}
          label={t('catalog.forMe')}
        />
        <Radio value="organization" label={t('catalog.forOrganization')} />
      </RadioGroup>
    </Field>
  );
}

interface ProfileProps {
  profileId: string;
  onChange: (profileId: string) => void;
}

/** Which billing profile is invoiced for a purchase of the organization. */
export function ProfileChoice({ profileId, onChange }: ProfileProps) {
  const { t } = useTranslation();
  const { data } = useQuery(billingProfilesQuery);
  const profiles = data?.filter(({ paymentMethod }) => paymentMethod !== null) ?? [];
  if (profiles.length === 0) return null;
  return (
    <Field label={t('catalog.profile')}>
      <Select value={profileId} onChange={(_event, { value }) => onChange(value)}>
        <option value="">{t('catalog.newProfile')}</option>
        {profiles.map(({ id, name, paymentMethod }) => (
          <option key={id} value={id}>
            {t('catalog.profileWithCard', { name, last4: paymentMethod!.last4 })}
          </option>
        ))}
      </Select>
    </Field>
  );
}
