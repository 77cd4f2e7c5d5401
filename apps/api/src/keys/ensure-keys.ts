import {
  generateSigningKey,
  jwkThumbprint,
  type PublicJwk,
  type SigningKey,
  signingKey,
} from '@waypost/core/jws';
import { fromBase64Url, type RandomBytes, toBase64Url } from '@waypost/core/primitives';
import type { KeyFolder } from './key-folder.ts';

/** Names of the files. */
export const FILES = {
  root: 'root.json',
  rootPublic: 'root.public.json',
  code: 'code.json',
  index: 'index.json',
  keyList: 'key-list.jwt',
  pepper: 'code-pepper',
} as const;

/** Where keys lie, and what new ones are made of. */
export interface KeySource {
  readonly folder: KeyFolder;
  readonly randomBytes: RandomBytes;
}

const PEPPER_BYTES = 32;

/** The signing key of a file, made where there is none. */
export function ensureKey({ folder, randomBytes }: KeySource, file: string): SigningKey {
  if (folder.read(file) === null)
    folder.write(file, JSON.stringify(generateSigningKey('ES256', randomBytes)));
  return parseKey(folder.read(file) ?? '', file);
}

/** The thumbprint of the root key, which is made where nothing of it is here. */
export function ensureRoot(source: KeySource): string {
  const { folder } = source;
  const isNew = folder.read(FILES.rootPublic) === null;
  if (isNew && folder.read(FILES.keyList) !== null)
    throw unusable(FILES.keyList, `it needs ${FILES.rootPublic} beside it`);
  if (isNew) folder.write(FILES.rootPublic, JSON.stringify(ensureKey(source, FILES.root).jwk));
  return jwkThumbprint(JSON.parse(folder.read(FILES.rootPublic) ?? '') as PublicJwk);
}

/** The 32 bytes of the pepper, made where there are none. */
export function ensurePepper({ folder, randomBytes }: KeySource): Uint8Array {
  if (folder.read(FILES.pepper) === null)
    folder.write(FILES.pepper, toBase64Url(randomBytes(PEPPER_BYTES)));
  return fromBase64Url(folder.read(FILES.pepper) ?? '');
}

/** Reads a private key. @throws Error for the operator. */
export function parseKey(text: string, file: string): SigningKey {
  try {
    return signingKey(JSON.parse(text));
  } catch {
    throw unusable(file, 'it holds no private key');
  }
}

/** What the operator is told of a file that does not fit. */
export const unusable = (file: string, why: string): Error =>
  new Error(`${file} in KEYS_DIR cannot be used: ${why}`);
