import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';

const BODY_BYTES = 2048;
const MINUTE = 60;

/** Registers a venue and returns its one location. */
async function registerVenue(url: string): Promise<string> {
  const response = await fetch(`${url}/v1/venues`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Chợ Cây Đa', address: '', kind: 1, zones: [''] }),
  });
  if (response.status !== 201) throw new Error(`no venue: ${response.status}`);
  const { locations } = (await response.json()) as { locations: { locationId: string }[] };
  return locations[0]!.locationId;
}

/** A check-in as a device sends it. The card is random: nobody but its addressee could tell. */
function makeCheckIn(locationId: string): { contactId: string; body: string } {
  const random = (length: number): string => randomBytes(length).toString('base64url');
  const contactId = random(16);
  const now = Math.floor(Date.now() / 1000 / MINUTE) * MINUTE;
  const content = {
    locationId,
    contactId,
    arrivedAt: now,
    receiptHash: random(32),
    card: random(569),
    pad: '',
  };
  const pad = 'A'.repeat(BODY_BYTES - Buffer.byteLength(JSON.stringify(content)));
  return { contactId, body: JSON.stringify({ ...content, pad }) };
}

/** What became of one request: the status, or `null` where the connection broke. */
export interface Sent {
  readonly contactId: string;
  readonly status: number | null;
  readonly milliseconds: number;
}

/** Sends `count` check-ins over `connections` connections that stay open, as fast as answers come. */
export async function sendCheckIns(
  url: string,
  {
    count,
    connections,
    onAnswer,
  }: { count: number; connections: number; onAnswer?: (answered: number) => void },
): Promise<{ seconds: number; sent: Sent[] }> {
  const locationId = await registerVenue(url);
  // Made beforehand: making them would compete with the server for the machine.
  const checkIns = Array.from({ length: count }, () => makeCheckIn(locationId));
  const begun = performance.now();
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const sent: Sent[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let at = next++; at < checkIns.length; at = next++) {
      const { contactId, body } = checkIns[at]!;
      const started = performance.now();
      const status = await post(`${url}/v1/check-ins`, body, agent);
      sent.push({ contactId, status, milliseconds: performance.now() - started });
      if (status === null) return; // the server is gone
      onAnswer?.(sent.length);
    }
  };
  await Promise.all(Array.from({ length: connections }, lane));
  agent.destroy();
  return { seconds: (performance.now() - begun) / 1000, sent };
}

function post(url: string, body: string, agent: Agent): Promise<number | null> {
  return new Promise((resolve) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
    };
    const req = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? null));
      response.once('error', () => resolve(null));
    });
    req.once('error', () => resolve(null));
    req.end(body);
  });
}
