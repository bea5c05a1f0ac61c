// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Card, Subtitle1, Text, makeStyles, tokens, useId } from '@fluentui/react-components';
import { CartRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';
import { useMe } from '@/app/session';
import { ActionButton } from '@/ui/ActionButton';
import { useErrorText } from '@/ui/ErrorBar';
import { RouterButton } from '@/ui/RouterButton';
import { useFormats } from '@/ui/format';

import { OfferLine } from './OfferLine';
import { offersFor, waysToBuy } from './waysToBuy';

const useStyles = makeStyles({
  card: { height: '100%', gap: tokens.spacingVerticalM, padding: tokens.spacingHorizontalL },
  name: { margin: 0, overflowWrap: 'anywhere' },
  text: { color: tokens.colorNeutralForeground2 },
  offers: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    flexGrow: 1,
  },
  foot: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
  },
});

/** A product: what it is, what it costs, and the way to buy it or why there is none. */
export function ProductCard({ product }: { product: Schemas['Product'] }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const formats = useFormats();
  const textOf = useErrorText();
  const nameId = useId('product');
  const ways = waysToBuy(product, useMe());
  const isCentral = !ways.selfService.allowed && ways.organization.allowed;
  const offers = offersFor(product, ways, isCentral);
  const deed = t(
    ways.any.allowed && ways.isOnlyTrials && !isCentral ? 'catalog.try' : 'catalog.buy',
  );
  return (
    <Card className={styles.card} role="article" aria-labelledby={nameId}>
      <Subtitle1 as="h2" id={nameId} className={styles.name}>
        {product.name}
      </Subtitle1>
      <Text>{product.description}</Text>
      {product.servicePlans.length > 0 && (
        <Text size={200} className={styles.text}>
          {t('catalog.includes', {
            plans: formats.list(product.servicePlans.map(({ name }) => name)),
          })}
        </Text>
      )}
      <ul className={styles.offers}>
        {offers.map((offer) => (
          <li key={offer.id}>
            <OfferLine offer={offer} />
          </li>
        ))}
      </ul>
      {!ways.selfService.allowed && ways.selfService.reason && (
        <Text size={200} className={styles.text}>
          {isCentral
            ? t('catalog.forOrganizationOnly')
            : textOf({ reason: ways.selfService.reason, detail: '' })}
        </Text>
      )}
      <div className={styles.foot}>
        {ways.any.allowed ? (
          <RouterButton
            to="/catalog/$productId"
            params={{ productId: product.id }}
            search={isCentral ? { for: 'organization' } : {}}
            appearance="primary"
            icon={<CartRegular />}
            aria-label={`${deed} ${product.name}`}
          >
            {deed}
          </RouterButton>
        ) : (
          <ActionButton
            allowed={ways.any}
            icon={<CartRegular />}
            aria-label={`${deed} ${product.name}`}
          >
            {deed}
          </ActionButton>
        )}
      </div>
    </Card>
  );
}
