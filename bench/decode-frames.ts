/**
 * Question: how long does it take to read a venue code in a camera's frame, and how many are read?
 *
 * Every decoder gets the same frames, each with another signed code. A frame that is not read costs its
 * time like the others, and is counted under the table; one that is read as something else stops the bench.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { issueVenueCode } from '@waypost/core/venue-code';
import jsQr from 'jsqr';
import decodeQR from 'qr/decode.js';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { type Bench, type BenchResult, runInterleaved } from './lib/bench.ts';
import { FRAME_KINDS, type Frame, makeFrames } from './lib/frames.ts';
import { HOST, ISSUER, makeContents, makeSeededKey, SEED } from './lib/signed-codes.ts';

/** What a decoder reads; `null`: nothing. */
type Decoder = (frame: Frame) => Promise<string | null> | string | null;

/** Ours first: what `waypost decode` uses, as it is set there. */
const DECODERS: Readonly<Record<string, Decoder>> = {
  'zxing-wasm, trying harder': (frame) => readByZxing(frame, true),
  'zxing-wasm': (frame) => readByZxing(frame, false),
  'qr/decode': (frame) => {
    try {
      return decodeQR(frame);
    } catch {
      return null;
    }
  },
  jsQR: ({ data, width, height }) =>
    jsQr.default(data, width, height, { inversionAttempts: 'dontInvert' })?.data ?? null,
};
/** It takes seconds for a turned frame: it is asked for the published figures only. */
const SLOW_IF_TURNED = 'jsQR';
const FRAMES = 20;

export const decodeFrames: Bench = {
  name: 'decode-frames',
  question: 'signed venue codes read in frames of a camera',
  async run({ full, rounds }) {
    await loadZxing();
    const texts = await makeTexts(FRAMES);
    const tables: BenchResult[] = [];
    for (const kind of FRAME_KINDS) {
      const { name: title, degrees } = kind;
      const isAsked = (name: string) => full || degrees === 0 || name !== SLOW_IF_TURNED;
      const decoders = Object.entries(DECODERS).filter(([name]) => isAsked(name));
      const frames = makeFrames(texts, kind, SEED);
      tables.push({ title, ...(await runKind(frames, decoders, rounds)) });
    }
    return { tables };
  },
};

async function runKind(
  frames: readonly Frame[],
  decoders: readonly (readonly [string, Decoder])[],
  rounds: number,
): Promise<BenchResult> {
  const read = new Map<string, number>();
  const contenders = decoders.map(([name, decode]) => {
    const run = async () => {
      const { seconds, hits, wrong } = await readAll(frames, decode);
      read.set(name, hits);
      return { seconds, answer: wrong };
    };
    return [name, run] as const;
  });
  const samples = await runInterleaved(rounds, Object.fromEntries(contenders));
  const rates = [...read].map(([name, hits]) => `${name} ${hits}`).join(', ');
  const notes = [`Read, of ${frames.length}: ${rates}.`];
  return { units: frames.length, unit: 'frames', seed: SEED, samples, notes };
}

/** The answer: how many were read as something else, which is none. */
async function readAll(frames: readonly Frame[], decode: Decoder) {
  let hits = 0;
  let wrong = 0;
  const started = performance.now();
  for (const frame of frames) {
    const text = await decode(frame);
    if (text === frame.text) hits++;
    else if (text !== null) wrong++;
  }
  return { seconds: (performance.now() - started) / 1000, hits, wrong };
}

/** Signed portably, which gives the same texts each time. */
const makeTexts = (count: number): Promise<string[]> => {
  const key = makeSeededKey();
  const by = { issuer: ISSUER, host: HOST, key, portable: true };
  return Promise.all(makeContents(count).map((content) => issueVenueCode(content, by)));
};

async function readByZxing(frame: Frame, tryHarder: boolean): Promise<string | null> {
  const { width, height } = frame;
  const data = frame.data as Uint8ClampedArray<ArrayBuffer>;
  const options = { formats: ['QRCode' as const], tryHarder, maxNumberOfSymbols: 1 };
  const picture = { width, height, data, colorSpace: 'srgb' as const };
  const [found] = await readBarcodes(picture, { ...options, textMode: 'Plain' });
  return found?.isValid ? found.text : null;
}

/** Loads the decoder from the package: left to itself it would fetch it from another host. */
async function loadZxing(): Promise<void> {
  const path = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const wasmBinary = new Uint8Array(await readFile(path)).buffer;
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
}
