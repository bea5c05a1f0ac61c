// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Subtitle1, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

import { useCloud } from '@/app/cloud';
import { RouterLink } from '@/ui/RouterLink';

import { helpPath } from './helpPath';

const useStyles = makeStyles({
  links: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXL },
});

/** Where to turn when the help does not say it. */
export function MoreHelp() {
  const styles = useStyles();
  const { t } = useTranslation();
  const cloud = useCloud();
  const faq = helpPath('faq', cloud);
  const support = helpPath('support', cloud);
  if (!faq && !support) return null;
  return (
    <section aria-labelledby="more-help">
      <Subtitle1 as="h2" id="more-help">
        {t('help.more')}
      </Subtitle1>
      <div className={styles.links}>
        {faq && <RouterLink to={faq}>{t('helpTopics.faq.title')}</RouterLink>}
        {support && <RouterLink to={support}>{t('helpTopics.support.title')}</RouterLink>}
      </div>
    </section>
  );
}
