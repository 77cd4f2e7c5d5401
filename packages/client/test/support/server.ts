import type { Wire } from '@waypost/client';
import { hashReceiptKey } from '@waypost/core/contact-id';
import { type BundleEntry, buildBundle } from '@waypost/core/exposure-notice';
import {
  equalBytes,
  fromBase64Url,
  type RandomBytes,
  sha256,
  toBase64Url,
  toUtf8,
} from '@waypost/core/primitives';
import { buildVenueWarningList, type VenueWarningEntry } from '@waypost/core/venue-warning';
import { TestIssuer } from './issuer.ts';
import { seededRandom } from './surroundings.ts';

/** A request as it arrived. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly request: Request;
}

/** A check-in as the server has it. */
export interface StoredCheckIn {
  readonly content: Omit<Wire.NewCheckIn, 'pad'>;
  arrivedAt: number;
  departedAt: number | null;
  isErased: boolean;
}

type Published = { sequence: number; sha256: Uint8Array; bytes: number };

/** The rules of the protocol that a device can run into, in memory. */
export class TestServer {
  readonly issuer: TestIssuer;
  readonly seen: SeenRequest[] = [];
  readonly checkIns = new Map<string, StoredCheckIn>();
  readonly disclosures: Wire.NewDisclosure[] = [];
  readonly codes = new Set<string>();
  /** Texts of the signed lists, and files by digest: to be tampered with. */
  readonly texts = new Map<string, string>();
  readonly files = new Map<string, Uint8Array>();
  readonly index: {
    bundles: (Published & { rule: string })[];
    warnings: Published[];
    withdrawn: number[];
  } = { bundles: [], warnings: [], withdrawn: [] };
  readonly #random: RandomBytes;

  private constructor(seed: string | number) {
    this.#random = seededRandom(`server ${seed}`);
    this.issuer = new TestIssuer(this.#random);
  }

  static async start(seed: string | number = 1): Promise<TestServer> {
    const server = new TestServer(seed);
    server.texts.set('/.well-known/waypost-keys', await server.issuer.keyList());
    server.texts.set('/v1/withdrawn-codes', await server.issuer.withdrawn([]));
    await server.signIndex();
    return server;
  }

  async signIndex(issuedAt?: number): Promise<void> {
    const head = issuedAt === undefined ? {} : { issuedAt };
    this.texts.set('/v1/notices', await this.issuer.index(this.index, head));
  }

  /** Publishes a notice, and the warnings that come out with it. Returns their sequence. */
  async publish(
    entries: readonly BundleEntry[],
    rule = 'who-15min',
    warnings: readonly VenueWarningEntry[] = [],
  ): Promise<number> {
    const randomBytes = this.#random;
    const sequence = 1 + Math.max(0, ...this.index.bundles.map((bundle) => bundle.sequence));
    // Padding to 4,096 ids takes a while, and is the core's to test.
    const bundle = this.#store('notices', buildBundle(entries, { randomBytes, padTo: 64 }));
    const warning = this.#store('warnings', buildVenueWarningList(warnings, { randomBytes }));
    this.index.bundles.push({ sequence, ...bundle, rule });
    this.index.warnings.push({ sequence, ...warning });
    await this.signIndex();
    return sequence;
  }

  async withdraw(sequence: number): Promise<void> {
    this.index.bundles = this.index.bundles.filter((file) => file.sequence !== sequence);
    this.index.warnings = this.index.warnings.filter((file) => file.sequence !== sequence);
    this.index.withdrawn.push(sequence);
    await this.signIndex();
  }

  /** Answers one request. */
  readonly fetch = async (request: Request): Promise<Response> => {
    const path = new URL(request.url).pathname + new URL(request.url).search;
    const body = await request.text();
    this.seen.push({ method: request.method, path, body, request });
    if (request.method === 'GET') return this.#get(path);
    const length = path === '/v1/disclosures' ? 16_384 : 2048;
    if (toUtf8(body).length !== length) return problem(400, 'BODY_SIZE');
    if (path === '/v1/check-ins') return this.#checkIn(JSON.parse(body));
    if (path === '/v1/check-ins/changes') return this.#change(JSON.parse(body));
    if (path === '/v1/disclosures') return this.#disclose(JSON.parse(body));
    return problem(404, 'ROUTE_UNKNOWN');
  };

  #store(kind: string, bytes: Uint8Array) {
    const digest = sha256(bytes);
    this.files.set(`/v1/${kind}/${toBase64Url(digest)}`, bytes);
    return { sha256: digest, bytes: bytes.length };
  }

  #get(path: string): Response {
    const text = this.texts.get(path);
    if (text !== undefined)
      return new Response(text, { headers: { 'Content-Type': 'application/jwt' } });
    const file = this.files.get(path);
    if (file === undefined) return problem(404, 'FILE_UNKNOWN');
    return new Response(new Uint8Array(file), {
      headers: { 'Content-Type': 'application/octet-stream' },
    });
  }

  #checkIn(body: Wire.NewCheckIn): Response {
    const { pad: _pad, ...content } = body;
    const known = this.checkIns.get(content.contactId);
    if (known?.isErased || (known && JSON.stringify(known.content) !== JSON.stringify(content)))
      return problem(409, 'CHECK_IN_CONFLICT');
    if (!known) {
      const { arrivedAt, departedAt = null } = content;
      this.checkIns.set(content.contactId, { content, arrivedAt, departedAt, isErased: false });
    }
    const receivedHour = Math.floor(content.arrivedAt / 3600);
    return Response.json({ receivedHour, late: false, unconfirmed: false }, { status: 201 });
  }

  #change(change: Wire.CheckInChange): Response {
    const known = this.checkIns.get(change.contactId);
    const receiptHash = hashReceiptKey(fromBase64Url(change.receiptKey));
    if (!known || known.isErased) return problem(403, 'CHANGE_REFUSED');
    if (!equalBytes(receiptHash, fromBase64Url(known.content.receiptHash)))
      return problem(403, 'CHANGE_REFUSED');
    if ('erase' in change) known.isErased = true;
    else if ('departedAt' in change) {
      if (change.departedAt > known.arrivedAt + 43_200) return problem(422, 'CHECK_IN_TIME');
      known.departedAt = change.departedAt;
    } else known.arrivedAt = change.arrivedAt;
    return new Response(null, { status: 204 });
  }

  #disclose(disclosure: Wire.NewDisclosure): Response {
    const isRepeated = this.disclosures.some(({ proofs }) => proofs === disclosure.proofs);
    if (!isRepeated && !this.codes.delete(disclosure.code))
      return problem(403, 'VERIFICATION_CODE_REFUSED');
    if (!isRepeated) this.disclosures.push(disclosure);
    return new Response(null, { status: 204 });
  }
}

/** An answer as the server gives it; the texts in it must not reach anybody's log. */
export function problem(status: number, code: string, headers: Record<string, string> = {}) {
  const body = {
    type: 'about:blank',
    title: 'Title',
    status,
    code,
    detail: 'SECRET-DETAIL',
    requestId: 'SECRET-REQUEST',
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/problem+json', ...headers },
  });
}
