// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';

import { signIn } from '@/app/session';
import { ErrorBar } from '@/ui/ErrorBar';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
});

interface Props {
  /** Given: only this person's password is asked for. */
  email?: string;
  onDone: () => void;
}

export function SignInForm({ email: fixedEmail, onDone }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const [email, setEmail] = useState(fixedEmail ?? '');
  const [password, setPassword] = useState('');
  const [wasTried, setWasTried] = useState(false);
  const attempt = useMutation({ mutationFn: () => signIn(email, password), onSuccess: onDone });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setWasTried(true);
    if (email !== '' && password !== '' && !attempt.isPending) attempt.mutate();
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <ErrorBar error={attempt.error} />
      {fixedEmail === undefined && (
        <Field
          label={t('signIn.email')}
          required
          validationMessage={wasTried && email === '' ? t('signIn.emailMissing') : undefined}
        >
          <Input
            type="email"
            autoComplete="username"
            value={email}
            onChange={(_event, data) => setEmail(data.value)}
          />
        </Field>
      )}
      <Field
        label={t('signIn.password')}
        required
        validationMessage={wasTried && password === '' ? t('signIn.passwordMissing') : undefined}
      >
        <Input
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={(_event, data) => setPassword(data.value)}
        />
      </Field>
      <Button type="submit" appearance="primary" disabledFocusable={attempt.isPending}>
        {attempt.isPending ? t('signIn.busy') : t('signIn.submit')}
      </Button>
    </form>
  );
}
