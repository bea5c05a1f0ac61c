// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { api, result, type Schemas } from '@/api/client';
import { usePages } from '@/api/usePages';
import { AllowedOnly } from '@/app/AllowedOnly';
import { DataTable, type Column } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Page } from '@/ui/Page';
import { RouterLink } from '@/ui/RouterLink';
import { useFormats } from '@/ui/format';

import { policiesRoute } from '../routes';
import { PolicyPane } from './PolicyPane';
import { PolicyValue } from './PolicyValue';

type Policy = Schemas['Policy'];

export const PoliciesPage = () => (
  <AllowedOnly action="getPolicy">
    <Policies />
  </AllowedOnly>
);

/** The name of what a policy is about. */
export function usePolicyName() {
  const { t } = useTranslation();
  return ({ productId, productName }: Policy) =>
    productId === 'default' ? t('policies.default') : (productName ?? productId);
}

function Policies() {
  const { t } = useTranslation();
  const { product } = policiesRoute.useSearch();
  const navigate = useNavigate();
  const pages = usePages(['policies'], (cursor, signal) =>
    result(api.GET('/v1/policies/self-service', { params: { query: { cursor } }, signal })),
  );
  return (
    <Page title={t('policies.title')} about={t('policies.about')} help="policies">
      <DataTable
        label={t('policies.title')}
        columns={usePolicyColumns()}
        pages={pages}
        keyOf={({ productId }) => productId}
        empty={<EmptyState title={t('policies.empty')} />}
      />
      {product && (
        <PolicyPane
          key={product}
          productId={product}
          onClose={() => void navigate({ to: '/admin/policies', search: {}, replace: true })}
        />
      )}
    </Page>
  );
}

function usePolicyColumns(): Column<Policy>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const nameOf = usePolicyName();
  return [
    {
      id: 'product',
      header: t('policies.product'),
      isRowHeader: true,
      cell: nameOf,
    },
    {
      id: 'value',
      header: t('policies.value'),
      cell: ({ value }) => <PolicyValue value={value} />,
    },
    {
      id: 'source',
      header: t('policies.source'),
      cell: ({ productId, inherited }) => {
        if (!inherited) return t('policies.own');
        return t(productId === 'default' ? 'policies.neverSet' : 'policies.inherited');
      },
    },
    {
      id: 'changed',
      header: t('policies.changed'),
      cell: ({ changedAt, changedBy }) =>
        changedAt === null
          ? '–'
          : t('policies.changedBy', {
              when: formats.instant(changedAt),
              who: changedBy?.displayName ?? t('policies.system'),
            }),
    },
    {
      id: 'more',
      header: t('policies.more'),
      cell: (policy) => (
        <RouterLink
          to="/admin/policies"
          search={{ product: policy.productId }}
          aria-label={t('policies.openOf', { product: nameOf(policy) })}
        >
          {t('policies.open')}
        </RouterLink>
      ),
    },
  ];
}
