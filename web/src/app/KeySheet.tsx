// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Switch,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

import { KeyList } from '@/app/KeyList';
import { switchKeys, useKeysOn } from '@/app/keys';
import { useReturnFocus } from '@/ui/returnFocus';

/** The sheet of all keys, where they can be switched off too. */
export function KeySheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const areOn = useKeysOn();
  useReturnFocus();
  return (
    <Dialog
      open
      onOpenChange={(_event, data) => {
        if (!data.open) onClose();
      }}
    >
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('keys.title')}</DialogTitle>
          <DialogContent>
            <p>{t('keys.about')}</p>
            <KeyList />
            <Switch
              label={t('keys.on')}
              checked={areOn}
              onChange={(_event, data) => switchKeys(data.checked)}
            />
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={onClose}>
              {t('action.close')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
