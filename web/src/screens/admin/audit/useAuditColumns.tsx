// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Link, Text, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';
import { usePersonName } from '@/ui/usePersonName';
import type { Column } from '@/ui/DataTable';
import { useFormats } from '@/ui/format';

import type { AuditSearch } from '../search';
import { SubjectCell } from './SubjectCell';

type Event = Schemas['AuditEvent'];

const useStyles = makeStyles({
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalL, textAlign: 'start' },
  id: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
});

/** Texts for words of the log; a word that is not known is shown as it is. */
function useAuditWords() {
  const { t, i18n } = useTranslation();
  const known = (key: string, word: string) => (i18n.exists(key) ? t(key) : word);
  return {
    action: (word: string) => known(`audit.actions.${word}`, word),
    kind: (word: string) => known(`audit.kinds.${word}`, word),
    // Keys are made of letters.
    field: (word: string) => known(`audit.fields.${word.replace('4', 'Four')}`, word),
    value: (field: string, word: string) => {
      if (field === 'status') return known(`subscriptionStatus.${word}`, word);
      if (field === 'value') return known(`policies.values.${word}`, word);
      return known(`audit.values.${word}`, word);
    },
  };
}

export function useAuditColumns(narrow: (changed: AuditSearch) => void): Column<Event>[] {
  const styles = useStyles();
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useAuditWords();
  return [
    { id: 'at', header: t('audit.when'), cell: ({ at }) => formats.instant(at) },
    {
      id: 'actor',
      header: t('audit.actor'),
      cell: ({ actor }) =>
        actor === null ? (
          t('audit.system')
        ) : (
          <Link
            as="button"
            aria-label={t('audit.onlyBy', { name: actor.displayName })}
            onClick={() => narrow({ actor: actor.id })}
          >
            {actor.displayName}
          </Link>
        ),
    },
    {
      id: 'action',
      header: t('audit.action'),
      isRowHeader: true,
      cell: ({ action }) => words.action(action),
    },
    {
      id: 'subject',
      header: t('audit.subject'),
      cell: ({ subject }) => (
        <SubjectCell
          subject={subject}
          kind={words.kind(subject.kind)}
          onNarrow={() => narrow({ subject: subject.id })}
        />
      ),
    },
    {
      id: 'changes',
      header: t('audit.changes'),
      cell: ({ changes }) => <Changes changes={changes} />,
    },
    {
      id: 'request',
      header: t('audit.request'),
      cell: ({ requestId }) => <Text className={styles.id}>{requestId ?? t('audit.system')}</Text>,
    },
  ];
}

const shownMax = 5;
const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

function Changes({ changes }: { changes: Event['changes'] }) {
  const styles = useStyles();
  const { t } = useTranslation();
  if (changes.length === 0) return '–';
  const more = changes.length - shownMax;
  return (
    <ul className={styles.list}>
      {changes.slice(0, shownMax).map((change) => (
        <Change key={change.field} change={change} />
      ))}
      {more > 0 && (
        <li>
          <details>
            <summary>{t('audit.moreChanges', { count: more })}</summary>
            <ul className={styles.list}>
              {changes.slice(shownMax).map((change) => (
                <Change key={change.field} change={change} />
              ))}
            </ul>
          </details>
        </li>
      )}
    </ul>
  );
}

/** One field, before and after; a field that is a person carries their id as its name. */
function Change({ change }: { change: Event['changes'][number] }) {
  const { t } = useTranslation();
  const words = useAuditWords();
  const personName = usePersonName(isId(change.field) ? change.field : undefined);
  const { field, before, after } = change;
  const shown = (value: string) => (value === '' ? t('audit.nothing') : words.value(field, value));
  return (
    <li>
      {personName ?? words.field(field)}: {shown(before)} → {shown(after)}
    </li>
  );
}
