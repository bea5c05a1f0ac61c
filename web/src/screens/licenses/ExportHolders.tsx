// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { api, result } from '@/api/client';
import { useMe } from '@/app/session';
import { ActionButton } from '@/ui/ActionButton';
import { ErrorBar } from '@/ui/ErrorBar';
import { download } from '@/ui/csv';

interface Props {
  /** Only who holds licenses of this product. */
  productId?: string;
}

/** Downloads who holds licenses of self-service subscriptions, grouped by who bought them. */
export function ExportHolders({ productId }: Props) {
  const { t } = useTranslation();
  const { allowedActions } = useMe();
  const command = useMutation({
    mutationFn: () =>
      result(
        api.GET('/v1/organization/license-holders', {
          params: { query: { productId } },
          headers: { Accept: 'text/csv' },
          parseAs: 'blob',
        }),
      ),
    onSuccess: (content) => download(`${t('licenses.exportFile')}.csv`, content),
  });
  return (
    <>
      <ActionButton
        icon={<ArrowDownloadRegular />}
        allowed={allowedActions.listSelfServicePurchases}
        onClick={() => {
          if (!command.isPending) command.mutate();
        }}
      >
        {t('licenses.export')}
      </ActionButton>
      <ErrorBar error={command.error} />
    </>
  );
}
