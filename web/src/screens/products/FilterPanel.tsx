// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Card } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { billingProfilesQuery } from '@/api/queries';
import { DayFilter, Filters, SelectFilter } from '@/ui/Filters';
import { PersonFilter } from '@/ui/PersonFilter';

import { useProfileName } from './profileName';
import { channels, statusesOf, type ProductsSearch } from './search';

interface Props {
  search: ProductsSearch;
  /** Whether other people's subscriptions are listed at all. */
  hasBuyer: boolean;
  onChange: (patch: ProductsSearch) => void;
}

/** The filters of Your products; each takes effect at once. */
export function FilterPanel({ search, hasBuyer, onChange }: Props) {
  const { t } = useTranslation();
  const profiles = useQuery(billingProfilesQuery);
  const statuses = statusesOf[search.tab ?? 'products'];
  const profileName = useProfileName();
  return (
    <Card>
      <Filters>
        <SelectFilter
          label={t('products.filters.channel')}
          all={t('products.filters.all')}
          value={search.channel}
          options={channels.map((value) => ({ value, name: t(`accountType.${value}`) }))}
          onChange={(channel) => onChange({ channel: channel as typeof search.channel })}
        />
        {statuses.length > 1 && (
          <SelectFilter
            label={t('products.filters.status')}
            all={t('products.filters.all')}
            value={search.status}
            options={statuses.map((value) => ({ value, name: t(`subscriptionStatus.${value}`) }))}
            onChange={(status) => onChange({ status: status as typeof search.status })}
          />
        )}
        {(profiles.data?.length ?? 0) > 0 && (
          <SelectFilter
            label={t('products.filters.profile')}
            all={t('products.filters.all')}
            value={search.profile}
            options={profiles.data!.map((profile) => ({
              value: profile.id,
              name: profileName(profile),
            }))}
            onChange={(profile) => onChange({ profile })}
          />
        )}
        <DayFilter
          label={t('products.filters.renewsBefore')}
          day={search.renewsBefore}
          onChange={(renewsBefore) => onChange({ renewsBefore })}
        />
        {hasBuyer && (
          <PersonFilter
            label={t('products.filters.buyer')}
            personId={search.buyer}
            onChange={(buyer) => onChange({ buyer })}
          />
        )}
      </Filters>
    </Card>
  );
}
