import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

/** Modules of the kernel: folders of `assembly` and of `src`. */
export const MODULES = ['proximity', 'venue'] as const;

const ROOT = fileURLToPath(new URL('../', import.meta.url));

const OPTIONS = (
  `--baseDir ${ROOT} --outFile out.wasm --runtime stub --enable simd ` +
  '--optimizeLevel 3 --shrinkLevel 0 --noAssert --use abort='
).split(' ');

/**
 * Compiles one module. The same sources give the same bytes.
 *
 * @throws Error with what the compiler said.
 */
export async function compileModule(name: string): Promise<Uint8Array> {
  let wasm: Uint8Array | undefined;
  const messages: string[] = [];
  const { error } = await asc.main([`assembly/${name}/index.ts`, ...OPTIONS], {
    stderr: { write: (text) => void messages.push(String(text)) },
    writeFile: (_path: string, contents: Uint8Array | string) => {
      if (typeof contents !== 'string') wasm = contents;
    },
  });
  if (error || !wasm)
    throw new Error(`${name} does not compile: ${messages.join('')}`, { cause: error });
  return wasm;
}

/** A TypeScript file that holds the module in base64url, which the core reads. */
export function moduleSource(name: string, wasm: Uint8Array): string {
  return [
    `/** \`assembly/${name}\` as WebAssembly (${wasm.length.toLocaleString('en')} bytes), in base64url; made by \`scripts/compile.ts\`. */`,
    `export const WASM_BASE64: string =`,
    `  '${Buffer.from(wasm).toString('base64url')}';`,
    '',
  ].join('\n');
}
