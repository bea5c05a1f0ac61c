// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { ErrorBar } from '@/ui/ErrorBar';
import { useReturnFocus } from '@/ui/returnFocus';

const useStyles = makeStyles({
  destructive: {
    backgroundColor: tokens.colorStatusDangerBackground3,
    color: tokens.colorNeutralForegroundOnBrand,
    ':hover': {
      backgroundColor: tokens.colorStatusDangerBackground3Hover,
      color: tokens.colorNeutralForegroundOnBrand,
    },
    ':hover:active': { backgroundColor: tokens.colorStatusDangerBackground3Pressed },
  },
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

interface Props {
  title: string;
  /** The button that does it, in words of the deed. */
  confirm: string;
  cancel?: string;
  isDestructive?: boolean;
  isBusy?: boolean;
  error?: Error | null;
  onConfirm: () => void;
  onCancel: () => void;
  children: ReactNode;
}

/** Asks before something happens that cannot simply be taken back, and says what is lost. */
export function ConfirmDialog(props: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  useReturnFocus();
  return (
    <Dialog
      open
      modalType="alert"
      onOpenChange={(_event, data) => {
        if (!data.open && !props.isBusy) props.onCancel();
      }}
    >
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{props.title}</DialogTitle>
          <DialogContent className={styles.content}>
            <ErrorBar error={props.error} />
            <div>{props.children}</div>
          </DialogContent>
          <DialogActions>
            <Button
              appearance="primary"
              className={props.isDestructive ? styles.destructive : undefined}
              disabledFocusable={props.isBusy}
              onClick={props.onConfirm}
            >
              {props.confirm}
            </Button>
            <Button disabledFocusable={props.isBusy} onClick={props.onCancel}>
              {props.cancel ?? t('action.cancel')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
