// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Makes the demo's data once; each test serves a copy of it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { serve } from './server.ts';

export default async function makeDemo() {
  const folder = mkdtempSync(join(tmpdir(), 'perseat-web-'));
  const server = await serve(join(folder, 'demo'));
  await server.stop();
  process.env.PERSEAT_DEMO_DATA = join(folder, 'demo');
  return () => rmSync(folder, { recursive: true });
}
