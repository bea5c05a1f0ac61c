// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { SignInForm } from '@/app/SignInForm';
import { useMe } from '@/app/session';

/** Asks for the password again over the page, so that nothing typed into it is lost. */
export function SignInAgain() {
  const { t } = useTranslation();
  const { email } = useMe();
  const queries = useQueryClient();
  return (
    <Dialog open modalType="alert">
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('signIn.againTitle')}</DialogTitle>
          <DialogContent>
            <p>{t('signIn.againBody', { email })}</p>
            <SignInForm email={email} onDone={() => void queries.invalidateQueries()} />
          </DialogContent>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
