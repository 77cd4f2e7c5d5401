import { type BenchResult, median } from './bench.ts';
import { between, number } from './format.ts';
import { secondsOf } from './stats.ts';
import { at, MARGIN, picture, powersOfTen, TOP, text, WIDTH } from './svg.ts';

const ROW = 46;
const BAR_HEIGHT = 16;
/** Right of the longest bar stands its rate. */
const BAR_SPACE = WIDTH - 2 * MARGIN - 150;
/** Above this ratio between the fastest and the slowest, a linear bar would be too short to see. */
const MAX_LINEAR_RATIO = 20;

interface Bar {
  readonly name: string;
  readonly rate: number;
  readonly slowest: number;
  readonly fastest: number;
}

/** Rates of one table as bars, ours first, with the spread of the rounds as a thin line. */
export function barChart(title: string, table: BenchResult): string {
  const bars = Object.keys(table.samples).map((name) => barOf(table, name));
  const { isLog, lengthOf, ticks } = scaleOf(bars);
  const unit = `${table.unit} a second`;
  const scale = isLog ? '; logarithmic scale' : '';
  const subtitle = `${unit}: median, and as a thin line slowest to fastest round${scale}`;
  const description = bars.map((bar) => `${bar.name}: ${rateText(bar)} ${unit}`).join('; ');
  const bottom = TOP + bars.length * ROW;
  return picture(bottom + (isLog ? 30 : 10), { title, subtitle, description }, [
    ...ticks.flatMap((tick) => gridLine(MARGIN + lengthOf(tick), bottom, number(tick))),
    ...bars.flatMap((bar, row) => barRow(bar, { row, lengthOf })),
  ]);
}

function barOf(table: BenchResult, name: string): Bar {
  const seconds = secondsOf(table, name);
  return {
    name,
    rate: table.units / median(seconds),
    slowest: table.units / Math.max(...seconds),
    fastest: table.units / Math.min(...seconds),
  };
}

const rateText = ({ rate, slowest, fastest }: Bar): string =>
  `${number(rate)} (${between({ min: slowest, max: fastest }, number)})`;

interface Scale {
  readonly isLog: boolean;
  /** Length of the bar of a rate, in pixels. */
  readonly lengthOf: (rate: number) => number;
  readonly ticks: readonly number[];
}

function scaleOf(bars: readonly Bar[]): Scale {
  const high = Math.max(...bars.map(({ fastest }) => fastest));
  const low = Math.min(...bars.map(({ slowest }) => slowest));
  if (high / low <= MAX_LINEAR_RATIO)
    return { isLog: false, lengthOf: (rate) => (rate / high) * BAR_SPACE, ticks: [] };
  // From a power of ten clearly below the slowest, so that its bar is seen as well.
  const start = 10 ** Math.floor(Math.log10(low / 2));
  const lengthOf = (rate: number): number =>
    (Math.log(rate / start) / Math.log(high / start)) * BAR_SPACE;
  return { isLog: true, lengthOf, ticks: powersOfTen(start, high) };
}

const gridLine = (x: number, bottom: number, words: string): string[] => [
  `<line class="grid" x1="${at(x)}" y1="${TOP}" x2="${at(x)}" y2="${at(bottom)}"/>`,
  text(x, bottom + 16, { words, kind: 'small', anchor: 'middle' }),
];

function barRow(
  { name, rate, slowest, fastest }: Bar,
  { row, lengthOf }: { row: number; lengthOf: (rate: number) => number },
): string[] {
  const y = TOP + row * ROW + 16;
  const middle = y + 6 + BAR_HEIGHT / 2;
  const [from, to] = [MARGIN + lengthOf(slowest), MARGIN + lengthOf(fastest)];
  const isOurs = row === 0;
  return [
    text(MARGIN, y, { words: name, kind: isOurs ? 'ours' : '' }),
    `<rect class="${isOurs ? 'bar-ours' : 'bar'}" x="${MARGIN}" y="${at(y + 6)}" width="${at(lengthOf(rate))}" height="${BAR_HEIGHT}"/>`,
    `<path class="spread" d="M${at(from)} ${at(middle)}H${at(to)}M${at(from)} ${at(middle - 4)}v8M${at(to)} ${at(middle - 4)}v8"/>`,
    text(to + 8, middle + 4.5, { words: number(rate), kind: isOurs ? 'ours' : '' }),
  ];
}
