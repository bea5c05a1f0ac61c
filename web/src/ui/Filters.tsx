// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Button, Field, Input, Select, makeStyles, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

const useStyles = makeStyles({
  filters: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(190px, 100%), 1fr))',
    alignItems: 'end',
    gap: tokens.spacingHorizontalM,
    '& > *': { minWidth: 0 },
    '& input, & select': { minWidth: 0 },
  },
});

interface FiltersProps {
  /** Absent: none is set. */
  onClear?: () => void;
  children: ReactNode;
}

/** The filters of a list, with the way back to all of it. */
export function Filters({ onClear, children }: FiltersProps) {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <div className={styles.filters} role="search" aria-label={t('filters.label')}>
      {children}
      {onClear && (
        <Button icon={<DismissRegular />} onClick={onClear}>
          {t('filters.clear')}
        </Button>
      )}
    </div>
  );
}

interface SelectProps {
  label: string;
  all: string;
  value: string | undefined;
  options: { value: string; name: string }[];
  onChange: (value: string | undefined) => void;
}

/** One of some values, or all. */
export function SelectFilter({ label, all, value, options, onChange }: SelectProps) {
  return (
    <Field label={label}>
      <Select
        value={value ?? ''}
        onChange={(_event, data) => onChange(data.value === '' ? undefined : data.value)}
      >
        <option value="">{all}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.name}
          </option>
        ))}
      </Select>
    </Field>
  );
}

interface DayProps {
  label: string;
  day: string | undefined;
  onChange: (day: string | undefined) => void;
  error?: string;
}

export function DayFilter({ label, day, onChange, error }: DayProps) {
  return (
    <Field label={label} validationMessage={error}>
      <Input
        type="date"
        value={day ?? ''}
        onChange={(_event, data) => onChange(data.value === '' ? undefined : data.value)}
      />
    </Field>
  );
}
