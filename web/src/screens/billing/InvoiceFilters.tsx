// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Button, Field, Input, Select, makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';
import { billingProfilesQuery } from '@/api/queries';
import { useMe } from '@/app/session';
import { Filters, SelectFilter } from '@/ui/Filters';
import { today } from '@/ui/day';

import {
  addMonths,
  rangeMonthsMax,
  rangeProblem,
  shownKinds,
  type InvoiceSearch,
  type ShownKind,
} from './invoiceSearch';

const useStyles = makeStyles({
  filters: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  range: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    gap: tokens.spacingHorizontalM,
  },
  // In line with the fields, whose labels are above them.
  show: { marginTop: '22px' },
});

interface Props {
  search: InvoiceSearch;
  onChange: (search: InvoiceSearch) => void;
}

/** The names of profiles; two of one name are told apart by how often they are invoiced. */
function useProfileOptions() {
  const { t } = useTranslation();
  const profiles = useQuery(billingProfilesQuery);
  const items = profiles.data ?? [];
  const nameOf = ({ name, invoiceFrequency }: Schemas['BillingProfile']) => {
    const hasTwin = items.filter((other) => other.name === name).length > 1;
    return hasTwin && invoiceFrequency
      ? `${name} · ${t(`billing.frequency.${invoiceFrequency}`)}`
      : name;
  };
  return items.map((profile) => ({ value: profile.id, name: nameOf(profile) }));
}

/** Which invoices the list shows. */
export function InvoiceFilters({ search, onChange }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { organization } = useMe();
  const profiles = useProfileOptions();
  const setPeriod = (period: string) => {
    const to = today(organization?.timeZone ?? 'UTC');
    const range = period === 'range' ? { from: addMonths(to, -3), to } : {};
    onChange({
      show: search.show,
      profile: search.profile,
      ...range,
      period: period === 'past3Months' ? undefined : (period as InvoiceSearch['period']),
    });
  };
  const isFiltered = search.show !== undefined || search.profile !== undefined;
  return (
    <div className={styles.filters}>
      <Filters
        onClear={
          isFiltered
            ? () => onChange({ ...search, show: undefined, profile: undefined })
            : undefined
        }
      >
        <Field label={t('invoices.period')}>
          <Select
            value={search.period ?? 'past3Months'}
            onChange={(_event, data) => setPeriod(data.value)}
          >
            <option value="past3Months">{t('invoices.periods.short')}</option>
            <option value="past6Months">{t('invoices.periods.long')}</option>
            <option value="range">{t('invoices.periods.range')}</option>
          </Select>
        </Field>
        <SelectFilter
          label={t('invoices.columns.status')}
          all={t('invoices.all')}
          value={search.show}
          options={shownKinds.map((kind) => ({ value: kind, name: t(`invoices.shown.${kind}`) }))}
          onChange={(show) => onChange({ ...search, show: show as ShownKind | undefined })}
        />
        <SelectFilter
          label={t('invoices.columns.profile')}
          all={t('invoices.all')}
          value={search.profile}
          options={profiles}
          onChange={(profile) => onChange({ ...search, profile })}
        />
      </Filters>
      {search.period === 'range' && (
        <RangeForm
          key={`${search.from} ${search.to}`}
          from={search.from!}
          to={search.to!}
          onChange={(from, to) => onChange({ ...search, from, to })}
        />
      )}
    </div>
  );
}

interface RangeProps {
  from: string;
  to: string;
  onChange: (from: string, to: string) => void;
}

function RangeForm({ from: shownFrom, to: shownTo, onChange }: RangeProps) {
  const styles = useStyles();
  const { t } = useTranslation();
  const [from, setFrom] = useState(shownFrom);
  const [to, setTo] = useState(shownTo);
  const [wasTried, setWasTried] = useState(false);
  const problem = wasTried ? rangeProblem(from, to) : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setWasTried(true);
    if (rangeProblem(from, to) === undefined) onChange(from, to);
  };
  return (
    <form className={styles.range} onSubmit={submit} noValidate>
      <Field
        label={t('invoices.from')}
        validationMessage={
          problem && t(`invoices.rangeProblem.${problem}`, { months: rangeMonthsMax })
        }
      >
        <Input type="date" value={from} onChange={(_event, data) => setFrom(data.value)} />
      </Field>
      <Field label={t('invoices.to')} validationState={problem ? 'error' : 'none'}>
        <Input type="date" value={to} onChange={(_event, data) => setTo(data.value)} />
      </Field>
      <Button type="submit" className={styles.show}>
        {t('invoices.showRange')}
      </Button>
    </form>
  );
}
