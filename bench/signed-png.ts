/**
 * Question: how many venue codes a second are signed and drawn as PNG, eight pixels a module?
 *
 * As in `signed-svg.ts`. Ours writes one bit for each pixel; qrcode writes four bytes.
 */
import { codePng } from '@waypost/poster';
import QRCode from 'qrcode';
import { type Bench, runInterleaved } from './lib/bench.ts';
import { makeContents, makeKey, SEED, signerOfPeer, signOurs } from './lib/signed-codes.ts';

const PIXELS = 8;

export const signedPng: Bench = {
  name: 'signed-png',
  question: `venue codes signed and drawn as PNG, ${PIXELS} pixels a module`,
  peers: ['jose', 'qrcode'],
  async run({ full, rounds }) {
    const contents = makeContents(full ? 400 : 150);
    const key = makeKey();
    const sign = await signerOfPeer(key);
    const samples = await runInterleaved(rounds, {
      '@waypost/core and @waypost/poster': () =>
        drawAll(contents, async (content) =>
          codePng(await signOurs(content, key), { pixelsPerModule: PIXELS }),
        ),
      'jose and qrcode': () =>
        drawAll(contents, async (content) =>
          QRCode.toBuffer(await sign(content), { scale: PIXELS, errorCorrectionLevel: 'M' }),
        ),
    });
    const targets = [{ over: 'jose and qrcode', atLeast: 50 }];
    return { units: contents.length, unit: 'codes', seed: SEED, samples, targets };
  },
};

/** The answer: how many pixels wide the pictures are, as their header says. */
async function drawAll<T>(contents: readonly T[], draw: (content: T) => Promise<Uint8Array>) {
  const started = performance.now();
  const widths = new Set<number>();
  for (const content of contents) {
    const png = await draw(content);
    widths.add(new DataView(png.buffer, png.byteOffset).getUint32(16));
  }
  return {
    seconds: (performance.now() - started) / 1000,
    answer: [...widths].sort((a, b) => a - b),
  };
}
