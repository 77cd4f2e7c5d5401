/**
 * Question: how many posters on A4 are signed and drawn as PDF in a second?
 *
 * Ours alone: no library makes such a poster (Vietnamese letters embedded, tagged, with a code that fits
 * its print), and a program written for the comparison would stand on the same PDFKit as ours.
 */
import { makePoster } from '@waypost/poster';
import { type Bench, runInterleaved } from './lib/bench.ts';
import { makeContents, makeKey, SEED, signOurs } from './lib/signed-codes.ts';

export const signedPdf: Bench = {
  name: 'signed-pdf',
  question: 'venue codes signed and drawn as A4 posters in PDF, in both languages',
  async run({ full, rounds }) {
    const contents = makeContents(full ? 400 : 60);
    const key = makeKey();
    const samples = await runInterleaved(rounds, {
      '@waypost/core and @waypost/poster': async () => {
        const started = performance.now();
        let files = 0;
        for (const content of contents) {
          const codeText = await signOurs(content, key);
          const poster = { ...content, codeText, issuedAt: content.notBefore };
          const bytes = await makePoster(poster, { size: 'a4', language: 'both', format: 'pdf' });
          if (bytes.length > 0) files++;
        }
        return { seconds: (performance.now() - started) / 1000, answer: files };
      },
    });
    const notes = ['No peer: no library makes such a poster.'];
    return { units: contents.length, unit: 'posters', seed: SEED, samples, notes };
  },
};
