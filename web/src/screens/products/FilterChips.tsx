// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { billingProfilesQuery } from '@/api/queries';
import { usePersonName } from '@/ui/usePersonName';
import { useFormats } from '@/ui/format';

import { useProfileName } from './profileName';
import { filterNames, type FilterName, type ProductsSearch } from './search';

const useStyles = makeStyles({
  chips: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

interface Props {
  search: ProductsSearch;
  onChange: (patch: ProductsSearch) => void;
  onClear: () => void;
}

/** What narrows the list, each with the way to take it away. */
export function FilterChips({ search, onChange, onClear }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const valueOf = useFilterValues(search);
  const names = filterNames.filter((name) => search[name] !== undefined);
  return (
    <div className={styles.chips} role="group" aria-label={t('products.filters.chosen')}>
      {names.map((name) => {
        const text = t('products.filters.chip', {
          name: t(`products.filters.${name}`),
          value: valueOf(name),
        });
        return (
          <Button
            key={name}
            size="small"
            shape="circular"
            icon={<DismissRegular />}
            iconPosition="after"
            aria-label={t('products.filters.remove', { filter: text })}
            onClick={() => onChange({ [name]: undefined })}
          >
            {text}
          </Button>
        );
      })}
      {names.length > 1 && (
        <Button size="small" appearance="subtle" onClick={onClear}>
          {t('products.clearFilters')}
        </Button>
      )}
    </div>
  );
}

function useFilterValues(search: ProductsSearch) {
  const { t } = useTranslation();
  const formats = useFormats();
  const profiles = useQuery(billingProfilesQuery);
  const buyer = usePersonName(search.buyer);
  const profileName = useProfileName();
  return (name: FilterName): string => {
    switch (name) {
      case 'channel':
        return t(`accountType.${search.channel}`);
      case 'status':
        return t(`subscriptionStatus.${search.status}`);
      case 'buyer':
        return buyer ?? '…';
      case 'profile': {
        const profile = profiles.data?.find(({ id }) => id === search.profile);
        return profile ? profileName(profile) : '…';
      }
      case 'renewsBefore':
        return formats.day(search.renewsBefore!);
    }
  };
}
