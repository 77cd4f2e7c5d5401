/**
 * Opens a data folder in a process of its own: `node --conditions=@waypost/source folder-holder.ts FOLDER`.
 * Prints `open`, then the number of each officer's key once it is stored, until it is killed; or the code
 * of the error.
 */
import { openStores } from '../../src/index.ts';

const [folder = ''] = process.argv.slice(2);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

try {
  const { officerKeys } = await openStores(`pglite:${folder}`);
  say('open');
  for (let i = (await officerKeys.list()).length; ; i++) {
    const keyHash = new Uint8Array(32);
    new DataView(keyHash.buffer).setUint32(0, i);
    await officerKeys.insert({ id: `${i}`, name: `${i}`, keyHash, createdAt: i, revokedAt: null });
    say(`${i}`);
  }
} catch (error) {
  say(`${(error as { code?: string }).code}: ${(error as Error).message}`);
}
