// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { Suspense, lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';
import { useCommand } from '@/api/useCommand';
import { useMe } from '@/app/session';
import { chooseLanguage, hasChosenLanguage } from '@/i18n';
import { ErrorBar } from '@/ui/ErrorBar';
import { Page } from '@/ui/Page';
import { SectionHeading } from '@/ui/SectionHeading';
import { useToast } from '@/ui/toasts';

import { ChangeError } from './ChangeError';
import { LanguageField, TextField, useFieldMessage } from './PersonFields';
import { TokenTable } from './TokenTable';
import { updateUser, userQuery, type UserChange } from './queries';
import { accountRoute } from './routes';

const ChangePasswordPane = lazy(async () => ({
  default: (await import('./ChangePasswordPane')).ChangePasswordPane,
}));
const TokenPane = lazy(async () => ({ default: (await import('./TokenPane')).TokenPane }));

const useStyles = makeStyles({
  section: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: tokens.spacingVerticalM,
    maxWidth: '480px',
    '& > *': { maxWidth: '100%' },
  },
  field: { alignSelf: 'stretch' },
});

/** One's own name, language, password and tokens. */
export function AccountPage() {
  const styles = useStyles();
  const { t } = useTranslation();
  const { email, user: me, organization } = useMe();
  const { pane } = accountRoute.useSearch();
  const navigate = accountRoute.useNavigate();
  const show = (next: typeof pane) => void navigate({ search: { pane: next } });
  // The operator of the deployment is no person of an organization.
  const person = useQuery({ ...userQuery(me.id), enabled: organization !== null });
  return (
    <Page title={t('account.title')} about={email} help="account">
      <ErrorBar error={person.error} onRetry={() => void person.refetch()} />
      {person.data && (
        <OwnDetails
          user={person.data.user}
          etag={person.data.etag}
          onReload={() => void person.refetch()}
        />
      )}
      <section className={styles.section}>
        <SectionHeading>{t('account.password')}</SectionHeading>
        <span>{t('account.passwordAbout')}</span>
        <Button onClick={() => show('password')}>{t('account.changePassword')}</Button>
      </section>
      <TokenTable onCreate={() => show('token')} />
      <Suspense fallback={null}>
        {pane === 'password' && <ChangePasswordPane onClose={() => show(undefined)} />}
        {pane === 'token' && <TokenPane onClose={() => show(undefined)} />}
      </Suspense>
    </Page>
  );
}

interface DetailsProps {
  user: Schemas['User'];
  etag: string | undefined;
  onReload: () => void;
}

function OwnDetails({ user, etag, onReload }: DetailsProps) {
  const styles = useStyles();
  const { t } = useTranslation();
  const toast = useToast();
  const [name, setName] = useState(user.displayName);
  const [locale, setLocale] = useState<string>(user.locale);
  const [wasTried, setWasTried] = useState(false);
  const command = useCommand({
    send: (change: UserChange) => updateUser(change),
    onDone: (saved) => {
      toast({ title: t('account.saved') });
      // Whoever says in what language to be addressed means this browser too.
      if (saved.locale !== user.locale && hasChosenLanguage()) void chooseLanguage(saved.locale);
    },
  });
  const messageOf = useFieldMessage(command.error);
  const save = () => {
    setWasTried(true);
    if (name.trim() !== '' && !command.isPending)
      command.mutate({
        id: user.id,
        etag,
        body: { displayName: name.trim(), locale: locale as Schemas['Locale'] },
      });
  };
  return (
    <form
      className={styles.section}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <SectionHeading>{t('account.details')}</SectionHeading>
      <ChangeError error={command.error} fields={['displayName', 'locale']} onReload={onReload} />
      <div className={styles.field}>
        <TextField
          label={t('people.name')}
          autoComplete="name"
          value={name}
          onChange={setName}
          isRequired
          message={
            wasTried && name.trim() === '' ? t('reasons.required') : messageOf('displayName')
          }
        />
      </div>
      <div className={styles.field}>
        <LanguageField value={locale} onChange={setLocale} message={messageOf('locale')} />
      </div>
      <Button type="submit" appearance="primary" disabledFocusable={command.isPending}>
        {t('account.save')}
      </Button>
    </form>
  );
}
