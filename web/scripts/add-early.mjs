// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Gives the built page a small script that runs before the app is loaded: it lets the browser fetch
// the code and the texts of the page that the address names beside the app itself, and asks who is
// there, where each would wait for the one before. All of it is a hint: without it, or with a wrong
// one, the app does the same later.
import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const folder = process.argv[2];
const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8'));

const filesOf = (key, found = new Set()) => {
  const { file, imports = [] } = manifest[key];
  if (found.has(file)) return found;
  found.add(file);
  for (const needed of imports) filesOf(needed, found);
  return found;
};
const entry = filesOf(Object.keys(manifest).find((key) => manifest[key].isEntry));
const codeOf = (keys) => [
  ...new Set(keys.flatMap((key) => [...filesOf(key)]).filter((file) => !entry.has(file))),
];

// The pages as their routes declare them: a path, and the module that is loaded for it.
const declaration = /path: '([^']+)',(?:(?!createRoute)[^])*?import\('([^']+)'\)/g;
const routes = globSync('src/screens/*/routes.ts').flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(declaration)].map(([, path, module]) => ({
    path,
    key: join(dirname(file), `${module}.tsx`),
  })),
);
const shell = 'src/app/Shell.tsx';
const pages = routes
  .filter(({ path }) => path !== '/sign-in')
  .map(({ path, key }) => [`^${path.replaceAll(/\$\w+/g, '[^/]+')}$`, codeOf([shell, key])]);
if (pages.length < 20) throw new Error(`only ${pages.length} pages are found in the routes`);

const locale = /^src\/i18n\/locales\/(.+)\.json$/;
const languages = Object.fromEntries(
  Object.entries(manifest).flatMap(([key, { file }]) => {
    const tag = locale.exec(key)?.[1];
    return tag ? [[tag, file]] : [];
  }),
);
if (Object.keys(languages).length < 4) throw new Error('not all languages are found');

// The numbers of files keep it short: many pages share them.
const files = [...new Set([...pages.flatMap(([, ofPage]) => ofPage), ...Object.values(languages)])];
const numbers = (list) => list.map((file) => files.indexOf(file));
const script = `(() => {
const files = ${JSON.stringify(files)};
const pages = ${JSON.stringify(pages.map(([path, list]) => [path, numbers(list)]))};
const languages = ${JSON.stringify(
  Object.fromEntries(Object.entries(languages).map(([tag, file]) => [tag, files.indexOf(file)])),
)};
const page = pages.find(([path]) => new RegExp(path).test(location.pathname));
if (!page) return;
window.perseatMe = fetch('/v1/me');
window.perseatMe.catch(() => {});
let stored;
try { stored = localStorage.getItem('perseat.language'); } catch {}
const primary = (tag) => tag.toLowerCase().split('-')[0];
const tags = Object.keys(languages);
let language = 'en';
for (const wanted of [stored ?? '', ...navigator.languages]) {
  const found = tags.find((tag) => tag.toLowerCase() === wanted.toLowerCase())
    ?? tags.find((tag) => primary(tag) === primary(wanted));
  if (found) { language = found; break; }
}
for (const number of [languages[language], ...page[1]]) {
  const link = document.createElement('link');
  link.rel = 'modulepreload';
  link.crossOrigin = '';
  link.href = '/' + files[number];
  document.head.append(link);
}
})();
`;
const hash = createHash('sha256').update(script).digest('base64url').slice(0, 8);
const name = `assets/early-${hash}.js`;
writeFileSync(join(folder, name), script);
const index = join(folder, 'index.html');
const html = readFileSync(index, 'utf8');
const place = '<script type="module"';
if (!html.includes(place)) throw new Error('the page loads no app');
writeFileSync(index, html.replace(place, `<script src="/${name}"></script>\n    ${place}`));
