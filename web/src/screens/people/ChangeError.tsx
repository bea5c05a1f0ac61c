// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

import type { ApiError } from '@/api/client';
import { ErrorBar } from '@/ui/ErrorBar';

interface Props {
  error: ApiError | null;
  fields?: readonly string[];
  /** Reads what somebody else has changed; what was typed here stays. */
  onReload: () => void;
}

/** Why a change was refused; after somebody else's change it can be made upon theirs. */
export function ChangeError({ error, fields, onReload }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <ErrorBar error={error} fields={fields} />
      {error?.status === 412 && (
        <div>
          <p>{t('people.changedMeanwhile')}</p>
          <Button onClick={onReload}>{t('people.reload')}</Button>
        </div>
      )}
    </>
  );
}
