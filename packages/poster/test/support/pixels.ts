/** What happens to a poster between the paper and a phone's chip, as pure functions of greys. */

/** Rows of greys from the top left, 0 for black. */
export interface GreyImage {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

type Grey = (x: number, y: number) => number;

function draw(width: number, height: number, grey: Grey): GreyImage {
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      pixels[y * width + x] = Math.max(0, Math.min(255, Math.round(grey(x, y))));
  return { width, height, pixels };
}

/** As many pixels wide as given. A new pixel is the mean of what it covers. */
export function shrink(image: GreyImage, width: number): GreyImage {
  const factor = image.width / width;
  if (factor <= 1) return image;
  return draw(width, Math.round(image.height / factor), (x, y) => {
    const [left, top] = [Math.floor(x * factor), Math.floor(y * factor)];
    const right = Math.min(image.width, Math.max(left + 1, Math.floor((x + 1) * factor)));
    const bottom = Math.min(image.height, Math.max(top + 1, Math.floor((y + 1) * factor)));
    let sum = 0;
    for (let v = top; v < bottom; v++)
      for (let u = left; u < right; u++) sum += image.pixels[v * image.width + u]!;
    return sum / ((right - left) * (bottom - top));
  });
}

/** Turned about its middle, on a wall of light grey. */
export function turn(image: GreyImage, degrees: number): GreyImage {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const width = Math.ceil(image.width * Math.abs(cos) + image.height * Math.abs(sin));
  const height = Math.ceil(image.width * Math.abs(sin) + image.height * Math.abs(cos));
  return draw(width, height, (x, y) => {
    const [dx, dy] = [x - (width - 1) / 2, y - (height - 1) / 2];
    const u = dx * cos + dy * sin + (image.width - 1) / 2;
    const v = dy * cos - dx * sin + (image.height - 1) / 2;
    return between(image, u, v);
  });
}

const WALL = 200;

/** The four nearest pixels, each by how near it is. */
function between({ width, height, pixels }: GreyImage, u: number, v: number): number {
  const [left, top] = [Math.floor(u), Math.floor(v)];
  const [right, down] = [u - left, v - top];
  const at = (x: number, y: number): number =>
    x < 0 || y < 0 || x >= width || y >= height ? WALL : pixels[y * width + x]!;
  const upper = at(left, top) * (1 - right) + at(left + 1, top) * right;
  const lower = at(left, top + 1) * (1 - right) + at(left + 1, top + 1) * right;
  return upper * (1 - down) + lower * down;
}

/** Out of focus: each pixel becomes a mean of its neighbours up to `radius` away, across and down. */
export function blur(image: GreyImage, radius: number): GreyImage {
  const mean = (from: GreyImage, stepX: number, stepY: number): GreyImage =>
    draw(from.width, from.height, (x, y) => {
      let sum = 0;
      for (let i = -radius; i <= radius; i++) {
        const u = Math.max(0, Math.min(from.width - 1, x + i * stepX));
        const v = Math.max(0, Math.min(from.height - 1, y + i * stepY));
        sum += from.pixels[v * from.width + u]!;
      }
      return sum / (2 * radius + 1);
    });
  return mean(mean(image, 1, 0), 0, 1);
}

/** A lamp at the top left: from full light there to a third of it at the bottom right. */
export const light = (image: GreyImage): GreyImage =>
  draw(image.width, image.height, (x, y) => {
    const away = (x / image.width + y / image.height) / 2;
    return image.pixels[y * image.width + x]! * (1 - 0.65 * away);
  });

/** The noise of a small chip: up to `amount` lighter or darker, the same each time. */
export function noise(image: GreyImage, amount: number): GreyImage {
  let state = 1;
  return draw(image.width, image.height, (x, y) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return image.pixels[y * image.width + x]! + ((state / 2 ** 32) * 2 - 1) * amount;
  });
}
