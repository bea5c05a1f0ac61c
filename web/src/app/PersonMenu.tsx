// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import {
  Button,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuItemCheckbox,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { ApiError } from '@/api/client';
import { switchKeys, useKeysOn } from '@/app/keys';
import { signOut, useMe } from '@/app/session';
import { useTheme, type ThemeChoice } from '@/app/theme';
import { chooseLanguage, languages, nameOf } from '@/i18n';
import { PersonAvatar } from '@/ui/PersonAvatar';

const themeChoices: ThemeChoice[] = ['system', 'light', 'dark'];

/** Who is signed in, with language, theme, keys and the way out. */
export function PersonMenu({ onKeys }: { onKeys: () => void }) {
  const { t, i18n } = useTranslation();
  const { user, email } = useMe();
  const { choice, choose } = useTheme();
  const areKeysOn = useKeysOn();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [hasFailed, setHasFailed] = useState(false);
  const leave = async () => {
    setHasFailed(false);
    try {
      await signOut();
    } catch (error) {
      // A session that has ended meanwhile is what was wanted.
      if (!(error instanceof ApiError && error.status === 401)) return setHasFailed(true);
    }
    queries.clear();
    await navigate({ to: '/sign-in' });
  };
  return (
    <Menu
      checkedValues={{ language: [i18n.language], theme: [choice], keys: areKeysOn ? ['on'] : [] }}
      onCheckedValueChange={(_event, { name, checkedItems }) => {
        if (name === 'keys') return switchKeys(checkedItems.length > 0);
        const value = checkedItems[0];
        if (value === undefined) return;
        if (name === 'language') void chooseLanguage(value);
        else choose(value as ThemeChoice);
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          aria-label={t('person.menu', { name: user.displayName })}
          icon={<PersonAvatar name={user.displayName} size={28} />}
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuGroup>
            <MenuGroupHeader>
              {user.displayName} · {email}
            </MenuGroupHeader>
          </MenuGroup>
          <MenuDivider />
          <MenuGroup>
            <MenuGroupHeader>{t('person.language')}</MenuGroupHeader>
            {languages.map((language) => (
              <MenuItemRadio key={language} name="language" value={language} lang={language}>
                {nameOf(language)}
              </MenuItemRadio>
            ))}
          </MenuGroup>
          <MenuDivider />
          <MenuGroup>
            <MenuGroupHeader>{t('person.theme')}</MenuGroupHeader>
            {themeChoices.map((one) => (
              <MenuItemRadio key={one} name="theme" value={one}>
                {t(`theme.${one}`)}
              </MenuItemRadio>
            ))}
          </MenuGroup>
          <MenuDivider />
          <MenuItemCheckbox name="keys" value="on">
            {t('keys.on')}
          </MenuItemCheckbox>
          <MenuItem onClick={onKeys}>{t('keys.title')}</MenuItem>
          <MenuDivider />
          <MenuItem onClick={() => void navigate({ to: '/account' })}>
            {t('person.account')}
          </MenuItem>
          <MenuItem
            persistOnClick
            subText={hasFailed ? t('reasons.notReached') : undefined}
            onClick={() => void leave()}
          >
            {t('person.signOut')}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
