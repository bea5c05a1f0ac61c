// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Button, Tooltip, type ButtonProps } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';

type Props = Omit<ButtonProps, 'disabled' | 'disabledFocusable'> & {
  allowed: Schemas['AllowedAction'];
  /** Why there is nothing to do, though it is allowed. */
  needless?: string;
};

/** What the API forbids is shown disabled, can still be reached, and says why. */
export function ActionButton({ allowed, needless, ...button }: Props) {
  const { t } = useTranslation();
  const [isShown, setIsShown] = useState(false);
  // oxlint-disable-next-line typescript/no-explicit-any -- a union of an element's props
  const props = button as any;
  const reason = allowed.allowed ? needless : t(`reasons.${allowed.reason}`);
  const isForbidden = reason !== undefined;
  // One and the same button in both states, so that it keeps the focus when one turns into the
  // other.
  return (
    <Tooltip
      content={reason ?? ''}
      relationship={isForbidden ? 'description' : 'inaccessible'}
      visible={isForbidden && isShown}
      onVisibleChange={(_event, data) => setIsShown(data.visible)}
    >
      <Button {...props} disabledFocusable={isForbidden} />
    </Tooltip>
  );
}
