import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { openStores } from '../src/index.ts';

describe('openStores', () => {
  it.each(['', 'mysql://waypost:geheim@localhost/waypost', '/var/lib/waypost', 'PGLITE:'])(
    'refuses a URL of another kind, without a word of it: %j',
    async (url) => {
      const error = await openStores(url).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ name: 'StoreError', code: 'URL_INVALID' });
      expect(String(error)).not.toContain('geheim');
    },
  );
  it('says that nobody answers, and not with which password it asked', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    server.close();
    await once(server, 'close');
    const url = `postgres://waypost:geheim@127.0.0.1:${port}/waypost`;
    const error = await openStores(url).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'StoreError', code: 'UNAVAILABLE' });
    expect(String(error)).not.toContain('geheim');
  });
  it('opens a database in memory, until it is closed', async () => {
    const { ping, close } = await openStores('pglite:');
    await ping();
    await close();
    await expect(ping()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});
