// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// `vite` alone serves the sources and asks a running `./dev demo` for everything of the API.
const server = process.env.PERSEAT_SERVER ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: { manifest: true, target: 'es2023', chunkSizeWarningLimit: 1000, assetsInlineLimit: 0 },
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
