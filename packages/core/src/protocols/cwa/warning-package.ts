import { assertUint, UINT32_MAX } from '../../primitives/bytes.ts';
import { fromUtf8 } from '../../primitives/encoding.ts';
import { WaypostError } from '../../primitives/errors.ts';
import { type ProtoField, ProtoWriter, protoFields } from '../../primitives/protobuf.ts';
import { type CwaProtectedReport, decodeCwaReport, encodeCwaReport } from './protected-report.ts';
import { nonEmpty, nonZero, orListMalformed } from './wire.ts';

/** Most reports of one hour's package: 7 MB. */
export const CWA_MAX_REPORTS = 65_536;
/** Longest package, in bytes. */
export const CWA_PACKAGE_MAX_BYTES = 8_388_608;

const INTERVAL_FIELD = 1;
const REGION_FIELD = 2;
const REPORT_FIELD = 4;

/** What the server publishes for one hour: the warnings that it took in. */
export interface CwaTraceWarningPackage {
  /** Hours since 1970, uint32. */
  readonly intervalNumber: number;
  /** `DE`. */
  readonly region: string;
  readonly reports: readonly CwaProtectedReport[];
}

/**
 * Reads a package, the `export.bin` of an hour. Its signature stands in a file beside it, and must
 * have been checked before. Byte fields are views of `bytes`.
 *
 * | field | TraceWarningPackage                                               |
 * | ----- | ----------------------------------------------------------------- |
 * | 1     | intervalNumber                                                    |
 * | 2     | region                                                            |
 * | 3     | timeIntervalWarnings: of the time before reports, passed over     |
 * | 4     | checkInProtectedReports                                           |
 *
 * @throws {@link WaypostError} `VENUE_LIST_MALFORMED`, also for more than 65,536 reports, and for all
 * of them where one is malformed.
 */
export function parseCwaWarningPackage(bytes: Uint8Array): CwaTraceWarningPackage {
  return orListMalformed('TraceWarningPackage', () => {
    if (!(bytes instanceof Uint8Array) || bytes.length > CWA_PACKAGE_MAX_BYTES) return null;
    let intervalNumber = 0;
    let region = '';
    const reports: CwaProtectedReport[] = [];
    for (const { number, value } of protoFields(bytes, 'TraceWarningPackage')) {
      if (number === INTERVAL_FIELD) intervalNumber = readUint32(value);
      if (number === REGION_FIELD) region = fromUtf8(readBytes(value));
      if (number === REPORT_FIELD) reports.push(decodeCwaReport(readBytes(value)));
      if (reports.length > CWA_MAX_REPORTS) return null;
    }
    return { intervalNumber, region, reports };
  });
}

/**
 * (Server) Writes a package, reports in the order given: sort them by hash first, so that nobody sees
 * which ones came in together.
 *
 * @throws {@link WaypostError} `NUMBER_RANGE`, also for more than 65,536 reports; `BYTES_LENGTH`,
 * `ENCODING_INVALID`.
 */
export function encodeCwaWarningPackage(content: CwaTraceWarningPackage): Uint8Array {
  assertUint(content.reports.length, CWA_MAX_REPORTS, 'number of reports');
  const writer = new ProtoWriter()
    .uint(INTERVAL_FIELD, nonZero(assertUint(content.intervalNumber, UINT32_MAX, 'intervalNumber')))
    .string(REGION_FIELD, nonEmpty(content.region));
  for (const report of content.reports) writer.bytes(REPORT_FIELD, encodeCwaReport(report));
  return writer.finish();
}

function readUint32(value: ProtoField['value']): number {
  if (value instanceof Uint8Array || value.high !== 0) throw wrongType();
  return value.low;
}

function readBytes(value: ProtoField['value']): Uint8Array {
  if (!(value instanceof Uint8Array)) throw wrongType();
  return value;
}

const wrongType = (): WaypostError =>
  new WaypostError('PROTOBUF_MALFORMED', 'TraceWarningPackage has a field of another type');
