import { createApiClient, type Fetch, isTransient } from '@waypost/client';
import { sha256 } from '@waypost/core/primitives';
import { describe, expect, it } from 'vitest';
import { problem } from '../support/server.ts';

const BODY = '{"contactId":"SECRET-CONTACT"}';
const client = (fetch: Fetch, timeoutMilliseconds = 5000) =>
  createApiClient({ baseUrl: 'https://waypost.test/', fetch, timeoutMilliseconds });
const answering = (response: () => Response) => client(async () => response());
const html = () =>
  new Response('<html>SECRET-HOTEL</html>', { headers: { 'Content-Type': 'text/html' } });
const receipt = { receivedHour: 1, late: false, unconfirmed: true };

const reasonOf = async (work: Promise<unknown>) => {
  const error: Error & { code?: string } = await work.then(
    () => expect.fail('it was taken'),
    (reason) => reason,
  );
  expect(String(error) + String(error.stack) + JSON.stringify(error)).not.toContain('SECRET');
  expect(error.cause).toBeUndefined();
  return error;
};

describe('an answer', () => {
  it('is a receipt', async () => {
    const api = answering(() => Response.json({ ...receipt, more: 1 }, { status: 201 }));
    expect(await api.postCheckIn(BODY)).toEqual(receipt);
  });

  it.each<[string, () => Response, string, boolean]>([
    ['a refusal', () => problem(409, 'CHECK_IN_CONFLICT'), 'CHECK_IN_CONFLICT', false],
    ['a newer refusal', () => problem(422, 'SOMETHING_NEW'), 'SOMETHING_NEW', false],
    ['too busy', () => problem(503, 'CHECK_IN_BUSY'), 'CHECK_IN_BUSY', true],
    ['too many', () => problem(429, 'TOO_MANY_REQUESTS'), 'TOO_MANY_REQUESTS', true],
    ['a code that is no code', () => problem(409, 'SECRET code!'), 'ANSWER_INVALID', true],
    ['a page of a hotel', html, 'ANSWER_INVALID', true],
    ['a page of a proxy', () => new Response('SECRET', { status: 404 }), 'ANSWER_INVALID', true],
    ['no receipt', () => Response.json({ late: true }, { status: 201 }), 'ANSWER_INVALID', true],
    ['half a receipt', () => Response.json(null, { status: 201 }), 'ANSWER_INVALID', true],
    ['another success', () => Response.json(receipt), 'ANSWER_INVALID', true],
    ['no JSON', () => new Response('SECRET{', { status: 201 }), 'ANSWER_INVALID', true],
  ])('that is %s', async (_, response, code, transient) => {
    const error = await reasonOf(answering(response).postCheckIn(BODY));
    expect(error.code).toBe(code);
    expect(isTransient(error)).toBe(transient);
  });

  it.each([
    ['60', 60],
    ['999999', 3600],
    ['Wed, 21 Oct 2026 07:28:00 GMT', null],
  ])('that asks to wait %s', async (text, seconds) => {
    const busy = answering(() => problem(503, 'CHECK_IN_BUSY', { 'Retry-After': text }));
    const error = await reasonOf(busy.postCheckIn(BODY));
    expect(error).toMatchObject({ status: 503, retryAfterSeconds: seconds });
  });

  it('to a change has no content', async () => {
    await answering(() => new Response(null, { status: 204 })).postChange(BODY);
    const error = await reasonOf(answering(html).postChange(BODY));
    expect(error.code).toBe('ANSWER_INVALID');
  });
});

