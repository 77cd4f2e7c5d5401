/**
 * Posters as PDF: text that can be found, copied and heard, in an embedded font; codes as vectors.
 *
 * Specification: ISO 32000-1 (PDF 1.7), 14.8 "Tagged PDF".
 *
 * @module
 */
import { concatBytes, sha256 } from '@waypost/core/primitives';
import PDFDocument from 'pdfkit';
import { type Drawing, PT_PER_MM, type Weight } from '../drawing.ts';
import { PosterError } from '../errors.ts';
import { fontOf } from '../fonts.ts';
import { escapeXml } from '../svg.ts';
import { drawBlocks } from './structure.ts';

/** What a PDF file says about itself. */
export interface PdfOptions {
  /** Unix seconds: when what it says was issued. The file does not tell when it was made. */
  readonly createdAt: number;
}

const WEIGHTS: readonly Weight[] = ['regular', 'medium', 'semibold', 'extrabold'];
const MS_PER_SECOND = 1000;

/**
 * All pages as a tagged PDF file. The same drawings make the same bytes.
 *
 * @throws {@link PosterError} `OPTION_INVALID` naming `page` when there is none.
 */
export async function posterPdf(
  drawings: readonly Drawing[],
  { createdAt }: PdfOptions,
): Promise<Uint8Array> {
  const [first] = drawings;
  if (!first) throw new PosterError('OPTION_INVALID', 'page', 'a file must have a page');
  const { title, language } = first;
  const info = {
    Title: new XmlSafeText(title) as string,
    Creator: 'Waypost',
    Producer: 'Waypost',
    CreationDate: new Date(createdAt * MS_PER_SECOND),
    // The identifier of the file is made of all these.
    Digest: digestOf(drawings),
  };
  const document = new PDFDocument({
    pdfVersion: '1.7',
    tagged: true,
    lang: language,
    displayTitle: true,
    autoFirstPage: false,
    font: '',
    info,
  });
  // The door to the font has opened it already. PDFKit takes such a font too; its types do not say so.
  for (const weight of WEIGHTS) document.registerFont(weight, fontOf(weight) as unknown as string);
  const root = document.struct('Document', { lang: language });
  document.addStructure(root);
  for (const { widthMm, heightMm, blocks } of drawings) {
    document.addPage({ size: [widthMm * PT_PER_MM, heightMm * PT_PER_MM], margin: 0 });
    drawBlocks(blocks, { document, parent: root });
  }
  root.end();
  document.end();
  return readAll(document);
}

/** PDFKit reads the value for the file's own fields, and the string for metadata in XML, as it is. */
class XmlSafeText extends String {
  override toString(): string {
    return escapeXml(this.valueOf());
  }
}

function digestOf(drawings: readonly Drawing[]): string {
  const text = JSON.stringify(drawings, (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
  );
  return Buffer.from(sha256(new TextEncoder().encode(text))).toString('hex');
}

async function readAll(document: PDFKit.PDFDocument): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of document) chunks.push(chunk as Uint8Array);
  return concatBytes(...chunks);
}
