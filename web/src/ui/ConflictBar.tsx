// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

interface Props {
  /** Names of the parts that somebody else changed too, with what is there now. */
  clashes: { name: string; now: string }[];
  /** The person keeps what they typed, knowing what is there now. */
  onKeep: () => void;
}

/** Somebody else changed what is being typed over: both values, nothing typed is lost. */
export function ConflictBar({ clashes, onKeep }: Props) {
  const { t } = useTranslation();
  if (clashes.length === 0) return null;
  return (
    <MessageBar intent="warning" layout="multiline" role="alert">
      <MessageBarBody>
        <MessageBarTitle>{t('conflict.title')}</MessageBarTitle>
        <ul>
          {clashes.map(({ name, now }) => (
            <li key={name}>{t('conflict.part', { name, now })}</li>
          ))}
        </ul>
      </MessageBarBody>
      <MessageBarActions>
        <Button onClick={onKeep}>{t('conflict.keep')}</Button>
      </MessageBarActions>
    </MessageBar>
  );
}
