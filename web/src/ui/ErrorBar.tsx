// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

import { ApiError } from '@/api/client';

/**
 * What an error says to a person, in their language where the reason is known here. The server's
 * own words are English: they follow where they are understood and know a number or date.
 */
export function useErrorText() {
  const { t, i18n } = useTranslation();
  return (error: { reason?: string; detail: string }) => {
    if (!error.reason || !i18n.exists(`reasons.${error.reason}`))
      return error.detail || t('reasons.internal');
    const sentence = t(`reasons.${error.reason}`);
    return i18n.language === 'en' && /\d/.test(error.detail)
      ? `${sentence} ${error.detail}`
      : sentence;
  };
}

interface Props {
  error: unknown;
  /** Fields whose errors are shown beside them; all others are listed here. */
  fields?: readonly string[];
  onRetry?: () => void;
}

/** Where a person acted: what went wrong, for each thing its reason, and the id to quote. */
export function ErrorBar({ error, fields = [], onRetry }: Props) {
  const { t } = useTranslation();
  const textOf = useErrorText();
  if (!error) return null;
  const known = error instanceof ApiError ? error : undefined;
  const others =
    known?.errors.filter((one) => !fields.some((field) => one.field.startsWith(field))) ?? [];
  return (
    <MessageBar intent="error" layout="multiline" role="alert">
      <MessageBarBody>
        <MessageBarTitle>
          {known ? textOf({ reason: known.reason, detail: known.detail }) : t('reasons.internal')}
        </MessageBarTitle>
        {others.length > 0 && (
          <ul>
            {others.map((one) => (
              <li key={one.field}>{textOf(one)}</li>
            ))}
          </ul>
        )}
        {known?.requestId && <div>{t('error.requestId', { id: known.requestId })}</div>}
      </MessageBarBody>
      {onRetry && (
        <MessageBarActions>
          <Button onClick={onRetry}>{t('action.retry')}</Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}
