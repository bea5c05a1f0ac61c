// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { makeStyles, tokens } from '@fluentui/react-components';
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';

import { ErrorBar } from '@/ui/ErrorBar';

const useStyles = makeStyles({ page: { padding: tokens.spacingHorizontalXXL } });

/** Where a page should be that could not be shown. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const styles = useStyles();
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <main className={styles.page}>
      <ErrorBar error={error} onRetry={retry} />
    </main>
  );
}
