// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  Skeleton,
  SkeletonItem,
  Text,
  makeStyles,
  mergeClasses,
  tokens,
} from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useImperativeHandle, useRef, useState, type Ref } from 'react';
import { useTranslation } from 'react-i18next';

import { useTheme } from '@/app/theme';
import { ErrorBar } from '@/ui/ErrorBar';
import type { AddressDraft } from '@/ui/address';

import { CardFieldsError, cardFieldsAddress, openCardFrame, type CardFrame } from './cardFrame';
import { paymentSetupQuery } from './paymentSetup';

const useStyles = makeStyles({
  card: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  frame: { display: 'block', width: '100%', border: 'none', colorScheme: 'normal' },
  // A page that is not ready yet must not be typed into, but has to be laid out to load.
  waiting: { position: 'absolute', visibility: 'hidden' },
  hint: { color: tokens.colorNeutralForeground2 },
});

const patienceMs = 15_000;

export interface CardFieldsHandle {
  /**
   * The card's token; undefined: there is none, and the fields say why. Each call reads what is
   * typed now, and a token can be used once.
   */
  tokenize: (name: string, address: AddressDraft) => Promise<string | undefined>;
}

interface Props {
  ref: Ref<CardFieldsHandle>;
  /** Only the security code is asked for, of a card that is kept already. */
  only?: 'cvc';
  /** Typing begins here, as soon as the fields are there and nobody types elsewhere. */
  isFirst?: boolean;
  /** Something was typed. */
  onTyped?: () => void;
}

/**
 * Number, expiry date and security code of a card, in a frame of the gateway: what is typed there
 * can be read neither by this page nor by our server.
 */
export function CardFields({ ref, ...props }: Props) {
  const { t } = useTranslation();
  const setup = useQuery(paymentSetupQuery);
  const [attempt, setAttempt] = useState(0);
  const frame = useRef<CardFieldsHandle>(null);
  useImperativeHandle(ref, () => ({
    tokenize: async (name, address) => frame.current?.tokenize(name, address),
  }));
  if (setup.error) return <ErrorBar error={setup.error} onRetry={() => void setup.refetch()} />;
  if (!setup.data) return <LoadingFields />;
  if (setup.data.fieldsUrl === null)
    return (
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>{t('card.notHere')}</MessageBarBody>
      </MessageBar>
    );
  return (
    <Frame
      key={attempt}
      ref={frame}
      fieldsUrl={setup.data.fieldsUrl}
      {...props}
      onRetry={() => setAttempt(attempt + 1)}
    />
  );
}

function LoadingFields() {
  const { t } = useTranslation();
  return (
    <Skeleton aria-label={t('state.loadingThing', { thing: t('card.card') })}>
      <SkeletonItem size={32} style={{ marginBottom: 12 }} />
      <SkeletonItem size={32} />
    </Skeleton>
  );
}

type State = 'loading' | 'ready' | 'failed';

function Frame({
  ref,
  fieldsUrl,
  only,
  isFirst,
  onTyped,
  onRetry,
}: Props & { fieldsUrl: string; onRetry: () => void }) {
  const styles = useStyles();
  const { t, i18n } = useTranslation();
  const { shown } = useTheme();
  // As it was at first: another language or theme would load the page anew and lose what is typed.
  const [source] = useState(() =>
    cardFieldsAddress(fieldsUrl, {
      parent: window.location.origin,
      language: i18n.language,
      theme: shown,
      only,
    }),
  );
  const [state, setState] = useState<State>('loading');
  const [height, setHeight] = useState(0);
  const [problem, setProblem] = useState<string>();
  const element = useRef<HTMLIFrameElement>(null);
  const talk = useRef<CardFrame>(null);
  const tellTyped = useEffectEvent(() => onTyped?.());

  useEffect(() => {
    const iframe = element.current!;
    const timer = setTimeout(() => setState('failed'), patienceMs);
    let isFirstChange = true;
    const opened = openCardFrame(iframe, fieldsUrl, {
      onReady: () => {
        clearTimeout(timer);
        setState('ready');
        if (isFirst && !isTyping()) {
          iframe.focus();
          opened.focus();
        }
      },
      onHeight: setHeight,
      onChange: () => {
        // The first tells how the fields are while they are still empty.
        if (!isFirstChange) tellTyped();
        isFirstChange = false;
        setProblem(undefined);
      },
      onKey: (key) => passOn(iframe, key),
    });
    talk.current = opened;
    iframe.src = source;
    return () => {
      clearTimeout(timer);
      opened.close();
    };
  }, [fieldsUrl, source, isFirst]);

  useImperativeHandle(ref, () => ({
    tokenize: async (name, address) => {
      setProblem(undefined);
      if (state !== 'ready' || !talk.current) {
        setProblem(t('card.notReady'));
        return undefined;
      }
      try {
        return (await talk.current.tokenize(name, address)).token;
      } catch (error) {
        if (!(error instanceof CardFieldsError)) throw error;
        if (!error.isShownInFrame) setProblem(error.message || t('card.away'));
        return undefined;
      }
    },
  }));

  return (
    <div className={styles.card}>
      {state === 'loading' && <LoadingFields />}
      {state === 'failed' ? (
        <MessageBar intent="error" layout="multiline" role="alert">
          <MessageBarBody>{t('card.failed')}</MessageBarBody>
          <MessageBarActions>
            <Button onClick={onRetry}>{t('action.retry')}</Button>
          </MessageBarActions>
        </MessageBar>
      ) : (
        <iframe
          ref={element}
          title={only ? t('card.frameCode') : t('card.frame')}
          className={mergeClasses(styles.frame, state === 'loading' && styles.waiting)}
          style={{ height }}
          // oxlint-disable-next-line react/iframe-missing-sandbox -- of another origin
          sandbox="allow-scripts allow-same-origin allow-forms"
          referrerPolicy="no-referrer"
        />
      )}
      {problem && (
        <MessageBar intent="error" layout="multiline" role="alert">
          <MessageBarBody>{problem}</MessageBarBody>
        </MessageBar>
      )}
      <Text size={200} className={styles.hint}>
        {t('card.private')}
      </Text>
    </div>
  );
}

const isTyping = () =>
  document.activeElement instanceof HTMLInputElement && document.activeElement.value !== '';

// Enter and Escape are for the form around, as if its own fields had been typed into.
function passOn(iframe: HTMLIFrameElement, key: string) {
  if (key === 'Enter') iframe.closest('form')?.requestSubmit();
  else if (key === 'Escape')
    iframe.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
}
