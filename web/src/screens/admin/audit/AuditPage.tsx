// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Button, Field, Input } from '@fluentui/react-components';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { usePagesOf } from '@/api/usePages';
import { AllowedOnly } from '@/app/AllowedOnly';
import { useMe } from '@/app/session';
import { DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { DayFilter, Filters, SelectFilter } from '@/ui/Filters';
import { Page } from '@/ui/Page';
import { PersonFilter } from '@/ui/PersonFilter';

import { auditRoute } from '../routes';
import type { AuditSearch } from '../search';
import { ExportAudit } from './ExportAudit';
import { auditActions } from './actions';
import { auditPages, isReversed } from './auditQuery';
import { useAuditColumns } from './useAuditColumns';

export const AuditPage = () => (
  <AllowedOnly action="listAuditEvents">
    <AuditLog />
  </AllowedOnly>
);

function AuditLog() {
  const { t } = useTranslation();
  const search = auditRoute.useSearch();
  const navigate = useNavigate();
  const { timeZone } = useMe();
  const pages = usePagesOf(auditPages(search, timeZone));
  const narrow = (changed: AuditSearch) =>
    void navigate({ to: '/admin/audit', search: { ...search, ...changed } });
  const clear = () => void navigate({ to: '/admin/audit', search: {} });
  const isFiltered = Object.values(search).some((value) => value !== undefined);
  const columns = useAuditColumns(narrow);
  return (
    <Page
      title={t('audit.title')}
      about={t('audit.about')}
      help="audit"
      toolbar={<ExportAudit search={search} />}
    >
      <AuditFilters search={search} narrow={narrow} onClear={isFiltered ? clear : undefined} />
      <DataTable
        label={t('audit.title')}
        columns={columns}
        pages={pages}
        keyOf={({ sequence }) => String(sequence)}
        empty={
          <EmptyState title={t(isFiltered ? 'audit.noneMatch' : 'audit.empty')}>
            {isFiltered && <Button onClick={clear}>{t('filters.clear')}</Button>}
          </EmptyState>
        }
      />
    </Page>
  );
}

interface FilterProps {
  search: AuditSearch;
  narrow: (changed: AuditSearch) => void;
  onClear?: () => void;
}

function AuditFilters({ search, narrow, onClear }: FilterProps) {
  const { t } = useTranslation();
  return (
    <Filters onClear={onClear}>
      <PersonFilter
        label={t('audit.actor')}
        personId={search.actor}
        onChange={(actor) => narrow({ actor })}
      />
      <SelectFilter
        label={t('audit.action')}
        all={t('audit.allActions')}
        value={search.action}
        options={auditActions.map((value) => ({ value, name: t(`audit.actions.${value}`) }))}
        onChange={(action) => narrow({ action })}
      />
      <DayFilter label={t('audit.from')} day={search.from} onChange={(from) => narrow({ from })} />
      <DayFilter
        label={t('audit.to')}
        day={search.to}
        error={isReversed(search) ? t('audit.reversed') : undefined}
        onChange={(to) => narrow({ to })}
      />
      {search.subject && (
        <Field label={t('audit.subject')}>
          <Input readOnly value={search.subject} />
        </Field>
      )}
    </Filters>
  );
}
