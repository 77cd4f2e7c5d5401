/**
 * Lets one process at a time have a folder.
 *
 * PGlite takes no lock of its own: two processes on one folder lose rows without a word.
 *
 * @module
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { link, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StoreError } from './store-error.ts';

/**
 * Takes the folder until the returned function is called. The lock is the file `<folder>.lock`; one that
 * a dead process left behind is taken over.
 *
 * @throws {@link StoreError} `LOCKED` while another process has it, or this one twice.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = `${folder}.lock`;
  const own = JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid) });
  const draft = `${path}.${process.pid}`;
  await mkdir(dirname(folder), { recursive: true });
  await writeFile(draft, own);
  try {
    // A link appears with its content, and only if there is none yet.
    await link(draft, path).catch((error) => {
      if (!isCode(error, 'EEXIST')) throw error;
      return takeOver(path, draft);
    });
  } finally {
    await rm(draft, { force: true });
  }
  return () => rm(path, { force: true });
}

/** Replaces the lock of a dead process. A second file keeps two from doing so at once. */
async function takeOver(path: string, draft: string): Promise<void> {
  const guard = `${path}.takeover`;
  const handle = await open(guard, 'wx').catch((error) => {
    if (!isCode(error, 'EEXIST')) throw error;
    throw new StoreError(
      'LOCKED',
      `another process is taking the data folder over; if none is, remove ${guard}`,
    );
  });
  try {
    const holder = parseHolder(await readFile(path, 'utf8').catch(() => ''));
    const startedAt = holder && startOf(holder.pid);
    if (holder && startedAt !== null && startedAt === holder.startedAt)
      throw new StoreError('LOCKED', `the data folder is in use by process ${holder.pid}`);
    await rename(draft, path);
  } finally {
    await handle.close();
    await rm(guard, { force: true });
  }
}

interface Holder {
  readonly pid: number;
  readonly startedAt: string;
}

function parseHolder(text: string): Holder | null {
  try {
    return JSON.parse(text);
  } catch {
    return null; // nothing that we wrote
  }
}

/**
 * When a process started, in whatever words the system has for it: it tells a process from a later one
 * with the same number. `null` when there is none.
 */
function startOf(pid: number): string | null {
  if (existsSync('/proc/self/stat')) return startOnLinux(pid);
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!isCode(error, 'EPERM')) return null;
  }
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return ''; // no such command: the number alone has to do
  }
}

/** Boot and clock ticks since it, from `/proc`. A zombie counts as gone: it has no open files. */
function startOnLinux(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return fields[0] === 'Z' ? null : `${boot} ${fields[19]}`;
  } catch {
    return null;
  }
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
