import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deriveJointCardKey } from '@waypost/core/contact-card';
import { generateSigningKey } from '@waypost/core/jws';
import { cardKeyFor, verifyKeyList } from '@waypost/core/keys-and-lists';
import { fromBase64Url } from '@waypost/core/primitives';
import { expect, it } from 'vitest';
import { KeyFiles } from '../../src/keys/key-files.ts';
import { KeyFolder } from '../../src/keys/key-folder.ts';
import { tempFolder } from '../helpers/temp-folder.ts';
import { countingBytes, NOW } from '../helpers/test-api.ts';

const DAY = 86_400;
const TODAY = Math.floor(NOW / DAY);

const open = (folder: string, now = NOW, issuer = 'waypost-test') =>
  KeyFiles.open(
    {
      folder: new KeyFolder(folder),
      issuer,
      retentionDays: 14,
      randomBytes: countingBytes('keys'),
    },
    now,
  );

const verified = (keys: KeyFiles, now = NOW, seen: null | { seq: number; sha256: string } = null) =>
  verifyKeyList(
    keys.keyListText,
    { issuer: 'waypost-test', rootThumbprint: keys.rootThumbprint, seen },
    now,
  );

it('makes every key at the first start, for its owner only', async () => {
  const folder = join(tempFolder(), 'keys');
  const keys = await open(folder);
  const { list, stale } = await verified(keys);
  expect(stale).toBe(false);
  expect(keys.codePepper).toHaveLength(32);
  expect([...list.cardKeys.keys()]).toEqual(Array.from({ length: 50 }, (_, i) => TODAY - 14 + i));
  expect(keys.cardKey(TODAY)).toEqual(cardKeyFor(list, TODAY));
  expect(keys.cardKey(TODAY + 36)).toBeNull();
  expect(keys.codeKeys.map(({ kid }) => kid)).toEqual([keys.codeKey.kid]);
  expect(keys.indexKeys.map(({ kid }) => kid)).toEqual([keys.indexKey.kid]);
  expect(keys.outlook).toEqual({
    expires: NOW + 30 * DAY,
    lastCardDay: TODAY + 35,
    rootKeyFile: join(folder, 'root.json'),
  });
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  for (const file of readdirSync(folder))
    expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
});

it('is what the two shares of a day say', async () => {
  const folder = tempFolder();
  const keys = await open(folder);
  const [a, b] = ['a', 'b'].map((office) => {
    const shares = readFileSync(join(folder, `card-share-${office}.json`), 'utf8');
    return fromBase64Url((JSON.parse(shares) as Record<string, string>)[TODAY] ?? '');
  });
  expect(keys.cardKey(TODAY)).toEqual(
    deriveJointCardKey(a ?? new Uint8Array(), b ?? new Uint8Array()),
  );
});

it('gives the same keys and the same bytes at the next start', async () => {
  const folder = tempFolder();
  const first = await open(folder);
  const second = await open(folder, NOW + 3600);
  expect(second.keyListText).toBe(first.keyListText);
  expect(second.codePepper).toEqual(first.codePepper);
});

it('signs the next list a day later while the root key is here, and drops what is past', async () => {
  const folder = tempFolder();
  const first = await open(folder);
  const { state, list: before } = await verified(first);
  const later = NOW + 3 * DAY;
  expect(await first.renew(later)).toBe(true);
  const { list, state: next } = await verified(first, later, state);
  expect(next.seq).toBe(state.seq + 1);
  expect(Math.min(...list.cardKeys.keys())).toBe(TODAY - 11);
  expect(Math.max(...list.cardKeys.keys())).toBe(TODAY + 38);
  expect(cardKeyFor(list, TODAY)).toEqual(cardKeyFor(before, TODAY));
  expect(readFileSync(join(folder, 'card-share-a.json'), 'utf8')).not.toContain(`"${TODAY - 14}"`);
  expect(await first.renew(later)).toBe(false);
});

it('runs on without the root key, and says until when', async () => {
  const folder = tempFolder();
  const { keyListText } = await open(folder);
  rmSync(join(folder, 'root.json'));
  const later = NOW + 10 * DAY;
  const keys = await open(folder, later);
  expect(keys.keyListText).toBe(keyListText);
  expect(keys.outlook).toEqual({
    expires: NOW + 30 * DAY,
    lastCardDay: TODAY + 35,
    rootKeyFile: null,
  });
  // The shares of days that are past go all the same.
  expect(readFileSync(join(folder, 'card-share-b.json'), 'utf8')).not.toContain(`"${TODAY - 14}"`);
});

it('keeps the card keys that are listed where the share of an office was taken away', async () => {
  const folder = tempFolder();
  const first = await open(folder);
  const cardKey = first.cardKey(TODAY + 35);
  renameSync(join(folder, 'card-share-b.json'), join(tempFolder(), 'office-b.json'));
  const keys = await open(folder, NOW + 2 * DAY);
  expect(keys.outlook).toMatchObject({ expires: NOW + 32 * DAY, lastCardDay: TODAY + 35 });
  expect(keys.cardKey(TODAY + 35)).toEqual(cardKey);
});

it('lists a retired code key beside the new one', async () => {
  const folder = tempFolder();
  const first = await open(folder);
  const key = generateSigningKey('ES256', countingBytes('next code key'));
  writeFileSync(join(folder, 'code.json'), JSON.stringify(key));
  const keys = await open(folder, NOW + 60);
  expect(keys.codeKey.kid).not.toBe(first.codeKey.kid);
  expect(keys.codeKeys.map(({ kid }) => kid)).toEqual([first.codeKey.kid, keys.codeKey.kid]);
});

it.each([
  ['another issuer', () => {}, 'LIST_ISSUER', 'another'],
  [
    'a list that was cut short',
    (folder: string) => cut(join(folder, 'key-list.jwt')),
    'LIST_SIGNATURE|LIST_MALFORMED',
    'waypost-test',
  ],
  [
    'a list without its root',
    (folder: string) => rmSync(join(folder, 'root.public.json')),
    'root.public.json',
    'waypost-test',
  ],
  [
    'no list and no root key',
    (folder: string) => remove(folder, 'key-list.jwt', 'root.json'),
    'missing',
    'waypost-test',
  ],
  [
    'a new code key and no root key',
    (folder: string) => {
      const other = generateSigningKey('ES256', countingBytes('other'));
      writeFileSync(join(folder, 'code.json'), JSON.stringify(other));
      rmSync(join(folder, 'root.json'));
    },
    'does not list',
    'waypost-test',
  ],
  [
    'a key file that holds no key',
    (folder: string) => writeFileSync(join(folder, 'index.json'), '{}'),
    'index.json',
    'waypost-test',
  ],
])('refuses to start with %s', async (_what, damage, message, issuer) => {
  const folder = tempFolder();
  await open(folder);
  damage(folder);
  await expect(open(folder, NOW, issuer)).rejects.toThrow(new RegExp(message));
});

const remove = (folder: string, ...files: string[]) => {
  for (const file of files) rmSync(join(folder, file));
};

const cut = (file: string) => writeFileSync(file, readFileSync(file, 'utf8').slice(0, -4));
