import { sha256, toUtf8 } from '@waypost/core/primitives';
import { qrSvg } from '@waypost/core/venue-code';
import { addOfficerKey, dropExpired, platformContext } from '@waypost/platform';
import { memoryStores } from '@waypost/platform/memory';
import { type AppParts, createApp } from '../../src/app.ts';
import { Metrics } from '../../src/http/metrics.ts';
import { KeyFiles } from '../../src/keys/key-files.ts';
import { KeyFolder } from '../../src/keys/key-folder.ts';
import { posterParts } from '../../src/posters.ts';
import { tempFolder } from './temp-folder.ts';

/** 2026-11-24T08:00:00Z */
export const NOW = 1_795_507_200;

/** A source of bytes that gives the same ones in every run. */
export function countingBytes(seed: string): (length: number) => Uint8Array {
  let calls = 0;
  return (length) => {
    const bytes = new Uint8Array(length);
    for (let at = 0; at < length; at += 32)
      bytes.set(sha256(toUtf8(`${seed} ${calls} ${at}`)).subarray(0, length - at), at);
    calls++;
    return bytes;
  };
}

interface Ask {
  readonly body?: unknown;
  readonly key?: string | undefined;
  readonly headers?: Record<string, string>;
}

/** The app on stores in memory, with a clock that stands still and a log that is kept. */
export async function testApi(options: Partial<AppParts> = {}) {
  const clock = { now: NOW };
  const log: object[] = [];
  const delays: number[] = [];
  const randomBytes = countingBytes('api');
  const folder = new KeyFolder(tempFolder());
  const issuing = { folder, issuer: 'waypost-test', retentionDays: 14, randomBytes };
  const keys = await KeyFiles.open(issuing, NOW);
  const platform = platformContext({
    ...memoryStores(),
    clock: () => clock.now,
    randomBytes,
    issuer: 'waypost-test',
    host: 'check.example',
    keys,
    codePepper: keys.codePepper,
    nextTurn: setImmediate,
  });
  await dropExpired(platform);
  const app = createApp({
    platform,
    drawCode: (text, title) => qrSvg(text, { title }),
    posters: posterParts,
    metrics: new Metrics(NOW),
    clock: () => clock.now,
    stopwatch: () => 0,
    randomBytes,
    log: (line) => void log.push(line),
    delay: async (seconds) => void delays.push(seconds),
    limits: { registrations: 1000, posterArchives: 1000, disclosures: 1000 },
    networkPrefix: () => '192.0.2.0/24',
    isReady: async () => true,
    ...options,
  });
  const officers = {
    a: await addOfficerKey(platform, 'Officer A'),
    b: await addOfficerKey(platform, 'Officer B'),
  };
  const ask = async (method: string, path: string, { body, key, headers }: Ask = {}) =>
    app.request(path, {
      method,
      headers: {
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...(key !== undefined && { Authorization: `Bearer ${key}` }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  return { app, platform, keys, clock, log, delays, officers, ask };
}

export type TestApi = Awaited<ReturnType<typeof testApi>>;
