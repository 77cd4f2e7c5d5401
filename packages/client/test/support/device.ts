import { createDevice, type Device, type DeviceOptions, memoryDiaryStore } from '@waypost/client';
import { ISSUER } from './issuer.ts';
import type { TestServer } from './server.ts';
import { seededRandom, type TestTime, testTime } from './surroundings.ts';

/** A device of a test, and the time that it lives in. */
export interface TestDevice extends Device {
  readonly time: TestTime;
  readonly options: DeviceOptions;
}

let count = 0;

/** A device that knows this server, with a store, a time and a seed of its own. */
export function testDevice(
  server: TestServer,
  changes: Partial<DeviceOptions> & {
    readonly seed?: string | number;
    readonly time?: TestTime;
  } = {},
): TestDevice {
  const { seed = count++, time = testTime(), ...others } = changes;
  const options: DeviceOptions = {
    baseUrl: ISSUER,
    issuer: ISSUER,
    rootThumbprint: server.issuer.root.kid,
    store: memoryDiaryStore(),
    fetch: server.fetch,
    clock: time.clock,
    delay: time.delay,
    randomBytes: seededRandom(`device ${seed}`),
    ...others,
  };
  return { ...createDevice(options), time, options };
}

/** A card that tests look for where it must not be. */
export const CARD = { name: 'Nguyễn Thị Minh', phone: '+84 912 345 678' };
