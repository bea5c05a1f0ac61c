// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import {
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { MoreHorizontalRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';

import { ActionButton } from '@/ui/ActionButton';
import { ActionMenuItem } from '@/ui/ActionMenuItem';

import { useNameOf } from './lifecycle';
import type { PaneName } from './search';
import type { Subscription } from './subscriptions';

const useStyles = makeStyles({
  actions: { display: 'inline-flex', gap: tokens.spacingHorizontalXS },
});

interface Props {
  subscription: Subscription;
  onOpen: (pane: PaneName) => void;
  onHistory: () => void;
}

/** Either is enough to open the pane: stopping the renewal is allowed to more people. */
export const billingAction = ({ allowedActions }: Subscription) =>
  allowedActions.stopRenewal.allowed
    ? allowedActions.stopRenewal
    : allowedActions.changeRecurringBilling;

/** What can be done with a row: the most wanted as a button, all in a menu named after the row. */
export function RowActions({ subscription, onOpen, onHistory }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const name = useNameOf()(subscription);
  const actions = subscription.allowedActions;
  const hasEnded = subscription.status === 'expired' || subscription.status === 'disabled';
  const isGone = subscription.status === 'deleted';
  return (
    <span className={styles.actions}>
      {hasEnded ? (
        <ActionButton
          size="small"
          allowed={actions.reactivateSubscription}
          aria-label={t('products.reactivateNamed', { name })}
          onClick={() => onOpen('reactivate')}
        >
          {t('products.reactivate')}
        </ActionButton>
      ) : (
        !isGone && (
          <ActionButton
            size="small"
            data-key="assign"
            allowed={actions.assignLicenses}
            aria-label={t('products.assignNamed', { name })}
            onClick={() => onOpen('assign')}
          >
            {t('products.assign')}
          </ActionButton>
        )
      )}
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button
            size="small"
            appearance="subtle"
            icon={<MoreHorizontalRegular />}
            aria-label={t('products.actionsOf', { name })}
          />
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <ActionMenuItem allowed={actions.assignLicenses} onClick={() => onOpen('assign')}>
              {t('products.assignLicenses')}
            </ActionMenuItem>
            <ActionMenuItem allowed={actions.setQuantity} onClick={() => onOpen('quantity')}>
              {t('products.changeQuantity')}
            </ActionMenuItem>
            <ActionMenuItem allowed={actions.updateSubscription} onClick={() => onOpen('profile')}>
              {t('products.changeProfile')}
            </ActionMenuItem>
            <ActionMenuItem allowed={billingAction(subscription)} onClick={() => onOpen('billing')}>
              {t('products.changeBilling')}
            </ActionMenuItem>
            {hasEnded && (
              <ActionMenuItem
                allowed={actions.reactivateSubscription}
                onClick={() => onOpen('reactivate')}
              >
                {t('products.reactivate')}
              </ActionMenuItem>
            )}
            <ActionMenuItem allowed={actions.cancelSubscription} onClick={() => onOpen('cancel')}>
              {t('products.cancel')}
            </ActionMenuItem>
            <MenuItem onClick={onHistory}>{t('products.history')}</MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
    </span>
  );
}
