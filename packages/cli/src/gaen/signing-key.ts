/**
 * Keys of export files as PEM files.
 *
 * @module
 */
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type ExportPublicKey, exportPublicKey } from '@waypost/core/gaen';
import { type SigningKey, signingKey } from '@waypost/core/jws';
import { UsageError } from '../errors.ts';
import type { GaenMessages } from '../language/gaen/messages.ts';

/** Reads a private key. @throws {@link UsageError} naming the option. */
export function readSigningKey(file: string, words: GaenMessages): SigningKey {
  try {
    return signingKey(createPrivateKey(readFileSync(file, 'utf8')).export({ format: 'jwk' }));
  } catch {
    throw new UsageError(words.signingKeyUnreadable(file));
  }
}

/** Reads a public key. @throws {@link UsageError} naming the option. */
export function readPublicKey(file: string, words: GaenMessages): ExportPublicKey {
  try {
    return exportPublicKey(readFileSync(file, 'utf8'));
  } catch {
    throw new UsageError(words.publicKeyUnreadable(file));
  }
}

/** A key pair as two PEM texts. */
export interface KeyPairPem {
  /** Secret. */
  readonly privateKey: string;
  readonly publicKey: string;
}

/** A fresh P-256 key pair. */
export const generateKeyPairPem = (): KeyPairPem =>
  generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
