import { readFileSync } from 'node:fs';
import { arch, cpus, loadavg, platform, totalmem } from 'node:os';
import type { Bench, BenchOptions } from './bench.ts';

/** Where, when and with what a result was measured: a figure without it says nothing. */
export interface Circumstances {
  readonly command: string;
  /** UTC. */
  readonly date: string;
  readonly machine: string;
  readonly node: string;
  /** Of each peer, by its name. */
  readonly versions: Readonly<Record<string, string>>;
  /** Of the last minute, when the question began. */
  readonly loadAverage: number;
}

/** The circumstances of a question that begins now. */
export function circumstances(bench: Bench, { full, rounds }: BenchOptions): Circumstances {
  const [cpu] = cpus();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  return {
    command: `npm run bench --${full ? ' --full' : ''} --rounds ${rounds} ${bench.name}`,
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} × ${cpu?.model.trim()}, ${memory}, ${platform()} ${arch()}`,
    node: process.version,
    versions: Object.fromEntries((bench.peers ?? []).map((peer) => [peer, versionOf(peer)])),
    loadAverage: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  };
}

function versionOf(peer: string): string {
  if (peer === 'node:sqlite') return process.versions['sqlite'] ?? 'unknown';
  if (peer === 'node:crypto') return process.versions.openssl ?? 'unknown';
  const file = new URL(`../node_modules/${peer}/package.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
