// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Field, Input, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';

import { ChosenPeople, type NoteOf, type Person } from '@/ui/ChosenPeople';
import { ErrorBar } from '@/ui/ErrorBar';
import { PersonLine } from '@/ui/PersonLine';
import { isComposing } from '@/ui/composing';
import { useFormats } from '@/ui/format';
import { usePeopleSearch, type FindTaken, type User } from '@/ui/usePeopleSearch';

const useStyles = makeStyles({
  picker: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  field: { position: 'relative' },
  list: {
    position: 'absolute',
    zIndex: 2,
    insetInline: 0,
    top: '100%',
    margin: `${tokens.spacingVerticalXXS} 0 0`,
    padding: tokens.spacingVerticalXS,
    maxHeight: '300px',
    overflowY: 'auto',
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorTransparentStroke}`,
    boxShadow: tokens.shadow16,
  },
  option: {
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    borderRadius: tokens.borderRadiusMedium,
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  active: {
    outline: `2px solid ${tokens.colorStrokeFocus2}`,
    outlineOffset: '-2px',
    backgroundColor: tokens.colorNeutralBackground1Hover,
  },
  notChoosable: { cursor: 'not-allowed', color: tokens.colorNeutralForeground3 },
  reason: { fontSize: tokens.fontSizeBase200, fontWeight: tokens.fontWeightSemibold },
});

interface Props {
  label: string;
  chosen: readonly Person[];
  onChange: (chosen: Person[]) => void;
  /** As many as may be chosen; then the field takes no more. */
  max: number;
  /** Why the field takes no more, once `max` are chosen. */
  fullReason: string;
  /** Tells searches with other `findTaken` apart. */
  queryKey?: readonly unknown[];
  findTaken?: FindTaken;
  /** Why somebody who was found cannot be chosen. */
  reasonOf?: (user: User, isTaken: boolean) => string | undefined;
  validationMessage?: string;
  /** What is to be said of those who are chosen, such as why one was refused. */
  noteOf?: NoteOf;
}

/** Finds people of the organization by their name or address, and collects them. */
export function PeoplePicker(props: Props) {
  const { label, chosen, onChange, max, fullReason } = props;
  const styles = useStyles();
  const { t } = useTranslation();
  const formats = useFormats();
  const listId = useId();
  const inputRef = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [isClosed, setIsClosed] = useState(false);
  const [activeId, setActiveId] = useState<string>();
  const isFull = chosen.length >= max;
  const search = usePeopleSearch(isFull ? '' : typed, props.queryKey, props.findTaken);

  const options = search.users.map((user) => ({
    user,
    reason: chosen.some(({ id }) => id === user.id)
      ? t('people.picker.alreadyChosen')
      : props.reasonOf?.(user, search.isTaken(user)),
  }));
  const isOpen = !isClosed && options.length > 0;
  // What Enter chooses: where the arrow keys went, or else the first who can be chosen.
  const active =
    options.find(({ user }) => user.id === activeId) ??
    (search.isCurrent ? options.find(({ reason }) => !reason) : undefined);
  const optionId = (user: User) => `${listId}-${user.id}`;

  const choose = ({ user, reason }: (typeof options)[number]) => {
    if (reason || isFull) return;
    onChange([...chosen, user]);
    setTyped('');
    setActiveId(undefined);
  };
  const move = (by: 1 | -1) => {
    if (!isOpen) return setIsClosed(false);
    const at = active ? options.indexOf(active) : by === 1 ? -1 : 0;
    const next = options.at((at + by) % options.length)!.user;
    setActiveId(next.id);
    document.getElementById(optionId(next))?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // A key of an input method chooses nobody, and does not send the form around it either.
    if (isComposing(event)) return;
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Enter') {
      if (isOpen && active) choose(active);
    } else if (event.key === 'Escape' && isOpen) {
      setIsClosed(true);
      event.stopPropagation();
    } else return;
    event.preventDefault();
  };
  const remove = (id: string) => {
    onChange(chosen.filter((person) => person.id !== id));
    if (chosen.length === 1) inputRef.current?.focus();
  };

  return (
    <div className={styles.picker}>
      <Field
        label={label}
        className={styles.field}
        hint={
          isFull
            ? fullReason
            : t('people.picker.countOf', {
                count: chosen.length,
                chosen: formats.number(chosen.length),
                max: formats.number(max),
              })
        }
        validationMessage={props.validationMessage}
      >
        <Input
          ref={inputRef}
          role="combobox"
          aria-expanded={isOpen}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={isOpen && active ? optionId(active.user) : undefined}
          aria-disabled={isFull}
          autoComplete="off"
          readOnly={isFull}
          placeholder={isFull ? undefined : t('people.picker.placeholder')}
          value={isFull ? '' : typed}
          onChange={(_event, data) => {
            setTyped(data.value);
            setActiveId(undefined);
            setIsClosed(false);
          }}
          onKeyDown={onKeyDown}
          onBlur={() => setIsClosed(true)}
          onFocus={() => setIsClosed(false)}
        />
      </Field>
      <div className={styles.field}>
        <div
          id={listId}
          role="listbox"
          tabIndex={-1}
          aria-label={t('people.picker.found')}
          hidden={!isOpen}
          className={styles.list}
          // The field keeps the focus, also while the list is scrolled.
          onMouseDown={(event) => event.preventDefault()}
        >
          {options.map((option) => (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
            <div
              key={option.user.id}
              id={optionId(option.user)}
              role="option"
              tabIndex={-1}
              aria-selected={option === active}
              aria-disabled={!!option.reason}
              className={mergeClasses(
                styles.option,
                option === active && styles.active,
                option.reason && styles.notChoosable,
              )}
              onClick={() => choose(option)}
            >
              <PersonLine name={option.user.displayName} email={option.user.email}>
                {option.reason && <span className={styles.reason}>{option.reason}</span>}
              </PersonLine>
            </div>
          ))}
        </div>
      </div>
      <div role="status">
        {search.isCurrent &&
          options.length === 0 &&
          t('people.picker.nobody', { search: typed.trim() })}
        {isOpen && search.hasMore && t('people.picker.more')}
        {isOpen && !search.hasMore && search.isCurrent && (
          <span className="visually-hidden">
            {t('people.picker.foundCount', { count: options.length })}
          </span>
        )}
      </div>
      <ErrorBar error={search.error} onRetry={search.retry} />
      <ChosenPeople chosen={chosen} noteOf={props.noteOf} onRemove={remove} />
    </div>
  );
}
