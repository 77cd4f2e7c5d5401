/**
 * Blocks as tagged content: what reads the file aloud finds headings, lists and figures in their order,
 * and leaves out what only decorates.
 *
 * @module
 */
import type { Block, Role, TextMark } from '../drawing.ts';
import { boundsOf, drawMark } from './marks.ts';

/** Where a block goes. */
export interface Place {
  readonly document: PDFKit.PDFDocument;
  readonly parent: PDFKit.PDFStructureElement;
}

/** ISO 32000-1, 14.8.4: standard structure types. */
const TAGS: Readonly<Record<Exclude<Role, 'decoration'>, string>> = {
  heading: 'H1',
  subheading: 'H2',
  paragraph: 'P',
  figure: 'Figure',
  list: 'L',
  item: 'LI',
  label: 'Lbl',
  body: 'LBody',
};

/** Draws blocks in their order, which is the reading order too. */
export function drawBlocks(blocks: readonly Block[], place: Place): void {
  for (const block of blocks)
    if (block.role === 'decoration') drawDecoration(block, place);
    else drawTagged(block, TAGS[block.role], place);
}

function drawDecoration({ marks, children }: Block, place: Place): void {
  const { document } = place;
  document.markContent('Artifact', { type: 'Layout' });
  for (const mark of marks) drawMark(document, mark);
  document.endMarkedContent();
  drawBlocks(children, place);
}

function drawTagged(block: Block, tag: string, place: Place): void {
  const { document, parent } = place;
  const element = document.struct(tag, {
    ...(block.language && { lang: block.language }),
    ...(block.alt !== undefined && { alt: block.alt, bbox: boundsOf(block.marks) }),
  });
  // Its parent is in the document already, so what is added is drawn at once.
  parent.add(element);
  if (block.marks.length > 0) element.add(() => drawMarks(document, block));
  drawBlocks(block.children, { document, parent: element });
  element.end();
}

/** Lines of a paragraph end with a space, so that words do not run together when they are read. */
function drawMarks(document: PDFKit.PDFDocument, { marks }: Block): void {
  const last = marks.findLast((mark): mark is TextMark => mark.kind === 'text');
  for (const mark of marks)
    if (mark.kind === 'text' && mark !== last)
      drawMark(document, { ...mark, text: `${mark.text} ` });
    else drawMark(document, mark);
}
