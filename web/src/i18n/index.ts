// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

/** A file of this folder is a language; its name is the language's tag. */
const files = import.meta.glob<{ default: object }>('./locales/*.json');
const tagOf = (path: string) => path.replace(/^.*\/(.*)\.json$/, '$1');

export const languages = Object.keys(files).map(tagOf).toSorted();
const fallback = 'en';
const storageKey = 'perseat.language';

/** A language's own name for itself. */
export const nameOf = (language: string) =>
  new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;

/** The first of the wanted tags that there is, whole or by its language alone (`de-AT` is `de`). */
export function pickLanguage(wanted: readonly string[], known: readonly string[]): string {
  for (const tag of wanted) {
    const lower = tag.toLowerCase();
    const language = lower.split('-')[0]!;
    const match =
      known.find((one) => one.toLowerCase() === lower) ??
      known.find((one) => one.toLowerCase().split('-')[0] === language);
    if (match) return match;
  }
  return fallback;
}

async function load(language: string) {
  if (i18next.hasResourceBundle(language, 'translation')) return;
  const file = files[`./locales/${language}.json`];
  if (file) i18next.addResourceBundle(language, 'translation', (await file()).default);
}

const stored = () => {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
};

export const hasChosenLanguage = () => stored() !== null;

async function show(language: string) {
  await load(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

/** Shows the app in a language, and remembers it in this browser. */
export async function chooseLanguage(language: string) {
  localStorage.setItem(storageKey, language);
  await show(language);
}

let started = Promise.resolve();

/** The person's own language, unless this browser was told another one. */
export async function followAccount(locale: string) {
  await started;
  if (!hasChosenLanguage()) await show(pickLanguage([locale], languages));
}

export function startLanguages() {
  started = start();
  return started;
}

async function start() {
  // Every language has all texts, so that only the one that is shown has to be loaded.
  await i18next.use(initReactI18next).init({
    resources: {},
    partialBundledLanguages: true,
    fallbackLng: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  await show(pickLanguage([stored() ?? '', ...navigator.languages], languages));
}

export default i18next;
