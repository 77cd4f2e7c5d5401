/**
 * Puts the server together from its configuration: store, keys, use cases, app, jobs. What it needs of
 * the machine it is given, so that a test can start it too.
 *
 * @module
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { getConnInfo } from '@hono/node-server/conninfo';
import { qrSvg } from '@waypost/core/venue-code';
import {
  addOfficerKey,
  dropExpired,
  type PlatformContext,
  platformContext,
  publishDue,
} from '@waypost/platform';
import { openStores, type Stores } from '@waypost/store';
import { type AppParts, createApp } from './app.ts';
import type { Config } from './config.ts';
import type { Log } from './http/logging.ts';
import { Metrics } from './http/metrics.ts';
import { networkPrefixOf } from './http/network-prefix.ts';
import { type Job, startJobs } from './jobs.ts';
import { KeyFiles } from './keys/key-files.ts';
import { KeyFolder } from './keys/key-folder.ts';
import { collectModules } from './pages/browser-modules.ts';
import { posterParts } from './posters.ts';
import { startServer } from './server.ts';

/** What the server asks of the machine. */
export interface Machine {
  /** Unix seconds. */
  readonly clock: () => number;
  readonly stopwatch: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly log: Log;
}

/** A server that runs. */
export interface RunningApi {
  readonly url: string;
  readonly platform: PlatformContext;
  readonly keys: KeyFiles;
  /** Key of the first officer, at the first start only. Secret: it is stored nowhere. */
  readonly firstOfficerKey: string | null;
  /** Answers what was asked, ends its jobs, closes the store. */
  stop(): Promise<void>;
}

const HOUR_SECONDS = 3600;
const LOOK_FOR_NOTICES_SECONDS = 60;

/**
 * Starts the server.
 *
 * @throws Error with a message for the operator: of the store, of the keys, or where the port is taken.
 */
export async function startApi(config: Config, machine: Machine): Promise<RunningApi> {
  const { clock, randomBytes, log } = machine;
  const stores = await openStores(config.DATABASE_URL);
  const state = { isStopping: false };
  const ends: (() => Promise<void>)[] = [() => stores.close()];
  const stop = async () => {
    state.isStopping = true;
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    const folder = new KeyFolder(config.KEYS_DIR);
    const { ISSUER: issuer, RETENTION_DAYS: retentionDays } = config;
    const keys = await KeyFiles.open({ folder, issuer, retentionDays, randomBytes }, clock());
    const platform = contextOf(config, machine, { stores, keys });
    await dropExpired(platform);
    await publishDue(platform);
    const isReady = async () => !state.isStopping && (await answers(stores));
    const app = createApp(appParts(config, machine, { platform, keys, isReady }));
    const jobs = startJobs(jobsOf(config, platform, keys), log);
    ends.push(() => jobs.stop());
    const server = await startServer(app, { host: config.HOST, port: config.PORT });
    ends.push(() => server.stop());
    // Last: a start that fails must not have made a key that nobody was shown.
    const firstOfficerKey = await ensureOfficer(platform);
    return { url: server.url, platform, keys, firstOfficerKey, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function contextOf(
  config: Config,
  { clock, randomBytes }: Machine,
  { stores, keys }: { readonly stores: Stores; readonly keys: KeyFiles },
): PlatformContext {
  return platformContext({
    ...stores,
    clock,
    randomBytes,
    issuer: config.ISSUER,
    host: config.PUBLIC_HOST,
    keys,
    codePepper: keys.codePepper,
    nextTurn: setImmediate,
    settings: {
      retentionDays: config.RETENTION_DAYS,
      venueCodeDays: config.VENUE_CODE_DAYS,
      verificationCodeSeconds: config.VERIFICATION_CODE_SECONDS,
      publishEverySeconds: config.PUBLISH_EVERY_SECONDS,
      limits: {
        venuePerHour: config.CHECK_INS_PER_VENUE_HOUR,
        networkPrefixPerHour: config.CHECK_INS_PER_NETWORK_HOUR,
      },
      writer: {
        maxBatch: config.CHECK_INS_PER_STATEMENT,
        maxInFlight: config.CHECK_IN_STATEMENTS,
      },
    },
  });
}

function appParts(
  config: Config,
  { clock, stopwatch, randomBytes, log }: Machine,
  parts: Pick<AppParts, 'platform' | 'isReady'> & { readonly keys: KeyFiles },
): AppParts {
  const { platform, isReady, keys } = parts;
  const { ISSUER: issuer, TRUSTED_PROXIES: trustedProxies } = config;
  return {
    platform,
    isReady,
    drawCode: (text, title) => qrSvg(text, { title }),
    posters: posterParts,
    metrics: new Metrics(clock()),
    clock,
    stopwatch,
    randomBytes,
    log: config.REQUEST_LOG === 'on' ? log : (line) => void ('error' in line && log(line)),
    delay: (seconds) => sleep(seconds * 1000),
    limits: {
      registrations: config.VENUES_PER_NETWORK_HOUR,
      posterArchives: config.POSTER_ARCHIVES_PER_NETWORK_HOUR,
      disclosures: config.DISCLOSURES_PER_NETWORK_HOUR,
    },
    networkPrefix: (c) =>
      networkPrefixOf({
        remoteAddress: getConnInfo(c).remote.address,
        forwardedFor: c.req.header('X-Forwarded-For'),
        trustedProxies,
      }),
    pages: { issuer, rootThumbprint: keys.rootThumbprint, modules: collectModules('verify.js') },
  };
}

const jobsOf = (config: Config, platform: PlatformContext, keys: KeyFiles): readonly Job[] => [
  {
    name: 'publish',
    everySeconds: Math.min(config.PUBLISH_EVERY_SECONDS, LOOK_FOR_NOTICES_SECONDS),
    run: () => publishDue(platform),
  },
  { name: 'retention', everySeconds: HOUR_SECONDS, run: () => dropExpired(platform) },
  { name: 'keys', everySeconds: HOUR_SECONDS, run: () => keys.renew(platform.clock()) },
];

/** The first key, where there is none: nobody else could make one. */
async function ensureOfficer(platform: PlatformContext): Promise<string | null> {
  if ((await platform.officerKeys.list()).length > 0) return null;
  const { key } = await addOfficerKey(platform, 'first officer');
  return key;
}

async function answers({ ping }: Stores): Promise<boolean> {
  try {
    await ping();
    return true;
  } catch {
    return false;
  }
}
