// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Text } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useMe, type Me } from '@/app/session';
import { Page } from '@/ui/Page';
import { RouterLink } from '@/ui/RouterLink';

interface Props {
  action: keyof Me['allowedActions'];
  children: ReactNode;
}

/** A page for those who may do something; who may not is told so, and whom to ask. */
export function AllowedOnly({ action, children }: Props) {
  const { allowedActions } = useMe();
  return allowedActions[action].allowed ? children : <NotAllowed />;
}

/** Says that a page is for others, and whom to ask. */
export function NotAllowed() {
  const { t } = useTranslation();
  const { isOperator } = useMe();
  return (
    <Page title={t('notAllowed.title')} about={t('notAllowed.about')}>
      <Text>{isOperator ? t('notAllowed.operator') : t('notAllowed.member')}</Text>
      <RouterLink to={isOperator ? '/operator/catalog' : '/'}>{t('notAllowed.back')}</RouterLink>
    </Page>
  );
}
