// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Button, Tooltip, type ButtonProps } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';

type Props = Omit<ButtonProps, 'disabled' | 'disabledFocusable'> & {
  allowed: Schemas['AllowedAction'];
};

/** What the API forbids is shown disabled, can still be reached, and says why. */
export function ActionButton({ allowed, ...button }: Props) {
  const { t } = useTranslation();
  // oxlint-disable-next-line typescript/no-explicit-any -- a union of an element's props
  const props = button as any;
  if (allowed.allowed) return <Button {...props} />;
  return (
    <Tooltip content={t(`reasons.${allowed.reason}`)} relationship="description">
      <Button {...props} disabledFocusable />
    </Tooltip>
  );
}
