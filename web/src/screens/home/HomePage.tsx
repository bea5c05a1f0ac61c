// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';

import { useMe } from '@/app/session';
import { Page } from '@/ui/Page';

export function HomePage() {
  const { t } = useTranslation();
  const { user } = useMe();
  return (
    <Page title={t('home.title')} about={t('home.about', { name: user.displayName })} help="start">
      {null}
    </Page>
  );
}
