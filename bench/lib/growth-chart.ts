import type { Growth, GrowthPoint } from './bench.ts';
import { duration, number } from './format.ts';
import { growthExponent } from './stats.ts';
import { at, MARGIN, picture, powersOfTen, TOP, text, WIDTH } from './svg.ts';

const PLOT = { left: 80, right: WIDTH - MARGIN - 20, top: TOP + 8, bottom: TOP + 328 };
const LEGEND_ROW = 24;

/** Ours, then the others: told apart by the shape of the marks and the dashes of the line. */
const MARKS = [
  'm-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0', // circle
  'm-5-5h10v10h-10z', // square
  'm0-6l6 10h-12z', // triangle
  'm0-7l6 7l-6 7l-6-7z', // diamond
  'm0 6l6-10h-12z', // triangle, upside down
  'm-2-6h4v4h4v4h-4v4h-4v-4h-4v-4h4z', // cross
] as const;
const DASHES = ['', '8 4', '2 4', '10 4 2 4', '4 4', '14 4'] as const;

type Line = readonly [name: string, points: readonly GrowthPoint[]];

/** The text of an exponent: `n^1.02`. */
export function exponentText(points: readonly GrowthPoint[]): string {
  return points.length < 2 ? '–' : `n^${growthExponent(points).toFixed(2)}`;
}

/** Time over size, both logarithmic: a straight line is a power, and its slope the exponent. */
export function growthChart({ title, unit, points }: Growth): string {
  const lines = Object.entries(points);
  const all = lines.flatMap(([, of]) => of);
  const x = logScale(
    all.map(({ size }) => size),
    [PLOT.left, PLOT.right],
  );
  const y = logScale(
    all.map(({ seconds }) => seconds),
    [PLOT.bottom, PLOT.top],
  );
  const subtitle = `time by ${unit}, both logarithmic; the exponent is fitted to all points`;
  const height = PLOT.bottom + 40 + lines.length * LEGEND_ROW;
  return picture(height, { title, subtitle, description: describe(lines, unit) }, [
    ...x.ticks.flatMap((size) => verticalGrid(x.of(size), number(size))),
    ...y.ticks.flatMap((seconds) => horizontalGrid(y.of(seconds), duration(seconds))),
    `<path class="axis" d="M${PLOT.left} ${PLOT.top}V${PLOT.bottom}H${PLOT.right}"/>`,
    ...lines.flatMap(([, of], i) =>
      curve(
        of.map((p) => [x.of(p.size), y.of(p.seconds)]),
        i,
      ),
    ),
    ...lines.flatMap((line, i) => legend(line, i)),
  ]);
}

const describe = (lines: readonly Line[], unit: string): string =>
  lines
    .map(([name, points]) => {
      const values = points.map((p) => `${duration(p.seconds)} at ${number(p.size)} ${unit}`);
      return `${name}, ${exponentText(points)}: ${values.join(', ')}`;
    })
    .join('; ');

/** A logarithmic scale over all values, with half a step of room at both ends. */
function logScale(
  values: readonly number[],
  [from, to]: readonly [number, number],
): { of: (value: number) => number; ticks: readonly number[] } {
  const [low, high] = [Math.min(...values) / 1.5, Math.max(...values) * 1.5];
  const of = (value: number): number =>
    from + (Math.log(value / low) / Math.log(high / low)) * (to - from);
  const powers = powersOfTen(low, high);
  return { of, ticks: powers.length > 1 ? powers : [Math.min(...values), Math.max(...values)] };
}

const verticalGrid = (x: number, words: string): string[] => [
  `<line class="grid" x1="${at(x)}" y1="${PLOT.top}" x2="${at(x)}" y2="${PLOT.bottom}"/>`,
  text(x, PLOT.bottom + 18, { words, kind: 'small', anchor: 'middle' }),
];

const horizontalGrid = (y: number, words: string): string[] => [
  `<line class="grid" x1="${PLOT.left}" y1="${at(y)}" x2="${PLOT.right}" y2="${at(y)}"/>`,
  text(PLOT.left - 8, y + 4, { words, kind: 'small', anchor: 'end' }),
];

function curve(points: readonly (readonly [number, number])[], row: number): string[] {
  const path = points.map(([x, y]) => `${at(x)} ${at(y)}`).join('L');
  const ours = row === 0 ? '-ours' : '';
  return [
    `<path class="line${ours}" stroke-dasharray="${dashes(row)}" d="M${path}"/>`,
    ...points.map(([x, y]) => mark(x, y, row)),
  ];
}

function legend([name, points]: Line, row: number): string[] {
  const y = PLOT.bottom + 44 + row * LEGEND_ROW;
  const ours = row === 0 ? '-ours' : '';
  const words = `${name}: ${exponentText(points)}`;
  return [
    `<path class="line${ours}" stroke-dasharray="${dashes(row)}" d="M${PLOT.left} ${y}h44"/>`,
    mark(PLOT.left + 22, y, row),
    text(PLOT.left + 56, y + 4.5, { words, kind: row === 0 ? 'ours' : '' }),
  ];
}

const dashes = (row: number): string => DASHES[row % DASHES.length]!;

const mark = (x: number, y: number, row: number): string =>
  `<path class="mark${row === 0 ? '-ours' : ''}" d="M${at(x)} ${at(y)}${MARKS[row % MARKS.length]!}"/>`;
