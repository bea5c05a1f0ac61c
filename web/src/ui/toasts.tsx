// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import {
  Link,
  Toast,
  ToastBody,
  ToastFooter,
  ToastTitle,
  Toaster,
  useId,
  useToastController,
} from '@fluentui/react-components';
import { createContext, use, useCallback, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface Done {
  title: string;
  body?: ReactNode;
  /** Takes it back; only where that is really possible. */
  undo?: () => void;
  /** Something that went on by itself has failed. */
  isFailure?: boolean;
}

const ToastContext = createContext<(done: Done) => void>(() => {});

/** Tells that something is done, with the way back for ten seconds. */
export const useToast = () => use(ToastContext);

export function ToastPlace({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const toasterId = useId('toaster');
  const { dispatchToast, dismissToast } = useToastController(toasterId);
  const show = useCallback(
    ({ title, body, undo, isFailure }: Done) => {
      const toastId = crypto.randomUUID();
      const takeBack = () => {
        dismissToast(toastId);
        undo?.();
      };
      dispatchToast(
        <Toast>
          <ToastTitle>{title}</ToastTitle>
          {body && <ToastBody>{body}</ToastBody>}
          {undo && (
            <ToastFooter>
              <Link as="button" onClick={takeBack}>
                {t('action.undo')}
              </Link>
            </ToastFooter>
          )}
        </Toast>,
        {
          toastId,
          intent: isFailure ? 'error' : 'success',
          timeout: undo || isFailure ? 10_000 : 6_000,
          pauseOnHover: true,
        },
      );
    },
    [dispatchToast, dismissToast, t],
  );
  return (
    <ToastContext value={show}>
      {children}
      <Toaster toasterId={toasterId} position="bottom-end" />
    </ToastContext>
  );
}