describe('no answer', () => {
  const offline: Fetch = async (request) => {
    throw new TypeError(`fetch failed SECRET ${request.url} ${await request.text()}`);
  };

  it('because there is no network', async () => {
    expect((await reasonOf(client(offline).postCheckIn(BODY))).code).toBe('NETWORK');
  });

  it('in time, also where nobody heeds the signal', async () => {
    const deaf = client(() => new Promise(() => {}), 5);
    expect((await reasonOf(deaf.postCheckIn(BODY))).code).toBe('TIMEOUT');
  });

  it('to its end', async () => {
    const endless = () => new Response(new ReadableStream({ start: () => {} }), { status: 201 });
    const slow = client(async () => endless(), 5);
    expect((await reasonOf(slow.postCheckIn(BODY))).code).toBe('TIMEOUT');
    const broken = new ReadableStream({
      pull: (controller) => controller.error(new Error('SECRET')),
    });
    const cut = answering(() => new Response(broken, { status: 201 }));
    expect((await reasonOf(cut.postCheckIn(BODY))).code).toBe('NETWORK');
  });
});

describe('a published file', () => {
  const bytes = new Uint8Array(1000).fill(7);
  const file = { kind: 'notices', sha256: sha256(bytes), bytes: bytes.length } as const;
  const serving = (served: Uint8Array<ArrayBuffer>) => answering(() => new Response(served));

  it('is the one that the index lists', async () => {
    expect(await serving(bytes).getFile(file)).toEqual(bytes);
  });

  it.each<[string, Uint8Array<ArrayBuffer>, string]>([
    ['cut short', bytes.slice(1), 'FILE_MISMATCH'],
    ['with a bit flipped', bytes.with(500, 6), 'FILE_MISMATCH'],
    ['longer', new Uint8Array(1001), 'ANSWER_INVALID'],
  ])('is not taken %s', async (_, served, code) => {
    expect((await reasonOf(serving(served).getFile(file))).code).toBe(code);
  });

  it('is read no further than it is long', async () => {
    let pulled = 0;
    const endless = () =>
      new ReadableStream<Uint8Array>({
        pull: (controller) => {
          pulled += 1;
          controller.enqueue(new Uint8Array(400));
        },
      });
    const error = await reasonOf(answering(() => new Response(endless())).getFile(file));
    expect(error.code).toBe('ANSWER_INVALID');
    expect(pulled).toBeLessThan(6);
  });
});

describe('a signed list', () => {
  it.each([
    ['a page', html],
    [
      'no UTF-8',
      () => new Response(Uint8Array.of(0xff), { headers: { 'Content-Type': 'application/jwt' } }),
    ],
  ])('is not %s', async (_, response) => {
    const error = await reasonOf(answering(response).getList('/v1/notices'));
    expect(error.code).toBe('ANSWER_INVALID');
  });
});

describe('the typed routes', () => {
  it('send as everything else is sent', async () => {
    let sent: Request | undefined;
    const api = client(async (request) => {
      sent = request;
      return Response.json({ code: 'K7MX-2QPA-WZ3T', expiresAt: 1 }, { status: 201 });
    });
    const headers = { Authorization: 'Bearer waypost-officer-x' };
    const { data } = await api.routes.POST('/v1/verification-codes', { headers });
    expect(data?.code).toBe('K7MX-2QPA-WZ3T');
    expect(sent?.url).toBe('https://waypost.test/v1/verification-codes');
    expect(sent).toHaveProperty('credentials', 'omit');
    expect(sent).toHaveProperty('redirect', 'error');
    expect(sent?.headers.get('authorization')).toBe('Bearer waypost-officer-x');
  });

  it('answer with nothing where there is nothing', async () => {
    const api = answering(() => new Response(null, { status: 204 }));
    const params = { path: { id: 'SECRET' } };
    const { data } = await api.routes.DELETE('/v1/notices/{id}', { params });
    expect(data).toBeUndefined();
  });

  it.each<[string, () => Response, string]>([
    ['refusals', () => problem(403, 'NOTICE_SAME_OFFICER'), 'NOTICE_SAME_OFFICER'],
    [
      'broken JSON',
      () => new Response('{SECRET', { headers: { 'Content-Type': 'application/json' } }),
      'ANSWER_INVALID',
    ],
  ])('throw %s by code', async (_, response, code) => {
    const params = { path: { id: 'x' } };
    const work = answering(response).routes.GET('/v1/matching-runs/{id}', { params });
    expect((await reasonOf(work)).code).toBe(code);
  });
});
