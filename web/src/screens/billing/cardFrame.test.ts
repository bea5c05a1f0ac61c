// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { emptyAddress } from '@/ui/address';

import { cardFieldsAddress, openCardFrame, type CardFrame } from './cardFrame';

const gateway = 'https://gateway.example';
const heard = {
  onReady: vi.fn<() => void>(),
  onHeight: vi.fn<(px: number) => void>(),
  onChange: vi.fn<(isComplete: boolean) => void>(),
  onKey: vi.fn<(key: string) => void>(),
};
let frame: HTMLIFrameElement;
let talk: CardFrame;
let told: { message: Record<string, string>; origin: string }[];

const say = (data: unknown, origin = gateway, source: unknown = frame.contentWindow) =>
  window.dispatchEvent(
    new MessageEvent('message', { data, origin, source: source as MessageEventSource }),
  );

beforeEach(() => {
  vi.resetAllMocks();
  vi.useFakeTimers();
  frame = document.createElement('iframe');
  document.body.append(frame);
  told = [];
  frame.contentWindow!.postMessage = ((message: Record<string, string>, origin: string) => {
    told.push({ message, origin });
  }) as Window['postMessage'];
  talk = openCardFrame(frame, `${gateway}/fields`, heard);
});
afterEach(() => {
  talk.close();
  frame.remove();
  vi.useRealTimers();
});

describe('the frame of card fields', () => {
  it('is heard', () => {
    say({ type: 'ready' });
    say({ type: 'height', px: 120 });
    say({ type: 'change', complete: true });
    say({ type: 'key', key: 'Enter' });
    expect(heard.onReady).toHaveBeenCalledOnce();
    expect(heard.onHeight).toHaveBeenCalledWith(120);
    expect(heard.onChange).toHaveBeenCalledWith(true);
    expect(heard.onKey).toHaveBeenCalledWith('Enter');
  });

  it('is not mistaken for another origin, another window or something else that is said', () => {
    say({ type: 'ready' }, 'https://evil.example');
    say({ type: 'ready' }, gateway, window);
    say('ready');
    say(null);
    say({ type: 7 });
    expect(heard.onReady).not.toHaveBeenCalled();
  });

  it('cannot make itself larger than the page', () => {
    say({ type: 'height', px: 1e9 });
    say({ type: 'height', px: -5 });
    say({ type: 'height', px: '100vh' });
    expect(heard.onHeight.mock.calls).toEqual([[1000], [0]]);
  });

  it('is asked for a token in its own origin only', async () => {
    const token = talk.tokenize('Doyun Lee', emptyAddress('KR'));
    expect(told[0]!.origin).toBe(gateway);
    say({ type: 'token', requestId: 'another', token: 'pm_other' });
    say({ type: 'token', requestId: told[0]!.message.requestId, token: 'pm_1' });
    expect(await token).toEqual({ token: 'pm_1' });
  });

  it.each([
    ['incomplete', true],
    ['incorrect_number', true],
    ['card_declined', false],
    ['unavailable', false],
  ])('says by %s why there is none', async (code, isShownInFrame) => {
    const token = talk.tokenize('Doyun Lee', emptyAddress('KR'));
    const { requestId } = told[0]!.message;
    say({ type: 'error', requestId, code, message: 'No.' });
    await expect(token).rejects.toMatchObject({ message: 'No.', isShownInFrame });
  });

  it('is not waited for forever', async () => {
    const token = talk.tokenize('Doyun Lee', emptyAddress('KR'));
    vi.advanceTimersByTime(30_000);
    await expect(token).rejects.toMatchObject({ isShownInFrame: false });
  });

  it('leaves nobody waiting when it goes', async () => {
    const token = talk.tokenize('Doyun Lee', emptyAddress('KR'));
    talk.close();
    await expect(token).rejects.toBeInstanceOf(Error);
  });
});

it('the address of the fields keeps what the gateway put into it', () => {
  expect(
    cardFieldsAddress('https://gateway.example/fields?key=pk_1', {
      parent: 'https://perseat.example',
      language: 'zh-CN',
      theme: 'dark',
      only: 'cvc',
    }),
  ).toBe(
    'https://gateway.example/fields?key=pk_1&parent=https%3A%2F%2Fperseat.example' +
      '&lang=zh-CN&theme=dark&only=cvc',
  );
});
