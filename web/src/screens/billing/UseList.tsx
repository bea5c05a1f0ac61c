// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';
import { RouterLink } from '@/ui/RouterLink';

const useStyles = makeStyles({
  uses: { margin: 0, paddingLeft: tokens.spacingHorizontalL, textAlign: 'start' },
});

/** What a card pays for, by name. */
export function UseList({ uses }: { uses: Schemas['PaymentMethodUse'][] }) {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <ul className={styles.uses}>
      {uses.map(({ kind, id, name }) => (
        <li key={id}>
          {kind === 'billingProfile' ? (
            <RouterLink to="/billing/profiles/$id" params={{ id }}>
              {t('paymentMethods.use.billingProfile', { name })}
            </RouterLink>
          ) : (
            t('paymentMethods.use.subscription', { name })
          )}
        </li>
      ))}
    </ul>
  );
}
