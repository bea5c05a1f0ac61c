// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Link, Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';
import { RouterLink } from '@/ui/RouterLink';

type Subject = Schemas['AuditEvent']['subject'];

const useStyles = makeStyles({
  // Two above each other, each large enough to be hit.
  target: { display: 'inline-flex', alignItems: 'center', minHeight: '24px' },
  id: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    whiteSpace: 'nowrap',
  },
  stacked: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start' },
});

interface Props {
  subject: Subject;
  /** The kind in words. */
  kind: string;
  onNarrow: () => void;
}

/** What something was done to: its page, where an admin has one, and all that was done to it. */
export function SubjectCell({ subject, kind, onNarrow }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const shortId = `…${subject.id.slice(-12)}`;
  return (
    <span className={styles.stacked}>
      <Page subject={subject} kind={kind} label={`${kind} ${shortId}`} />
      <Link
        as="button"
        className={mergeClasses(styles.target, styles.id)}
        aria-label={t('audit.onlyAbout', { id: subject.id })}
        onClick={onNarrow}
      >
        {shortId}
      </Link>
    </span>
  );
}

interface PageProps {
  subject: Subject;
  kind: string;
  label: string;
}

function Page({ subject: { kind: word, id }, kind, label }: PageProps) {
  const { target } = useStyles();
  switch (word) {
    case 'subscription':
      return (
        <RouterLink
          to="/products/$subscriptionId"
          params={{ subscriptionId: id }}
          aria-label={label}
          className={target}
        >
          {kind}
        </RouterLink>
      );
    case 'user':
      return (
        <RouterLink
          to="/people/$userId"
          params={{ userId: id }}
          aria-label={label}
          className={target}
        >
          {kind}
        </RouterLink>
      );
    case 'product':
      return (
        <RouterLink
          to="/admin/policies"
          search={{ product: id }}
          aria-label={label}
          className={target}
        >
          {kind}
        </RouterLink>
      );
    case 'billingAccount':
      return (
        <RouterLink to="/billing/account" aria-label={label} className={target}>
          {kind}
        </RouterLink>
      );
    default:
      return <Text>{kind}</Text>;
  }
}
