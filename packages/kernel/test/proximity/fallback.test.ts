// Hosts that forbid WebAssembly, by their content security policy or by having none.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { batchOf, heardOf, noise, rowsOf, rpiOf } from './reference.ts';

const key = { tek: noise(16, 1), start: 2_642_976, period: 144 };
const heard = heardOf([{ rpi: rpiOf(key, 5), interval: key.start + 5 }]);

const HOSTS: readonly (readonly [string, unknown])[] = [
  ['without WebAssembly', undefined],
  ['that refuses to compile', { compile: () => Promise.reject(new Error('refused by policy')) }],
];

// What was compiled, or was not, is known to the module: a fresh one for each test.
beforeEach(() => {
  vi.resetModules();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe.each(HOSTS)('a host %s', (_name, webAssembly) => {
  beforeEach(() => {
    vi.stubGlobal('WebAssembly', webAssembly);
  });

  it('matches in TypeScript', async () => {
    const { createProximityMatcher } = await import('@waypost/kernel/proximity');
    const matcher = await createProximityMatcher(heard);
    expect(matcher.engine).toBe('typescript');
    expect(rowsOf(matcher.match(batchOf([key])))).toEqual([[0, key.start + 5, 0]]);
  });

  it('says so when asked for more', async () => {
    const { createProximityMatcher } = await import('@waypost/kernel/proximity');
    await expect(createProximityMatcher(heard, { engine: 'wasm-simd' })).rejects.toThrow();
  });
});

it('a page of a browser that makes no instance at once still has vectors', async () => {
  class Refused {
    constructor() {
      throw new RangeError('disallowed on the main thread');
    }
  }
  const { compile, instantiate } = Reflect.get(globalThis, 'WebAssembly') as Record<
    string,
    unknown
  >;
  vi.stubGlobal('WebAssembly', { compile, instantiate, Module: Refused, Instance: Refused });
  const { createProximityMatcher } = await import('@waypost/kernel/proximity');
  const matcher = await createProximityMatcher(heard);
  expect(matcher.engine).toBe('wasm-simd');
  expect(rowsOf(matcher.match(batchOf([key])))).toEqual([[0, key.start + 5, 0]]);
});

it('elsewhere takes WebAssembly', async () => {
  const { createProximityMatcher } = await import('@waypost/kernel/proximity');
  expect((await createProximityMatcher(heard)).engine).toBe('wasm-simd');
});
