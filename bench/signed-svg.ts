/**
 * Question: how many venue codes a second are signed and drawn as SVG?
 *
 * Ours signs with the core and draws with `@waypost/poster`; the peer signs the same claims with jose and
 * draws with qrcode. Both at level M, in one process, one after the other.
 */
import { codeSvg } from '@waypost/poster';
import QRCode from 'qrcode';
import { type Bench, runInterleaved } from './lib/bench.ts';
import { makeContents, makeKey, SEED, signerOfPeer, signOurs } from './lib/signed-codes.ts';

export const signedSvg: Bench = {
  name: 'signed-svg',
  question: 'venue codes signed and drawn as SVG',
  peers: ['jose', 'qrcode'],
  async run({ full, rounds }) {
    const contents = makeContents(full ? 2000 : 300);
    const key = makeKey();
    const sign = await signerOfPeer(key);
    const samples = await runInterleaved(rounds, {
      '@waypost/core and @waypost/poster': () =>
        drawAll(contents, async (content) => codeSvg(await signOurs(content, key))),
      'jose and qrcode': () =>
        drawAll(contents, async (content) =>
          QRCode.toString(await sign(content), { type: 'svg', errorCorrectionLevel: 'M' }),
        ),
    });
    const targets = [{ over: 'jose and qrcode', atLeast: 5 }];
    return { units: contents.length, unit: 'codes', seed: SEED, samples, targets };
  },
};

/** The answer: how wide the codes are, quiet zone included. */
async function drawAll<T>(contents: readonly T[], draw: (content: T) => Promise<string>) {
  const started = performance.now();
  const sides = new Set<string>();
  for (const content of contents)
    sides.add(/viewBox="0 0 (\d+) \d+"/.exec(await draw(content))?.[1] ?? 'none');
  return { seconds: (performance.now() - started) / 1000, answer: [...sides].sort() };
}
