import { PT_PER_MM } from '../drawing.ts';
import type { Words } from '../language/index.ts';
import type { Languages } from './parts.ts';
import { column, group, overlay, type Piece } from './piece.ts';
import { CAPITAL, setText, setWords, type TextStyle } from './text.ts';

/** How numbered steps are set. Millimetres. */
export interface StepsStyle {
  readonly width: number;
  /** Across the disc of a number. */
  readonly badge: number;
  readonly styles: readonly [TextStyle, TextStyle];
  /** Between the languages of a step. */
  readonly gap: number;
  /** Between steps. */
  readonly stepGap: number;
}

/** Three numbered steps below each other. */
export function numberedSteps(
  languages: Languages,
  pick: (words: Words) => readonly [string, string, string],
  style: StepsStyle,
): Piece {
  const { width, badge, styles, gap, stepGap } = style;
  const indent = badge * 1.4;
  const steps = ([0, 1, 2] as const).map((i) => {
    const box = { width: width - indent, role: 'paragraph', styles, gap } as const;
    const text = setWords(languages, (words) => pick(words)[i], box);
    const height = Math.max(badge, text.height);
    // One line stands beside the middle of its number, several begin at its top.
    const y = Math.max(0, (badge - text.height) / 2);
    const parts = overlay({ width, height }, [
      [numberBadge(String(i + 1), badge), { x: 0, y: 0 }],
      [group('body', text), { x: indent, y }],
    ]);
    return group('item', parts);
  });
  return group('list', column(steps, stepGap));
}

/** A number in the middle of a disc. */
function numberBadge(number: string, size: number): Piece {
  const sizePt = size * 1.75;
  const style = { weight: 'extrabold', sizePt, colour: 'paper' } as const;
  const text = setText(number, style, { width: size, role: 'label', language: null });
  const figureHeight = (CAPITAL * sizePt) / PT_PER_MM;
  const [block] = overlay(text, [
    [text, { x: (size - text.width) / 2, y: (size - figureHeight) / 2 }],
  ]).blocks;
  const disc = { kind: 'rect', x: 0, y: 0, width: size, height: size, radius: size / 2 } as const;
  const marks = [{ ...disc, colour: 'accent' } as const, ...(block?.marks ?? [])];
  return {
    width: size,
    height: size,
    blocks: [{ role: 'label', language: null, marks, children: [] }],
  };
}
