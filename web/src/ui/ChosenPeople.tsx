// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import {
  Button,
  Tag,
  TagGroup,
  makeStyles,
  mergeClasses,
  tokens,
} from '@fluentui/react-components';
import {
  CheckmarkCircle20Filled,
  Dismiss20Regular,
  ErrorCircle20Filled,
  Info20Regular,
} from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';

import { PersonAvatar } from '@/ui/PersonAvatar';
import { PersonLine } from '@/ui/PersonLine';
import type { User } from '@/ui/usePeopleSearch';

const useStyles = makeStyles({
  tags: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS },
  tag: { maxWidth: '100%' },
  rows: { listStyleType: 'none', margin: 0, padding: 0 },
  row: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalXS} 0`,
  },
  note: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    fontSize: tokens.fontSizeBase200,
  },
  icon: { flexShrink: 0 },
  done: { color: tokens.colorStatusSuccessForeground1 },
  refused: { color: tokens.colorStatusDangerForeground1 },
  neutral: { color: tokens.colorNeutralForeground2 },
});

export type Person = Pick<User, 'id' | 'displayName' | 'email'>;

interface Note {
  kind: 'done' | 'refused' | 'neutral';
  text: string;
}

export type NoteOf = (person: Person) => Note | undefined;

const icons = {
  done: CheckmarkCircle20Filled,
  refused: ErrorCircle20Filled,
  neutral: Info20Regular,
};

interface Props {
  chosen: readonly Person[];
  /** Given: people are rows with what there is to say of each. */
  noteOf?: NoteOf;
  /** Absent: nobody can be removed any more. */
  onRemove?: (id: string) => void;
}

/** The people chosen so far, as tags, or with what became of each. */
export function ChosenPeople({ chosen, noteOf, onRemove }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  if (chosen.length === 0) return null;
  if (!noteOf)
    return (
      <TagGroup
        className={styles.tags}
        aria-label={t('people.picker.chosen')}
        onDismiss={(_event, data) => onRemove?.(data.value)}
      >
        {chosen.map(({ id, displayName, email }) => (
          <Tag
            key={id}
            value={id}
            className={styles.tag}
            dismissible
            dismissIcon={{ 'aria-label': t('people.picker.remove') }}
            title={email}
            media={<PersonAvatar name={displayName} size={24} />}
          >
            {displayName}
          </Tag>
        ))}
      </TagGroup>
    );
  return (
    <ul className={styles.rows} aria-label={t('people.picker.chosen')}>
      {chosen.map((person) => {
        const note = noteOf(person);
        const Icon = note && icons[note.kind];
        return (
          <li key={person.id} className={styles.row}>
            <PersonLine name={person.displayName} email={person.email}>
              {note && Icon && (
                <span className={mergeClasses(styles.note, styles[note.kind])}>
                  <Icon className={styles.icon} aria-hidden />
                  {note.text}
                </span>
              )}
            </PersonLine>
            {onRemove && (
              <Button
                appearance="subtle"
                icon={<Dismiss20Regular />}
                aria-label={t('people.picker.removeName', { name: person.displayName })}
                onClick={() => onRemove(person.id)}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}
