// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Badge, Button, Text, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';
import { allRows } from '@/api/usePages';
import { DataTable, type Column } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { RouterLink } from '@/ui/RouterLink';
import { useFormats } from '@/ui/format';

type Product = Schemas['CatalogProduct'];
type TaxRate = Schemas['TaxRate'];

const useStyles = makeStyles({
  stacked: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start' },
  second: { color: tokens.colorNeutralForeground2 },
  prices: { margin: 0, paddingLeft: tokens.spacingHorizontalL, textAlign: 'start' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

interface ProductProps {
  products: Product[];
  onRetire: (product: Product) => void;
}

export function ProductTable({ products, onRetire }: ProductProps) {
  const styles = useStyles();
  const { t } = useTranslation();
  const columns: Column<Product>[] = [
    {
      id: 'name',
      header: t('operator.product'),
      isRowHeader: true,
      cell: ({ name, sku }) => (
        <span className={styles.stacked}>
          <Text>{name}</Text>
          <Text size={200} className={styles.second}>
            {sku}
          </Text>
        </span>
      ),
      sortBy: ({ name }) => name,
    },
    {
      id: 'state',
      header: t('operator.state'),
      cell: (product) => <ProductState product={product} />,
      sortBy: ({ isRetired, isSelfService }) => Number(isRetired) * 2 + Number(!isSelfService),
    },
    {
      id: 'offers',
      header: t('operator.offers'),
      cell: ({ offers }) => <Offers offers={offers} />,
    },
    {
      id: 'actions',
      header: t('operator.actions'),
      cell: (product) => (
        <span className={styles.actions}>
          <RouterLink
            to="/operator/catalog"
            search={{ pane: 'edit', sku: product.sku }}
            aria-label={t('operator.editOf', { product: product.name })}
          >
            {t('operator.edit')}
          </RouterLink>
          <RouterLink
            to="/operator/catalog"
            search={{ pane: 'price', sku: product.sku }}
            aria-label={t('operator.addPriceOf', { product: product.name })}
          >
            {t('operator.addPrice')}
          </RouterLink>
          <Button
            size="small"
            aria-label={t(product.isRetired ? 'operator.restoreOf' : 'operator.retireOf', {
              product: product.name,
            })}
            onClick={() => onRetire(product)}
          >
            {t(product.isRetired ? 'operator.restore' : 'operator.retire')}
          </Button>
        </span>
      ),
    },
  ];
  return (
    <DataTable
      label={t('operator.tabs.products')}
      columns={columns}
      pages={allRows(products)}
      keyOf={({ id }) => id}
      empty={<EmptyState title={t('operator.noProducts')} />}
    />
  );
}

function ProductState({ product }: { product: Product }) {
  const { t } = useTranslation();
  if (product.isRetired)
    return (
      <Badge appearance="tint" color="danger">
        {t('operator.retired')}
      </Badge>
    );
  return (
    <Badge appearance="tint" color={product.isSelfService ? 'success' : 'informative'}>
      {t(product.isSelfService ? 'operator.selfService' : 'operator.centralOnly')}
    </Badge>
  );
}

/** Each offer with its prices, those to come included. */
function Offers({ offers }: { offers: Schemas['CatalogOffer'][] }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <span className={styles.stacked}>
      {offers.map(({ code, term, trial, isRetired, prices }) => (
        <details key={code}>
          <summary>
            {t('operator.offerLine', {
              code,
              term: t(`operator.terms.${term}`),
              count: prices.length,
            })}
            {trial !== null && ` · ${t('operator.trialDays', { count: trial.days })}`}
            {isRetired && ` · ${t('operator.retired')}`}
          </summary>
          <ul className={styles.prices}>
            {prices.map(({ price, country, taxInclusive, validFrom }) => (
              <li key={`${price.currency} ${country} ${validFrom}`}>
                {t('operator.priceLine', {
                  price: formats.money(price),
                  country: country === null ? t('operator.everywhere') : formats.country(country),
                  date: formats.day(validFrom),
                })}
                {taxInclusive && ` · ${t('operator.taxInclusive')}`}
              </li>
            ))}
          </ul>
        </details>
      ))}
    </span>
  );
}

export function TaxTable({ taxes }: { taxes: TaxRate[] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const columns: Column<TaxRate>[] = [
    {
      id: 'country',
      header: t('operator.country'),
      isRowHeader: true,
      cell: ({ country }) => formats.country(country),
      sortBy: ({ country }) => formats.country(country),
    },
    {
      id: 'region',
      header: t('operator.region'),
      cell: ({ region }) => region ?? t('operator.wholeCountry'),
      sortBy: ({ region }) => region ?? '',
    },
    {
      id: 'category',
      header: t('operator.taxCategory'),
      cell: ({ category }) => category,
      sortBy: ({ category }) => category,
    },
    {
      id: 'rate',
      header: t('operator.rate'),
      isNumeric: true,
      cell: ({ rate }) => formats.rate(rate),
      sortBy: ({ rate }) => Number(rate),
    },
    {
      id: 'from',
      header: t('operator.from'),
      cell: ({ validFrom }) => formats.day(validFrom),
      sortBy: ({ validFrom }) => validFrom,
    },
  ];
  return (
    <DataTable
      label={t('operator.tabs.taxes')}
      columns={columns}
      pages={allRows(taxes)}
      keyOf={({ country, region, category, validFrom }) =>
        [country, region, category, validFrom].join(' ')
      }
      empty={<EmptyState title={t('operator.noTaxes')} />}
    />
  );
}
