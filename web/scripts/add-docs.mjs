// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Adds the API reference (Swagger UI) as docs/ and a notice of every package that reaches a browser.
import {
  copyFileSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  writeFileSync,
  existsSync,
} from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
const modules = 'node_modules';

const docs = join(folder, 'docs');
mkdirSync(docs, { recursive: true });
for (const file of ['swagger-ui.css', 'swagger-ui-bundle.js'])
  copyFileSync(join(modules, 'swagger-ui-dist', file), join(docs, file));
writeFileSync(
  join(docs, 'index.html'),
  `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Perseat API</title>
    <link rel="icon" href="/favicon.svg" />
    <link rel="stylesheet" href="/docs/swagger-ui.css" />
  </head>
  <body>
    <div id="reference"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/reference.js"></script>
  </body>
</html>
`,
);
// Trying an operation uses the session of the web app, whose token it asks for first.
writeFileSync(
  join(docs, 'reference.js'),
  `let csrfToken;
const isChange = (method) => !['GET', 'HEAD'].includes((method ?? 'GET').toUpperCase());
window.SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  validatorUrl: null,
  requestInterceptor: async (request) => {
    if (isChange(request.method)) {
      csrfToken ??= (await (await fetch('/v1/me')).json()).csrfToken;
      if (csrfToken) request.headers['X-CSRF-Token'] = csrfToken;
    }
    return request;
  },
});
`,
);

// What the app is made of: the production dependencies of the lock file.
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const notices = [];
for (const [path, entry] of Object.entries(lock.packages)) {
  if (path === '' || entry.dev || !existsSync(path)) continue;
  const text = readdirSync(path).find((name) => /^(licen[cs]e|notice)/i.test(name));
  notices.push(
    [
      `${path.replace(/^.*node_modules\//, '')} ${entry.version} (${entry.license ?? 'see below'})`,
      text ? readFileSync(join(path, text), 'utf8').trim() : '',
    ].join('\n\n'),
  );
}
writeFileSync(join(folder, 'notices.txt'), notices.join(`\n\n${'-'.repeat(72)}\n\n`) + '\n');
