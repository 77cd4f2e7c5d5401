/**
 * What venues' owners and officers ask of the server: HTTP, by the typed client.
 *
 * @module
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ApiClient, isApiError, type Wire } from '@waypost/client';
import { fromBase64Url } from '@waypost/core/primitives';
import type { StoryVenue } from './names.ts';

/** A place that was registered. */
export interface RegisteredVenue {
  readonly name: string;
  /** Text of the code, by zone. */
  readonly codes: ReadonlyMap<string, string>;
  /** Files that were written. */
  readonly files: readonly string[];
}

/** A notice, as officers see it. */
export type DemoNotice = Wire.Notice;
/** A run, as officers see it. */
export type DemoRun = Wire.MatchingRun;

const RULE = 'who-15min';
const bearer = (key: string) => ({ Authorization: `Bearer ${key}` });

/** An owner registers, and prints a code for each zone. */
export async function registerVenue(
  { routes }: ApiClient,
  { name, address, zones }: StoryVenue,
  folder: string,
): Promise<RegisteredVenue> {
  const { data } = await routes.POST('/v1/venues', {
    body: { name, address, kind: 0, zones: [...zones] },
  });
  const { venue, locations, ownerKey } = present(data);
  await mkdir(folder, { recursive: true });
  const files: string[] = [];
  for (const { zone } of locations) {
    const drawn = await routes.GET('/v1/venues/{id}/code.svg', {
      params: { path: { id: venue.venueId }, query: { zone } },
      headers: bearer(ownerKey),
      parseAs: 'text',
    });
    const file = join(folder, `${fileName(zone === '' ? name : `${name} ${zone}`)}.svg`);
    await writeFile(file, present(drawn.data));
    files.push(file);
  }
  return { name, codes: new Map(locations.map(({ zone, text }) => [zone, text])), files };
}

/** `Phở Bà Dần Tầng 1` as `pho-ba-dan-tang-1`. */
const fileName = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replace(/[^a-z0-9]+/g, '-');

/** A code for one positive person, to be read out. */
export async function issueCode({ routes }: ApiClient, key: string): Promise<string> {
  const { data } = await routes.POST('/v1/verification-codes', { headers: bearer(key) });
  return present(data).code;
}

/** Ids of the disclosures that an officer sees. */
export async function disclosureIds({ routes }: ApiClient, key: string): Promise<string[]> {
  const { data } = await routes.GET('/v1/disclosures', { headers: bearer(key) });
  return present(data).disclosures.map(({ id }) => id);
}

/** Makes a run for one disclosure. */
export async function makeRun(
  { routes }: ApiClient,
  key: string,
  request: { readonly disclosureId: string; readonly withUnconfirmed: boolean },
): Promise<DemoRun> {
  const { disclosureId, withUnconfirmed } = request;
  const { data } = await routes.POST('/v1/matching-runs', {
    headers: bearer(key),
    body: { disclosureIds: [disclosureId], rule: RULE, withLate: false, withUnconfirmed },
  });
  return present(data);
}

/** Drafts the notice of a run. */
export async function draftNotice(
  { routes }: ApiClient,
  key: string,
  runId: string,
): Promise<DemoNotice> {
  const { data } = await routes.POST('/v1/notices', { headers: bearer(key), body: { runId } });
  return present(data);
}

/** Approves a notice; code of the refusal, `null` where there was none. */
export async function approveNotice(
  { routes }: ApiClient,
  key: string,
  id: string,
): Promise<string | null> {
  try {
    const params = { path: { id } };
    await routes.POST('/v1/notices/{id}/approval', { headers: bearer(key), params });
    return null;
  } catch (error) {
    if (isApiError(error)) return error.code;
    throw error;
  }
}

/** Whether everybody can fetch the notice. */
export async function isPublished(api: ApiClient, { sha256, bytes }: DemoNotice): Promise<boolean> {
  try {
    await api.getFile({ kind: 'notices', sha256: fromBase64Url(sha256), bytes });
    return true;
  } catch (error) {
    if (isApiError(error) && error.code === 'FILE_UNKNOWN') return false;
    throw error;
  }
}

function present<T>(data: T | undefined): T {
  if (data === undefined) throw new Error('the server gave no answer');
  return data;
}
