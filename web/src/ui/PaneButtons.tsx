// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  /** While it is sent it cannot be sent again, but keeps the focus. */
  isBusy?: boolean;
  onCancel: () => void;
  /** The deed, in words. */
  children: ReactNode;
}

/** The footer of a pane: what it does, and the way out. */
export function PaneButtons({ isBusy, onCancel, children }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <Button type="submit" appearance="primary" disabledFocusable={isBusy}>
        {children}
      </Button>
      <Button onClick={onCancel}>{t('action.cancel')}</Button>
    </>
  );
}
