// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Button } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { useMe } from '@/app/session';
import { ErrorBar } from '@/ui/ErrorBar';
import { downloadCsv } from '@/ui/csv';
import { useFormats } from '@/ui/format';
import { useToast } from '@/ui/toasts';

import type { AuditSearch } from '../search';
import { fetchEvents, rowsOfEvents } from './auditQuery';

/** Downloads the events that the filters let through, not only those that are shown. */
export function ExportAudit({ search }: { search: AuditSearch }) {
  const { t } = useTranslation();
  const { timeZone } = useMe();
  const formats = useFormats();
  const toast = useToast();
  const command = useMutation({
    mutationFn: () => fetchEvents(search, timeZone),
    onSuccess: ({ events, isAll }) => {
      downloadCsv('audit-log.csv', rowsOfEvents(events));
      if (!isAll)
        toast({
          title: t('audit.exportCut', { max: formats.number(events.length) }),
          isFailure: true,
        });
    },
  });
  return (
    <>
      <Button
        icon={<ArrowDownloadRegular />}
        disabledFocusable={command.isPending}
        onClick={() => command.mutate()}
      >
        {command.isPending ? t('audit.exporting') : t('purchases.export')}
      </Button>
      <ErrorBar error={command.error} />
    </>
  );
}
