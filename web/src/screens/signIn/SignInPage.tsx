// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Card, Select, Title2, makeStyles, tokens } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

import { SignInForm } from '@/app/SignInForm';
import { meQuery } from '@/app/session';
import { chooseLanguage, languages, nameOf } from '@/i18n';

import { signInRoute } from './routes';

const useStyles = makeStyles({
  page: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    gap: tokens.spacingVerticalL,
    minHeight: '100dvh',
    padding: tokens.spacingHorizontalL,
  },
  card: { width: '100%', maxWidth: '400px', padding: tokens.spacingHorizontalXXL },
});

export function SignInPage() {
  const styles = useStyles();
  const { t, i18n } = useTranslation();
  const { returnTo } = signInRoute.useSearch();
  const router = useRouter();
  const queries = useQueryClient();
  useEffect(() => {
    document.title = `${t('signIn.title')} – Perseat`;
  }, [t]);
  const enter = async () => {
    await queries.fetchQuery({ ...meQuery, staleTime: 0 });
    router.history.push(returnTo ?? '/');
  };
  return (
    <main className={styles.page}>
      <Card className={styles.card}>
        <Title2 as="h1">{t('signIn.title')}</Title2>
        <p>{t('signIn.about')}</p>
        <SignInForm onDone={() => void enter()} />
      </Card>
      <Select
        aria-label={t('person.language')}
        value={i18n.language}
        onChange={(_event, data) => void chooseLanguage(data.value)}
      >
        {languages.map((language) => (
          <option key={language} value={language} lang={language}>
            {nameOf(language)}
          </option>
        ))}
      </Select>
    </main>
  );
}
