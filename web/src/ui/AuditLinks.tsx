// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';

import { useMe } from '@/app/session';
import { RouterLink } from '@/ui/RouterLink';

interface Props {
  /** What the changes are about. */
  subjectId: string;
  /** It is a person, who did things too. */
  isPerson?: boolean;
}

/** The ways into the audit log from what it tells of, for those who may read it. */
export function AuditLinks({ subjectId, isPerson = false }: Props) {
  const { t } = useTranslation();
  if (!useMe().allowedActions.listAuditEvents.allowed) return null;
  return (
    <>
      <RouterLink to="/admin/audit" search={{ subject: subjectId }}>
        {t('audit.ofThis')}
      </RouterLink>
      {isPerson && (
        <RouterLink to="/admin/audit" search={{ actor: subjectId }}>
          {t('audit.byPerson')}
        </RouterLink>
      )}
    </>
  );
}
