/** Small drawings whose pixels are known. */
import type { Block, Drawing, Mark, Role } from '../../src/drawing.ts';
import { codeMatrix } from '../../src/qr.ts';

export const CODE_TEXT = 'https://waypost.example/v#Kh%C3%A1ch';

export const block = (
  role: Role,
  marks: readonly Mark[],
  children: readonly Block[] = [],
): Block => ({
  role,
  language: 'vi',
  marks,
  children,
});

/** 50.8 mm wide: 300 pixels at 150 dpi. */
export const page = (...blocks: readonly Block[]): Drawing => ({
  widthMm: 50.8,
  heightMm: 50.8,
  title: 'Phở & <bún>',
  language: 'vi',
  blocks,
});

export const text = (words: string, y = 10, sizePt = 6): Mark => ({
  kind: 'text',
  text: words,
  weight: 'medium',
  sizePt,
  colour: 'muted',
  x: 4,
  y,
});

/** 10 mm from the left and 20 mm from the top. */
export const rect = (radius = 0): Mark => ({
  kind: 'rect',
  x: 10.16,
  y: 20.32,
  width: 10.16,
  height: 10.16,
  radius,
  colour: 'ink',
});

export const code: Mark = {
  kind: 'qr',
  matrix: codeMatrix(CODE_TEXT),
  x: 2.3,
  y: 3.1,
  side: 41.7,
};

/** All kinds of marks. */
export const MIXED: Drawing = page(
  block('heading', [text('Mời quét mã – Đường Phở'), text('khi đến & đi <nhé>', 18)]),
  block('decoration', [rect()]),
  block(
    'list',
    [],
    [block('item', [], [block('label', [rect(5.08)]), block('body', [text('fi ffi', 30)])])],
  ),
  { ...block('figure', [code]), alt: 'Mã QR' },
);
