// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Button, Input, makeStyles, tokens, type InputProps } from '@fluentui/react-components';
import { AddRegular, SubtractRegular } from '@fluentui/react-icons';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';

import { parseQuantity } from '@/ui/quantity';

const useStyles = makeStyles({
  row: { display: 'flex', gap: tokens.spacingHorizontalXS },
  input: { width: '140px' },
});

const steps: Record<string, number> = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 };

type Props = Omit<InputProps, 'value' | 'onChange' | 'min' | 'max'> & {
  text: string;
  onText: (text: string) => void;
  min: number;
  max: number;
};

/**
 * A number of licenses: typed, pasted, or stepped with keys and buttons. Unlike a number box of the
 * browser it keeps what it does not understand, so that it can be corrected.
 */
export function QuantityInput({ text, onText, min, max, ...input }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const value = parseQuantity(text);
  const step = (by: number) => onText(String(Math.min(Math.max((value ?? min) + by, min), max)));
  const onKeyDown = (event: KeyboardEvent) => {
    const by = steps[event.key];
    if (by === undefined || event.nativeEvent.isComposing) return;
    event.preventDefault();
    step(by);
  };
  return (
    <div className={styles.row}>
      <Input
        {...input}
        className={styles.input}
        role="spinbutton"
        inputMode="numeric"
        autoComplete="off"
        aria-valuenow={value}
        aria-valuemin={min}
        aria-valuemax={max}
        value={text}
        onChange={(_event, data) => onText(data.value)}
        onKeyDown={onKeyDown}
      />
      <Button
        icon={<SubtractRegular />}
        aria-label={t('quantityBox.fewer')}
        tabIndex={-1}
        onClick={() => step(-1)}
      />
      <Button
        icon={<AddRegular />}
        aria-label={t('quantityBox.more')}
        tabIndex={-1}
        onClick={() => step(1)}
      />
    </div>
  );
}
