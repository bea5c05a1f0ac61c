// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Skeleton, SkeletonItem } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

import { ErrorBar } from '@/ui/ErrorBar';

interface Props {
  error: unknown;
  onRetry: () => void;
  /** In pixels, about that of what comes here. */
  height: number;
}

/** In the place of what is still being read, or could not be. */
export function NotThereYet({ error, onRetry, height }: Props) {
  const { t } = useTranslation();
  if (error) return <ErrorBar error={error} onRetry={onRetry} />;
  return (
    <Skeleton aria-label={t('state.loading')}>
      <SkeletonItem style={{ height }} />
    </Skeleton>
  );
}
