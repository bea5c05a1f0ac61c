// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import {
  Button,
  DrawerBody,
  DrawerFooter,
  DrawerHeader,
  DrawerHeaderTitle,
  OverlayDrawer,
  Text,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { Dismiss24Regular } from '@fluentui/react-icons';
import {
  useEffect,
  useRef,
  useState,
  type FocusEvent,
  type FormEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import { useTranslation } from 'react-i18next';

import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { useReturnFocus } from '@/ui/returnFocus';

const useStyles = makeStyles({
  drawer: { '@media (max-width: 640px)': { width: '100vw' } },
  form: {
    display: 'flex',
    flexDirection: 'column',
    width: '100%',
    height: '100%',
    minHeight: 0,
  },
  body: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    paddingBottom: tokens.spacingVerticalL,
  },
  context: { color: tokens.colorNeutralForeground2 },
});

const fields = 'input:not([disabled]), textarea, select, [role="combobox"], button';

/** Focuses the first field in `body`, or the one that comes while the focus stays where it is. */
function focusFirst(body: HTMLElement): () => void {
  const meanwhile = document.activeElement;
  // Who is quicker than this types in a field already.
  const isDone = () => {
    if (document.activeElement !== meanwhile || body.contains(meanwhile)) return true;
    const field = body.querySelector<HTMLElement>(fields);
    field?.focus();
    return field !== null;
  };
  if (isDone()) return () => {};
  const observer = new MutationObserver(() => {
    if (isDone()) observer.disconnect();
  });
  observer.observe(body, { childList: true, subtree: true });
  return () => observer.disconnect();
}

/**
 * Puts the focus on the first field of a pane, and again when what had it goes, as the button of a
 * step before: Escape and Tab would do nothing otherwise.
 */
function useFirstField(bodyRef: RefObject<HTMLElement | null>) {
  const footerRef = useRef<HTMLDivElement>(null);
  const last = useRef<Element>(null);
  useEffect(() => {
    let stop = () => {};
    // After the drawer has put the focus on its first button, which is the one that closes it.
    const timer = setTimeout(() => {
      if (bodyRef.current) stop = focusFirst(bodyRef.current);
    }, 60);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [bodyRef]);
  useEffect(() => {
    if (last.current?.isConnected !== false || document.activeElement !== document.body) return;
    const next =
      bodyRef.current?.querySelector<HTMLElement>(`${fields}, a[href]`) ??
      footerRef.current?.querySelector<HTMLElement>('button');
    next?.focus();
  });
  return {
    footerRef,
    onFocusCapture: ({ target }: FocusEvent) => {
      last.current = target;
    },
  };
}

interface Props {
  title: string;
  /** One line: what it is about. */
  context?: ReactNode;
  /** What was typed would be lost by closing. */
  isDirty?: boolean;
  onClose: () => void;
  onSubmit?: () => void;
  /** The primary button first; a button of type submit sends the form. */
  footer: ReactNode;
  children: ReactNode;
}

/** A pane from the right in which something is done. It asks before what was typed is lost. */
export function Pane({
  title,
  context,
  isDirty = false,
  onClose,
  onSubmit,
  footer,
  children,
}: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const [isAsking, setIsAsking] = useState(false);
  const bodyRef = useRef<HTMLDivElement>(null);
  useReturnFocus();
  const { footerRef, onFocusCapture } = useFirstField(bodyRef);
  const close = () => (isDirty ? setIsAsking(true) : onClose());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit?.();
  };
  return (
    <>
      <OverlayDrawer
        open
        position="end"
        size="medium"
        className={styles.drawer}
        aria-label={title}
        onOpenChange={(_event, data) => {
          if (!data.open) close();
        }}
      >
        <form className={styles.form} onSubmit={submit} onFocusCapture={onFocusCapture} noValidate>
          <DrawerHeader>
            <DrawerHeaderTitle
              heading={{ as: 'h2' }}
              action={
                <Button
                  appearance="subtle"
                  aria-label={t('action.close')}
                  icon={<Dismiss24Regular />}
                  onClick={close}
                />
              }
            >
              {title}
            </DrawerHeaderTitle>
            {context && <Text className={styles.context}>{context}</Text>}
          </DrawerHeader>
          <DrawerBody>
            <div className={styles.body} ref={bodyRef}>
              {children}
            </div>
          </DrawerBody>
          <DrawerFooter ref={footerRef}>{footer}</DrawerFooter>
        </form>
      </OverlayDrawer>
      {isAsking && (
        <ConfirmDialog
          title={t('discard.title')}
          confirm={t('discard.confirm')}
          cancel={t('discard.keep')}
          isDestructive
          onConfirm={onClose}
          onCancel={() => setIsAsking(false)}
        >
          {t('discard.body')}
        </ConfirmDialog>
      )}
    </>
  );
}
