// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';

import { ApiError } from '@/api/client';
import i18next, { chooseLanguage, startLanguages } from '@/i18n';

import { ErrorBar } from './ErrorBar';

const noSeats = new ApiError(
  409,
  'noSeats',
  '3 licenses are needed and 2 are available.',
  'request-1',
  [],
);

beforeAll(startLanguages);
afterEach(cleanup);

describe('ErrorBar', () => {
  it('adds the numbers that only the server knows where its words are understood', async () => {
    await chooseLanguage('en');
    render(<ErrorBar error={noSeats} />);
    const text = screen.getByRole('alert').textContent;
    expect(text).toContain(i18next.t('reasons.noSeats'));
    expect(text).toContain('3 licenses are needed and 2 are available.');
    expect(text).toContain('request-1');
  });

  it('keeps to the language of the person', async () => {
    await chooseLanguage('ko');
    render(<ErrorBar error={noSeats} />);
    const text = screen.getByRole('alert').textContent;
    expect(text).toContain(i18next.t('reasons.noSeats'));
    expect(text).not.toContain('needed');
  });

  it('says what the server said where the reason is not known here', async () => {
    await chooseLanguage('de');
    const unknown = new ApiError(409, 'newReason' as never, 'The moon is full.', undefined, []);
    render(<ErrorBar error={unknown} />);
    expect(screen.getByRole('alert').textContent).toContain('The moon is full.');
  });

  it('lists what is wrong with fields that are not shown beside it', async () => {
    await chooseLanguage('en');
    const wrong = new ApiError(422, 'conflictingFields', '', undefined, [
      { field: 'name', reason: 'tooLong', detail: 'At most 100 characters.' },
      { field: 'userIds[2]', reason: 'guest', detail: 'Guests cannot hold licenses.' },
    ]);
    render(<ErrorBar error={wrong} fields={['name']} />);
    expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      i18next.t('reasons.guest'),
    ]);
  });
});
