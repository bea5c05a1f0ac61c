// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Fails when the entry of the built app is above 200 kB gzipped, or any route loads 130 kB more. What
// surrounds all pages counts as a route of its own.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const folder = process.argv[2];
const entryMax = 200_000;
const routeMax = 130_000;
const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8'));

const sizes = new Map();
const size = (file) => {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(join(folder, file))).length);
  return sizes.get(file);
};
// The files that a chunk needs before it runs.
const filesOf = (key, found = new Set()) => {
  const chunk = manifest[key];
  if (found.has(chunk.file)) return found;
  for (const file of [chunk.file, ...(chunk.css ?? [])]) found.add(file);
  for (const needed of chunk.imports ?? []) filesOf(needed, found);
  return found;
};
const sum = (files) => [...files].reduce((total, file) => total + size(file), 0);

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const entryFiles = filesOf(entry);
const shell = 'src/app/Shell.tsx';
const aroundPages = filesOf(shell);
const failures = [];
const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
const largest = { name: '', bytes: 0 };
if (sum(entryFiles) > entryMax) failures.push(`the entry has ${kB(sum(entryFiles))} gzipped`);
for (const key of Object.keys(manifest).filter((name) => manifest[name].isDynamicEntry)) {
  const isThere = (file) => entryFiles.has(file) || (key !== shell && aroundPages.has(file));
  const more = sum([...filesOf(key)].filter((file) => !isThere(file)));
  if (more > largest.bytes) Object.assign(largest, { name: key, bytes: more });
  if (more > routeMax) failures.push(`${key} loads ${kB(more)} gzipped more`);
}
console.log(
  `web: entry ${kB(sum(entryFiles))}, largest route ${kB(largest.bytes)} (${largest.name})`,
);
if (failures.length > 0) {
  console.error(`web: too large: ${failures.join('; ')}`);
  process.exit(1);
}
