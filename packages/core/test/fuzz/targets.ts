// What is given to whom: every decoder of texts and bytes from outside.
import { decodeOutbreaks, encodeOutbreaks } from '@waypost/core/covid-alert-canada';
import {
  decodePreTrace,
  decodeProblematicEvents,
  decodeUserUpload,
} from '@waypost/core/crowdnotifier';
import { encodeCwaWarningPackage, parseCwaWarningPackage } from '@waypost/core/cwa';
import { parseRiskyVenues, parseRiskyVenuesCsv } from '@waypost/core/nhs';
import { toUtf8 } from '@waypost/core/primitives';
import { fromForeignBase64 } from '@waypost/core/primitives/foreign';
import { decodeVenueCode, trustedKeys } from '@waypost/core/venue-codes';
import crowdnotifier from '../vectors/crowdnotifier.json' with { type: 'json' };
import nhs from '../vectors/nhs.json' with { type: 'json' };
import type { FuzzTarget } from './fuzz.ts';
import { almost, almostBytes } from './mutations.ts';
import { CODES, KEYS } from './samples.ts';

const trust = trustedKeys(KEYS);
const now = 1_800_000_000;

const codes: FuzzTarget<string>[] = Object.entries(CODES).map(([format, samples]) => ({
  name: format,
  inputs: almost(samples),
  run: (text) => decodeVenueCode(text, { trust, now }),
}));

const ofBytes = (
  name: string,
  samples: readonly Uint8Array[],
  run: (bytes: Uint8Array) => unknown,
): FuzzTarget<Uint8Array> => ({ name, inputs: almostBytes(samples), run });

const outbreaks = encodeOutbreaks([
  { locationId: 'aB3dE5gH', start: 1_612_000_000, end: 1_612_007_200, severity: 1 },
]);
const warnings = encodeCwaWarningPackage({
  intervalNumber: 450_000,
  region: 'DE',
  reports: [
    {
      locationIdHash: new Uint8Array(32).fill(1),
      iv: new Uint8Array(16).fill(2),
      encryptedCheckInRecord: new Uint8Array(16).fill(3),
      mac: new Uint8Array(32).fill(4),
    },
  ],
});
const preTraces = crowdnotifier.preTraceV2.cases.map(({ preTraceWithProof }) =>
  fromForeignBase64(preTraceWithProof),
);
const uploads = nhs.upload.map(({ csv }) => toUtf8(csv));
const riskyVenues = nhs.upload.flatMap(({ json }) => (json ? [toUtf8(JSON.stringify(json))] : []));

const files: readonly FuzzTarget<Uint8Array>[] = [
  ofBytes('nhs risky venues', riskyVenues, parseRiskyVenues),
  ofBytes('nhs upload', uploads, (csv) => parseRiskyVenuesCsv(csv, now)),
  ofBytes('cwa warnings', [warnings], parseCwaWarningPackage),
  ofBytes('crowdnotifier pre-trace', preTraces, (bytes) => decodePreTrace(bytes, 2)),
  ofBytes('crowdnotifier events', preTraces, decodeProblematicEvents),
  ofBytes('crowdnotifier upload', preTraces, decodeUserUpload),
  ofBytes('covid-alert-canada outbreaks', [outbreaks], decodeOutbreaks),
];

/** By name; the codes first. */
export const TARGETS: readonly FuzzTarget[] = [...codes, ...files] as readonly FuzzTarget[];
