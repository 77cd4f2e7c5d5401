/**
 * The typed client of the server: every route of its OpenAPI document, and the few calls that a device
 * makes, whose bodies have one size and are sent byte by byte as they were stored.
 *
 * @module
 */
import { equalBytes, fromUtf8, sha256, toBase64Url } from '@waypost/core/primitives';
import createClient, { type Client } from 'openapi-fetch';
import { ClientError } from '../errors.ts';
import type { CheckInReceipt, paths } from './schema.ts';
import {
  type Answer,
  createSend,
  parseJson,
  type Send,
  type TransportOptions,
} from './transport.ts';

/** A signed list, the same bytes for everybody. */
export type ListPath = '/.well-known/waypost-keys' | '/v1/notices' | '/v1/withdrawn-codes';

/** A published file, as the signed index lists it. */
export interface FileReference {
  readonly kind: 'notices' | 'warnings';
  /** 32 bytes. */
  readonly sha256: Uint8Array;
  /** Its length. */
  readonly bytes: number;
}

/** The server, as a device and other apps see it. Every call throws as {@link createSend} says. */
export interface ApiClient {
  /** Every route, typed; keys go into the `Authorization` header of a call. `data` is there, or it threw. */
  readonly routes: Client<paths>;
  /** Sends a check-in. @param body - Text of exactly 2,048 bytes. */
  postCheckIn(body: string): Promise<CheckInReceipt>;
  /** Sends a change of a check-in. @param body - Text of exactly 2,048 bytes. */
  postChange(body: string): Promise<void>;
  /** Sends a disclosure. @param body - Text of exactly 16,384 bytes. */
  postDisclosure(body: string): Promise<void>;
  /** The text of a signed list, nothing of it believed yet. */
  getList(path: ListPath): Promise<string>;
  /** A published file. @throws {@link ClientError} `FILE_MISMATCH` unless it has that length and digest. */
  getFile(file: FileReference): Promise<Uint8Array>;
}

/** The client of one server. */
export function createApiClient(options: TransportOptions): ApiClient {
  const send = createSend(options);
  const url = (path: string): string => options.baseUrl.replace(/\/+$/, '') + path;
  const post = (path: string, body: string): Promise<Answer> =>
    send(
      new Request(url(path), {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body,
      }),
    );
  const get = (path: string, maxBytes?: number): Promise<Answer> =>
    send(new Request(url(path)), maxBytes);
  return {
    routes: typedRoutes(options.baseUrl, send),
    postCheckIn: async (body) => readReceipt(await post('/v1/check-ins', body)),
    postChange: async (body) => assertNoContent(await post('/v1/check-ins/changes', body)),
    postDisclosure: async (body) => assertNoContent(await post('/v1/disclosures', body)),
    getList: async (path) => readList(await get(path)),
    async getFile({ kind, sha256: digest, bytes: length }) {
      const { bytes } = await get(`/v1/${kind}/${toBase64Url(digest)}`, length);
      if (bytes.length !== length || !equalBytes(sha256(bytes), digest))
        throw new ClientError('FILE_MISMATCH', 'a file is not the one that the index lists');
      return bytes;
    },
  };
}

function typedRoutes(baseUrl: string, send: Send): Client<paths> {
  return createClient<paths>({
    baseUrl,
    async fetch(request) {
      const { status, mediaType, bytes } = await send(request);
      if (mediaType === 'application/json' && parseJson(bytes) === undefined) throw notOurs();
      const headers = { 'Content-Type': mediaType };
      return new Response(status === 204 ? null : new Uint8Array(bytes), { status, headers });
    },
  });
}

function readReceipt({ status, mediaType, bytes }: Answer): CheckInReceipt {
  const receipt = mediaType === 'application/json' ? parseJson(bytes) : null;
  if (status !== 201 || typeof receipt !== 'object' || receipt === null) throw notOurs();
  const { receivedHour, late, unconfirmed } = receipt as Partial<CheckInReceipt>;
  if (!Number.isInteger(receivedHour) || typeof late !== 'boolean') throw notOurs();
  if (typeof unconfirmed !== 'boolean') throw notOurs();
  return { receivedHour: receivedHour as number, late, unconfirmed };
}

function assertNoContent({ status }: Answer): void {
  if (status !== 204) throw notOurs();
}

function readList({ mediaType, bytes }: Answer): string {
  if (mediaType !== 'application/jwt') throw notOurs();
  try {
    return fromUtf8(bytes);
  } catch {
    throw notOurs();
  }
}

const notOurs = (): ClientError =>
  new ClientError('ANSWER_INVALID', 'something else than the server answered');
