// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Text, Title2, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

import { RouterLink } from '@/ui/RouterLink';

const useStyles = makeStyles({
  page: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalXXL,
  },
});

/** For an address that means nothing, or nothing to who asks. */
export function NotFoundPage() {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <div className={styles.page}>
      <Title2 as="h1">{t('notFound.title')}</Title2>
      <Text>{t('notFound.body')}</Text>
      <RouterLink to="/">{t('notFound.home')}</RouterLink>
    </div>
  );
}
