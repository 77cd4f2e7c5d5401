// The modules that are committed are what their sources compile to; comments state what is in them.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileModule, MODULES, moduleSource } from '../scripts/compiler.ts';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

describe.each(MODULES)('%s', (name) => {
  it('compiles to the committed bytes', async () => {
    expect(moduleSource(name, await compileModule(name))).toBe(read(`src/${name}/module.ts`));
  });
});

it('the S-box has 113 gates, 32 of them ANDs', () => {
  const gates = read('assembly/proximity/sbox.ts').match(/= (xor|and)\(/g) ?? [];
  expect(gates).toHaveLength(113);
  expect(gates.filter((gate) => gate.includes('and'))).toHaveLength(32);
});
