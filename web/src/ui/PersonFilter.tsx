// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Combobox, Field, Option, makeStyles } from '@fluentui/react-components';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';

import { isComposing } from '@/ui/composing';
import { usePeopleSearch } from '@/ui/usePeopleSearch';
import { usePersonName } from '@/ui/usePersonName';

const useStyles = makeStyles({
  // Fluent gives it a width that is too much for a narrow column.
  box: { minWidth: 0, width: '100%', '& > input': { minWidth: 0, width: '100%' } },
});

interface Props {
  label: string;
  /** The person that is chosen; undefined: everybody. */
  personId: string | undefined;
  onChange: (personId: string | undefined) => void;
}

/** Narrows a list to one person, found by typing. */
export function PersonFilter({ label, personId, onChange }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const name = usePersonName(personId);
  const [typed, setTyped] = useState('');
  const [isTyping, setIsTyping] = useState(false);
  const [isOpen, setIsOpen] = useState(false);
  const { users, isCurrent } = usePeopleSearch(isTyping ? typed : '', ['filter']);
  // Enter that ends a syllable chooses nobody.
  const guard = (event: KeyboardEvent) => {
    if (isComposing(event)) event.stopPropagation();
  };
  return (
    <Field label={label}>
      <Combobox
        className={styles.box}
        clearable
        freeform
        autoComplete="off"
        placeholder={t('personFilter.anybody')}
        value={isTyping ? typed : personId === undefined ? '' : (name ?? personId)}
        selectedOptions={personId === undefined ? [] : [personId]}
        open={isOpen}
        onOpenChange={(_event, data) => setIsOpen(data.open)}
        onKeyDownCapture={guard}
        onChange={(event) => {
          setIsTyping(true);
          // By itself it opens with keys alone, not with a syllable composed or a name pasted.
          setIsOpen(true);
          setTyped(event.target.value);
        }}
        onBlur={() => setIsTyping(false)}
        onOptionSelect={(_event, data) => {
          setIsTyping(false);
          onChange(data.optionValue);
        }}
      >
        {users.map((user) => (
          <Option key={user.id} value={user.id} text={user.displayName}>
            {`${user.displayName} · ${user.email}`}
          </Option>
        ))}
        {users.length === 0 && (
          <Option key="none" value="" text="" disabled>
            {t(isCurrent ? 'personFilter.nobody' : 'personFilter.type')}
          </Option>
        )}
      </Combobox>
    </Field>
  );
}
