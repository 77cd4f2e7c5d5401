/**
 * A PGlite folder in which what was answered outlives a power cut, and not only the process.
 *
 * As it comes, PGlite never asks the disk to write: its server is started with fsync off, and its files
 * have no such call. Here they have.
 *
 * @module
 */
import { fsyncSync } from 'node:fs';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/** Options that open `folder` so. */
export const syncedFolder = (folder: string): PGliteOptions => ({
  fs: new SyncedFiles(folder),
  // `-F` is fsync off. By fdatasync, the default, no call would reach the files either.
  startParams: [
    ...PGlite.defaultStartParams.filter((param) => param !== '-F'),
    '-c',
    'wal_sync_method=fsync',
  ],
});

/** What Emscripten has of its file system on Node.js, as far as it is needed. */
interface HostFiles {
  readonly filesystems: {
    readonly NODEFS: { readonly stream_ops: { fsync?: (stream: { nfd: number }) => number } };
  };
}

class SyncedFiles extends NodeFS {
  override async init(...parameters: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(...parameters);
    const addSync = ({ FS }: { FS: unknown }): void => {
      (FS as HostFiles).filesystems.NODEFS.stream_ops.fsync = ({ nfd }) => {
        fsyncSync(nfd);
        return 0;
      };
    };
    return {
      emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), addSync] },
    };
  }
}
