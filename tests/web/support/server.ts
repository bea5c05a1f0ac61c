// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Starts the real program with the demo's data.
import { spawn, type ChildProcess } from 'node:child_process';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../../..');
const web = process.env.PERSEAT_WEB ?? join(root, 'build/web');
const webApp = join(root, 'build/web');
const programs = process.env.PERSEAT_BIN ?? join(root, 'build/release/bin');

export interface Server {
  url: string;
  gatewayUrl: string;
  stop: () => Promise<void>;
}

const ended = (process: ChildProcess) =>
  new Promise<void>((done) => {
    if (process.exitCode !== null || process.signalCode !== null) done();
    else process.once('exit', () => done());
  });

export type Cloud = 'worldwide' | 'germany' | 'china21vianet';

/** Serves a folder; one that is empty is given the demo's data first, which takes some seconds. */
export async function serve(folder: string, cloud: Cloud = 'worldwide'): Promise<Server> {
  // Ports of its own, so that several run side by side; without a limit of requests, as all those
  // of a test come from one address.
  const process = spawn(
    join(programs, 'perseatd'),
    ['--web', web, '--cloud', cloud, 'demo', '--data', folder, '--port', '0', '--rate-limit', '0'],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  process.stderr.on('data', (text) => (output += text));
  const found = await new Promise<{ url: string; gatewayUrl: string }>((done, fail) => {
    process.stdout.on('data', (text) => {
      output += text;
      const url = /listens on (\S+)/.exec(output)?.[1];
      const gatewayUrl = /gateway on (\S+)/.exec(output)?.[1];
      if (url && gatewayUrl) done({ url, gatewayUrl });
    });
    process.once('exit', () => fail(new Error(`perseatd ended:\n${output}`)));
    process.once('error', fail);
  });
  return {
    ...found,
    stop: async () => {
      process.kill('SIGTERM');
      await ended(process);
    },
  };
}
