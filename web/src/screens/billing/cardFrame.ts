// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The messages to and from the gateway's page of card fields, which docs/guides/sandbox-gateway.md
// describes. Numbers and security codes stay in that page; a token comes out of it.
import type { AddressDraft } from '@/ui/address';

export interface CardToken {
  token: string;
}

/** Why there is no token, in the words of the gateway's page. */
export class CardFieldsError extends Error {
  /** The page says it itself, at the field that is wrong, and has put the focus there. */
  readonly isShownInFrame: boolean;
  constructor(code: string, message: string) {
    super(message);
    this.name = 'CardFieldsError';
    this.isShownInFrame = fieldCodes.has(code);
  }
}
const fieldCodes = new Set([
  'incomplete',
  'incorrect_number',
  'invalid_expiry_month',
  'invalid_expiry_year',
  'invalid_cvc',
]);

export interface CardFrame {
  tokenize: (name: string, address: AddressDraft) => Promise<CardToken>;
  focus: () => void;
  close: () => void;
}

interface Listener {
  onReady: () => void;
  onHeight: (px: number) => void;
  onChange: (isComplete: boolean) => void;
  onKey: (key: string) => void;
}

interface Waiting {
  resolve: (token: CardToken) => void;
  reject: (error: CardFieldsError) => void;
  timer: ReturnType<typeof setTimeout>;
}

const patienceMs = 30_000;
const heightMax = 1_000;

type Message = Record<string, unknown> & { type: string };
const isMessage = (data: unknown): data is Message =>
  typeof data === 'object' && data !== null && 'type' in data && typeof data.type === 'string';

/** Begins to talk with the page of `url` in the frame; only what comes from there is heard. */
export function openCardFrame(
  frame: HTMLIFrameElement,
  url: string,
  listener: Listener,
): CardFrame {
  const { origin } = new URL(url);
  const waiting = new Map<string, Waiting>();
  const tell = (message: Message) => frame.contentWindow?.postMessage(message, origin);

  const settle = ({ requestId, type, token, code, message }: Message) => {
    const one = typeof requestId === 'string' ? waiting.get(requestId) : undefined;
    if (!one) return;
    waiting.delete(requestId as string);
    clearTimeout(one.timer);
    if (type === 'token' && typeof token === 'string') one.resolve({ token });
    else one.reject(new CardFieldsError(String(code), typeof message === 'string' ? message : ''));
  };
  const hear = (event: MessageEvent<unknown>) => {
    if (event.origin !== origin || event.source !== frame.contentWindow) return;
    const message = event.data;
    if (!isMessage(message)) return;
    if (message.type === 'ready') listener.onReady();
    if (message.type === 'height' && typeof message.px === 'number')
      listener.onHeight(Math.min(Math.max(message.px, 0), heightMax));
    if (message.type === 'change') listener.onChange(message.complete === true);
    if (message.type === 'key' && typeof message.key === 'string') listener.onKey(message.key);
    if (message.type === 'token' || message.type === 'error') settle(message);
  };
  window.addEventListener('message', hear);

  return {
    tokenize: (name, address) =>
      new Promise((resolve, reject) => {
        const requestId = crypto.randomUUID();
        const timer = setTimeout(
          () => settle({ type: 'error', requestId, code: 'unavailable' }),
          patienceMs,
        );
        waiting.set(requestId, { resolve, reject, timer });
        tell({ type: 'tokenize', requestId, name, address });
      }),
    focus: () => tell({ type: 'focus' }),
    close: () => {
      window.removeEventListener('message', hear);
      for (const requestId of waiting.keys()) settle({ type: 'error', requestId, code: 'closed' });
    },
  };
}

/** The address of the fields for this page, in its language and colors. */
export function cardFieldsAddress(
  fieldsUrl: string,
  look: { parent: string; language: string; theme: string; only?: 'cvc' },
): string {
  const url = new URL(fieldsUrl);
  url.searchParams.set('parent', look.parent);
  url.searchParams.set('lang', look.language);
  url.searchParams.set('theme', look.theme);
  if (look.only) url.searchParams.set('only', look.only);
  return url.href;
}
