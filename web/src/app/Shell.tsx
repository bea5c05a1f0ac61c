// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import {
  Button,
  NavDrawer,
  NavDrawerBody,
  NavItem,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { NavigationRegular } from '@fluentui/react-icons';
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { Suspense, lazy, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { Keys } from '@/app/Keys';
import { isOfOrganization, navigation } from '@/app/navigation';
import { useMe, useSessionEnded } from '@/app/session';
// It has to know what had the focus before the first pane is loaded.
import '@/ui/returnFocus';
import { ToastPlace } from '@/ui/toasts';
import { useMediaQuery } from '@/ui/useMediaQuery';

// After the page itself: it is seldom wanted at once.
const PersonMenu = lazy(async () => ({
  default: (await import('@/app/PersonMenu')).PersonMenu,
}));
const JobsBell = lazy(async () => ({ default: (await import('@/app/JobsBell')).JobsBell }));

// Needed by few, and not before they have worked for hours.
const SignInAgain = lazy(async () => ({
  default: (await import('@/app/SignInAgain')).SignInAgain,
}));

// For the operator, who has no organization.
const NotAllowed = lazy(async () => ({
  default: (await import('@/app/AllowedOnly')).NotAllowed,
}));

const useStyles = makeStyles({
  shell: { display: 'flex', flexDirection: 'column', minHeight: '100dvh' },
  bar: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    '@media print': { display: 'none' },
  },
  organization: {
    flexGrow: 1,
    fontWeight: tokens.fontWeightSemibold,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  // The room of the button that comes.
  person: { width: '32px', height: '32px' },
  middle: { display: 'flex', flexGrow: 1, minWidth: 0 },
  nav: {
    width: '232px',
    flexShrink: 0,
    height: 'auto',
    maxHeight: 'none',
    '@media print': { display: 'none' },
  },
  icon: { fontSize: '20px' },
  main: {
    flexGrow: 1,
    minWidth: 0,
    padding: `${tokens.spacingVerticalXL} ${tokens.spacingHorizontalXXL} 48px`,
    '@media (max-width: 640px)': { padding: tokens.spacingHorizontalL },
    '@media print': { padding: 0 },
  },
  skip: {
    '@media print': { display: 'none' },
    position: 'absolute',
    left: tokens.spacingHorizontalM,
    top: '-100px',
    ':focus': { top: tokens.spacingVerticalS, zIndex: 10 },
    padding: tokens.spacingHorizontalS,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorBrandForegroundLink,
  },
});

/** The entry that a path belongs to: the longest that it begins with. */
const entryOf = (path: string, entries: { to: string }[]) =>
  entries
    .filter(({ to }) => (to === '/' ? path === '/' : path.startsWith(sectionOf(to))))
    .toSorted((a, b) => b.to.length - a.to.length)[0]?.to;
const sectionOf = (to: string) => (to.startsWith('/billing') ? '/billing' : to);

/** Top bar and navigation around the page. */
export function Shell() {
  const styles = useStyles();
  const { t } = useTranslation();
  const me = useMe();
  const hasEnded = useSessionEnded();
  const isNarrow = useMediaQuery('(max-width: 900px)');
  const path = useRouterState({ select: (state) => state.location.pathname });
  const [isOpen, setIsOpen] = useState(false);
  const [isSheetOpen, setIsSheetOpen] = useState(false);
  const mainRef = useRef<HTMLElement>(null);
  const navigate = useNavigate();
  const entries = navigation.filter(({ isShown }) => isShown?.(me) ?? true);

  // A new page is told to screen readers by its heading, as the document is not loaded again. Its
  // code may have to be fetched first: until then the heading is the one of the page before.
  const shownPath = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const lastPath = useRef(shownPath);
  useEffect(() => {
    if (lastPath.current === shownPath) return;
    const isFirst = lastPath.current === undefined;
    lastPath.current = shownPath;
    if (!isFirst) mainRef.current?.querySelector<HTMLElement>('h1')?.focus();
  }, [shownPath]);

  return (
    <div className={styles.shell}>
      <a href="#main" className={styles.skip}>
        {t('nav.skip')}
      </a>
      <header className={styles.bar}>
        {isNarrow && (
          <Button
            appearance="subtle"
            icon={<NavigationRegular />}
            aria-label={t('nav.open')}
            aria-expanded={isOpen}
            onClick={() => setIsOpen(true)}
          />
        )}
        <span className={styles.organization}>{me.organization?.name ?? t('nav.operator')}</span>
        <Suspense fallback={null}>
          <JobsBell />
        </Suspense>
        <Suspense fallback={<span className={styles.person} />}>
          <PersonMenu onKeys={() => setIsSheetOpen(true)} />
        </Suspense>
      </header>
      <div className={styles.middle}>
        <NavDrawer
          className={styles.nav}
          type={isNarrow ? 'overlay' : 'inline'}
          open={!isNarrow || isOpen}
          onOpenChange={(_event, data) => setIsOpen(data.open)}
          selectedValue={entryOf(path, entries) ?? ''}
          aria-label={t('nav.label')}
          role="navigation"
        >
          {/* Plain links, each reached by Tab: moving by arrows needs hidden places for the focus
              around them. */}
          <NavDrawerBody data-tabster={undefined}>
            {entries.map(({ to, name, icon: Icon }) => (
              <NavItem
                key={to}
                value={to}
                icon={<Icon className={styles.icon} />}
                href={to}
                as="a"
                onClick={(event) => {
                  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
                  event.preventDefault();
                  setIsOpen(false);
                  void navigate({ to });
                }}
              >
                {t(name)}
              </NavItem>
            ))}
          </NavDrawerBody>
        </NavDrawer>
        <main id="main" className={styles.main} ref={mainRef} tabIndex={-1}>
          <ToastPlace>
            {me.organization === null && isOfOrganization(path) ? (
              <Suspense>
                <NotAllowed key={path} />
              </Suspense>
            ) : (
              <Outlet />
            )}
          </ToastPlace>
        </main>
      </div>
      <Keys isSheetOpen={isSheetOpen} onSheet={setIsSheetOpen} />
      {hasEnded && (
        <Suspense>
          <SignInAgain />
        </Suspense>
      )}
    </div>
  );
}
