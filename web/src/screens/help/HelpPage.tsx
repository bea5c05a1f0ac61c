// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';

import { Page } from '@/ui/Page';
import { RouterLink } from '@/ui/RouterLink';

import { topics } from './topics';

export function HelpPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('help.title')} about={t('help.about')}>
      <ul>
        {topics.map((topic) => (
          <li key={topic}>
            <RouterLink to="/help/$topic" params={{ topic }}>
              {t(`helpTopics.${topic}.title`)}
            </RouterLink>
          </li>
        ))}
      </ul>
    </Page>
  );
}
