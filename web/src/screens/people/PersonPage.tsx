// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Skeleton, SkeletonItem, makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { Suspense, lazy, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { ApiError, api, result, type Schemas } from '@/api/client';
import { useCommand } from '@/api/useCommand';
import { NotFoundPage } from '@/app/NotFoundPage';
import { useMe } from '@/app/session';
import { nameOf } from '@/i18n';
import { ActionButton } from '@/ui/ActionButton';
import { AuditLinks } from '@/ui/AuditLinks';
import { ErrorBar } from '@/ui/ErrorBar';
import { Page } from '@/ui/Page';
import { RouterLink } from '@/ui/RouterLink';
import { useFormats } from '@/ui/format';
import { useToast } from '@/ui/toasts';

import { ChangeError } from './ChangeError';
import { PersonPurchases } from './PersonPurchases';
import { PersonState } from './PersonState';
import { RoleTable } from './RoleTable';
import { updateUser, userQuery, type UserChange } from './queries';
import { personRoute } from './routes';

const EditPersonPane = lazy(async () => ({
  default: (await import('./EditPersonPane')).EditPersonPane,
}));
const PasswordPane = lazy(async () => ({
  default: (await import('./PasswordPane')).PasswordPane,
}));
const DisableDialog = lazy(async () => ({
  default: (await import('./DisableDialog')).DisableDialog,
}));
const GrantPane = lazy(async () => ({ default: (await import('./GrantPane')).GrantPane }));

type User = Schemas['User'];

const useStyles = makeStyles({
  facts: {
    display: 'grid',
    gridTemplateColumns: 'minmax(120px, max-content) 1fr',
    gap: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    margin: 0,
    overflowWrap: 'anywhere',
    '& dt': { color: tokens.colorNeutralForeground2 },
    '& dd': { margin: 0 },
  },
});

/** What another person's purchases are, for those who may list them. */
const usePurchases = (purchaserId: string, isAllowed: boolean) =>
  useQuery({
    queryKey: ['purchases', 'of', purchaserId],
    queryFn: async ({ signal }) => {
      const page = await result(
        api.GET('/v1/organization/purchases', {
          params: { query: { purchaserId, limit: 200 } },
          signal,
        }),
      );
      // It is CSV only where that is asked for.
      return typeof page === 'string' ? [] : page.items;
    },
    enabled: isAllowed,
  });

/** One person: who they are, their roles, what they bought, and how they leave. */
export function PersonPage() {
  const { t } = useTranslation();
  const { userId } = personRoute.useParams();
  const { pane } = personRoute.useSearch();
  const navigate = personRoute.useNavigate();
  const { allowedActions } = useMe();
  const [isDisabling, setIsDisabling] = useState(false);
  const person = useQuery(userQuery(userId));
  const purchases = usePurchases(userId, allowedActions.listSelfServicePurchases.allowed);
  const show = (next: typeof pane) => void navigate({ search: { pane: next } });
  const close = () => show(undefined);
  if (person.error instanceof ApiError && [404, 422].includes(person.error.status))
    return <NotFoundPage />;
  const user = person.data?.user;
  return (
    <Page
      title={user?.displayName ?? t('people.person')}
      about={user?.email}
      help="people"
      toolbar={user && <Tools user={user} onShow={show} onDisable={() => setIsDisabling(true)} />}
    >
      <ErrorBar error={person.error} onRetry={() => void person.refetch()} />
      {person.isPending && (
        <Skeleton aria-label={t('state.loading')}>
          <SkeletonItem size={64} />
        </Skeleton>
      )}
      {user && <Facts user={user} />}
      {user && allowedActions.listRoles.allowed && (
        <RoleTable userId={user.id} heading={t('roles.title')} />
      )}
      {user && allowedActions.listSelfServicePurchases.allowed && (
        <PersonPurchases purchases={purchases} />
      )}
      {user && <AuditLinks subjectId={user.id} isPerson />}
      <Suspense fallback={null}>
        {user && pane === 'edit' && allowedActions.manageUsers.allowed && (
          <EditPersonPane
            user={user}
            etag={person.data?.etag}
            onReload={() => void person.refetch()}
            onClose={close}
          />
        )}
        {user && pane === 'password' && allowedActions.manageUsers.allowed && (
          <PasswordPane user={user} onClose={close} />
        )}
        {user && pane === 'role' && allowedActions.grantRoles.allowed && (
          <GrantPane person={user} onClose={close} />
        )}
        {user && isDisabling && (
          <DisableDialog
            user={user}
            etag={person.data?.etag}
            purchases={purchases.data}
            onClose={() => setIsDisabling(false)}
          />
        )}
      </Suspense>
    </Page>
  );
}

interface ToolsProps {
  user: User;
  onShow: (pane: 'edit' | 'password' | 'role') => void;
  onDisable: () => void;
}

function Tools({ user, onShow, onDisable }: ToolsProps) {
  const { t } = useTranslation();
  const toast = useToast();
  const { user: me, allowedActions } = useMe();
  const { manageUsers, grantRoles } = allowedActions;
  const isMe = user.id === me.id;
  const enable = useCommand({
    send: (change: UserChange) => updateUser(change),
    onDone: ({ displayName }) => toast({ title: t('people.enabled', { name: displayName }) }),
  });
  const disable = isMe ? ({ allowed: false, reason: 'ownAccount' } as const) : manageUsers;
  return (
    <>
      <RouterLink to="/people">{t('people.back')}</RouterLink>
      <ActionButton allowed={manageUsers} onClick={() => onShow('edit')}>
        {t('people.edit')}
      </ActionButton>
      {!isMe && (
        <ActionButton allowed={manageUsers} onClick={() => onShow('password')}>
          {t('people.setPassword')}
        </ActionButton>
      )}
      <ActionButton allowed={grantRoles} onClick={() => onShow('role')}>
        {t('roles.grant')}
      </ActionButton>
      {user.state === 'active' ? (
        <ActionButton allowed={disable} onClick={onDisable}>
          {t('people.disable')}
        </ActionButton>
      ) : (
        <ActionButton
          allowed={manageUsers}
          onClick={() => {
            if (!enable.isPending)
              enable.mutate({ id: user.id, etag: undefined, body: { state: 'active' } });
          }}
        >
          {t('people.enable')}
        </ActionButton>
      )}
      <ChangeError error={enable.error} onReload={() => enable.reset()} />
    </>
  );
}

function Facts({ user }: { user: User }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const formats = useFormats();
  const facts: [string, ReactNode][] = [
    [t('people.state'), <PersonState key="state" state={user.state} />],
    [t('people.kind'), t(`people.kindOf.${user.kind}`)],
    [t('people.language'), nameOf(user.locale)],
    [t('people.usageCountry'), formats.country(user.usageCountry)],
    [t('people.since'), formats.day(user.createdAt)],
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => [
        <dt key={`${name}-name`}>{name}</dt>,
        <dd key={name}>{value}</dd>,
      ])}
    </dl>
  );
}
