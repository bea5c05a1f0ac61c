// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// `vite` alone serves the sources and asks a running `./dev demo` for everything of the API.
const server = process.env.PERSEAT_SERVER ?? 'http://127.0.0.1:8080';

// What surrounds all pages.
const frame = new RegExp(
  String.raw`/node_modules/(?:tabster|rtl-css-js|stylis|react-i18next|@griffel/\w+|@fluentui/(?:` +
    'tokens|keyboard-keys|react-(?:aria|button|context-selector|dialog|drawer|icons|link|motion|' +
    'motion-components-preview|nav|portal|shared-contexts|tabster|toast|utilities)))/',
);

// Few files instead of one for each set of pages that share something: a browser takes longer over
// a hundred small files than over ten, however near the server is.
const groups = [
  { name: 'vendor', tags: ['$initial' as const], test: /node_modules/, priority: 4 },
  {
    name: 'core',
    tags: ['$initial' as const],
    test: /^(?!.*(?:index\.html|main\.tsx))/,
    priority: 3,
  },
  { name: 'frame', test: frame, priority: 2 },
  { name: 'common', minShareCount: 12, priority: 1 },
  { name: 'shared', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 10_000 },
];

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    manifest: true,
    target: 'es2023',
    chunkSizeWarningLimit: 1000,
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        // The names of many pages at once say nothing.
        chunkFileNames: ({ name }) => `assets/${name.replace(/~.*/, '')}-[hash].js`,
        codeSplitting: { groups },
      },
    },
  },
  server: {
    // A test reads the contract.
    fs: { allow: ['.', '../api'] },
    proxy: { '/v1': server, '/openapi.json': server },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    // One thread that loads Fluent and a DOM once is faster than several that each do.
    pool: 'threads',
    maxWorkers: 1,
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
