// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import {
  FluentProvider,
  webDarkTheme,
  webLightTheme,
  type Theme,
} from '@fluentui/react-components';
import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';

export type ThemeChoice = 'system' | 'light' | 'dark';

const storageKey = 'perseat.theme';
const darkMedia = window.matchMedia('(prefers-color-scheme: dark)');
const fontFamilyBase =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK KR", ' +
  '"Malgun Gothic", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

const withFonts = (theme: Theme): Theme => ({ ...theme, fontFamilyBase });
const themes = { light: withFonts(webLightTheme), dark: withFonts(webDarkTheme) };

const stored = (): ThemeChoice => {
  const value = localStorage.getItem(storageKey);
  return value === 'light' || value === 'dark' ? value : 'system';
};

const ThemeContext = createContext({
  choice: 'system' as ThemeChoice,
  shown: 'light' as 'light' | 'dark',
  choose: (_choice: ThemeChoice) => {},
});
export const useTheme = () => use(ThemeContext);

/** True while the page is laid out for paper, which is light whatever the screen is. */
function useIsPrinted() {
  const [isPrinted, setIsPrinted] = useState(false);
  useEffect(() => {
    // At once: the browser lays the page out as soon as the event is over.
    const before = () => flushSync(() => setIsPrinted(true));
    const after = () => setIsPrinted(false);
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, []);
  return isPrinted;
}

/** Follows the system until this browser was told light or dark. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  const [choice, setChoice] = useState(stored);
  const [isSystemDark, setIsSystemDark] = useState(darkMedia.matches);
  useEffect(() => {
    const follow = () => setIsSystemDark(darkMedia.matches);
    darkMedia.addEventListener('change', follow);
    return () => darkMedia.removeEventListener('change', follow);
  }, []);
  const isPrinted = useIsPrinted();
  const onScreen = choice === 'system' ? (isSystemDark ? 'dark' : 'light') : choice;
  const shown = isPrinted ? 'light' : onScreen;
  useEffect(() => {
    document.documentElement.style.colorScheme = shown;
  }, [shown]);
  const value = useMemo(
    () => ({
      choice,
      shown,
      choose: (next: ThemeChoice) => {
        localStorage.setItem(storageKey, next);
        setChoice(next);
      },
    }),
    [choice, shown],
  );
  return (
    <ThemeContext value={value}>
      <FluentProvider theme={themes[shown]} style={{ minHeight: '100dvh' }}>
        {children}
      </FluentProvider>
    </ThemeContext>
  );
}
