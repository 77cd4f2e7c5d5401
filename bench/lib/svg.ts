// What the charts share: text, colours for light and dark, and the frame. An SVG that stands in an <img> does
// not know the page around it, so it brings its own background; nothing is told by colour alone.

/** Width of every chart, in pixels. */
export const WIDTH = 760;
/** Between the edge and what is drawn. */
export const MARGIN = 20;

const STYLE = `
text { font: 13px system-ui, sans-serif; fill: #1f2328 }
.title { font-size: 16px; font-weight: 600 }
.small { font-size: 12px; fill: #59636e }
.ours { font-weight: 600 }
.panel { fill: #ffffff; stroke: #d1d9e0 }
.bar { fill: #8c959f }
.bar-ours { fill: #0969da }
.spread, .axis { stroke: #1f2328; stroke-width: 1.5; fill: none }
.grid { stroke: #d1d9e0; stroke-width: 1 }
.line { stroke: #59636e; stroke-width: 2; fill: none }
.line-ours { stroke: #0969da; stroke-width: 3; fill: none }
.mark { fill: #ffffff; stroke: #59636e; stroke-width: 2 }
.mark-ours { fill: #0969da; stroke: #0969da; stroke-width: 2 }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f6fc }
  .small { fill: #9198a1 }
  .panel { fill: #0d1117; stroke: #3d444d }
  .bar { fill: #656c76 }
  .bar-ours { fill: #1f6feb }
  .spread, .axis { stroke: #f0f6fc }
  .grid { stroke: #3d444d }
  .line { stroke: #9198a1 }
  .line-ours { stroke: #4493f8 }
  .mark { fill: #0d1117; stroke: #9198a1 }
  .mark-ours { fill: #4493f8; stroke: #4493f8 }
}`;

/** Text as it may stand between tags and in attributes. */
const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A coordinate: a tenth of a pixel is enough, and the same on every machine. */
export const at = (value: number): string => String(Math.round(value * 10) / 10);

/** A line of text. `anchor`: which of its ends stands at `x`. */
export function text(
  x: number,
  y: number,
  { words, kind = '', anchor = 'start' }: { words: string; kind?: string; anchor?: string },
): string {
  const style = kind === '' ? '' : ` class="${kind}"`;
  return `<text x="${at(x)}" y="${at(y)}"${style} text-anchor="${anchor}">${escaped(words)}</text>`;
}

/** A whole picture. `description` says all that it shows to those who do not see it. */
export function picture(
  height: number,
  { title, subtitle, description }: { title: string; subtitle: string; description: string },
  parts: readonly string[],
): string {
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${at(height)}" width="${WIDTH}" height="${at(height)}" role="img" aria-labelledby="title description">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="description">${escaped(description)}</desc>`,
    `<style>${STYLE}\n</style>`,
    `<rect class="panel" x="0.5" y="0.5" width="${WIDTH - 1}" height="${at(height - 1)}" rx="6"/>`,
    text(MARGIN, 32, { words: title, kind: 'title' }),
    text(MARGIN, 52, { words: subtitle, kind: 'small' }),
    ...parts,
    '</svg>',
  ].join('\n')}\n`;
}

/** Below title and subtitle. */
export const TOP = 68;

/** The powers of ten from `low` to `high`, both included. */
export function powersOfTen(low: number, high: number): number[] {
  const first = Math.ceil(Math.log10(low) - 1e-9);
  const last = Math.floor(Math.log10(high) + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => 10 ** (first + i));
}
