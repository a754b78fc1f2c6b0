/**
 * Coordinates farther out than this, in pixels, are not drawn: rasterisers take time in proportion to the
 * length of a dashed line, without end where it is great enough. No figure of ours is a hundredth as large.
 */
const reach = 1e5;

const numberPattern = /-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/g;

/**
 * An SVG whose coordinates are all within reach. What can be seen of it stays as it is: straight lines that
 * lead out of reach end where they leave it, in their own direction; places out of reach move to its border.
 * @throws Error where a coordinate is no finite number
 */
export function withinReach(svg: string): string {
  return svg.replace(/<[^>]*>/g, (tag) =>
    tag
      .replace(/ (?:transform|x|y|x1|y1|x2|y2|width|height)="[^"]*"/g, clamped)
      .replace(/ d="([^"]*)"/g, (attribute, path: string) =>
        isWithin(attribute) ? attribute : ` d="${clipped(path)}"`,
      ),
  );
}

function isWithin(text: string): boolean {
  if (/NaN|Infinity/.test(text)) throw new Error('a coordinate is no finite number');
  return (text.match(numberPattern) ?? []).every((digits) => Math.abs(Number(digits)) <= reach);
}

function clamped(text: string): string {
  if (isWithin(text)) return text;
  return text.replace(numberPattern, (digits) => String(Math.max(-reach, Math.min(reach, Number(digits)))));
}

type Point = readonly [x: number, y: number];

/** A path of straight lines, each cut where it leaves the square within reach; other paths are clamped. */
function clipped(path: string): string {
  const pieces = path.split(/(?=[A-Za-df-z])/).map((text) => ({ command: text[0], point: pointOf(text) }));
  let drawn = '';
  let at: Point | null = null;
  let pen: Point | null = null;
  for (const { command, point } of pieces) {
    if (!/[ML]/.test(command) || point === null) return clamped(path);
    const cut = command === 'L' && at !== null ? cutLine(at, point) : null;
    if (cut !== null) {
      const [from, to] = cut;
      drawn += `${pen?.[0] === from[0] && pen[1] === from[1] ? '' : `M${from.join(',')}`}L${to.join(',')}`;
      pen = to;
    }
    at = point;
  }
  return drawn;
}

/** Differences of coordinates stay finite below this. */
const largest = 1e300;

/** The point of a command that has one: two numbers. */
function pointOf(command: string): Point | null {
  const numbers = (command.match(numberPattern) ?? []).map((digits) => {
    return Math.max(-largest, Math.min(largest, Number(digits)));
  });
  return numbers.length === 2 ? [numbers[0], numbers[1]] : null;
}

/** The part of a line within reach; null where there is none. */
function cutLine(from: Point, to: Point): readonly [Point, Point] | null {
  let [start, end] = [from, to];
  for (const axis of [0, 1] as const) {
    const ends = [cutEnd(start, end, axis), cutEnd(end, start, axis)] as const;
    if (ends[0] === null || ends[1] === null) return null;
    [start, end] = [ends[0], ends[1]];
  }
  return [start, end];
}

/** An end of a line, moved along it to the border within reach of one axis; null where all is beyond. */
function cutEnd(end: Point, other: Point, axis: 0 | 1): Point | null {
  const border = Math.sign(end[axis]) * reach;
  if (Math.abs(end[axis]) <= reach) return end;
  if (Math.sign(other[axis]) === Math.sign(end[axis]) && Math.abs(other[axis]) > reach) return null;
  const share = (border - end[axis]) / (other[axis] - end[axis]);
  const across = end[1 - axis] + share * (other[1 - axis] - end[1 - axis]);
  return axis === 0 ? [border, across] : [across, border];
}
