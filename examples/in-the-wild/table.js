/**
 * Prints the table as Markdown: what each package claims, what is right to 40 digits by MPFR, and what the
 * harness says of it. Ends with 1 where it calls one of them right.
 */
import { withBackend } from 'warizan';
import { gradientVerdict } from 'warizan/testing';
import { entries } from './registry.js';

const digits = 40;

/** What the harness says, and the entry it names. */
function judged({ loss, gradient, point }) {
  try {
    const verdict = gradientVerdict({ loss, gradient }, point);
    return { kind: verdict.kind, entry: verdict.entry ?? null, where: verdict.where };
  } catch (error) {
    return { kind: 'no gradient', entry: null, why: error.message };
  }
}

/** What the package claims: numbers, or how it fails. */
function claimedBy({ gradient, point }) {
  try {
    return gradient(point).map(String);
  } catch {
    return null;
  }
}

const short = (text) => {
  const value = Number(text);
  return Number.isFinite(value) && text.length > 12 ? String(Number(value.toPrecision(9))) : text;
};

async function rowOf(entry) {
  const right =
    entry.right === null
      ? null
      : await withBackend({ name: 'mpfr', digits }, (n) =>
          entry.right(n).map((value) => [n.toNumber(value), n.format(value)]),
        );
  const claimed = claimedBy(entry);
  const verdict = judged(entry);
  const differs = (value, i) => !(Math.abs(Number(value) - right[i][0]) <= 1e-5 * Math.max(1, Math.abs(right[i][0])));
  const named = verdict.entry ?? (right === null || claimed === null ? 0 : Math.max(0, claimed.findIndex(differs)));
  const says = verdict.kind === 'not-finite' ? `not finite: the ${verdict.where}` : verdict.kind;
  const place = entry.point.length === 1 ? '' : `entry ${named}: `;
  return {
    cells: [
      entry.package,
      `\`${entry.name}\``,
      entry.point.length > 4 ? `(${entry.point.slice(0, 3).join(', ')}, …)` : `(${entry.point.join(', ')})`,
      claimed === null ? 'throws' : `${place}${short(claimed[named])}`,
      right === null ? 'none' : `${place}${right[named][1]}`,
      says,
      entry.why,
    ],
    isCalledRight: verdict.kind === 'correct',
  };
}

const rows = [];
for (const entry of entries) rows.push(await rowOf(entry));
const header = ['package', 'function', 'at', 'claimed', 'right', 'verdict', 'why'];
const line = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
console.log([line(header), line(header.map(() => '---')), ...rows.map(({ cells }) => line(cells))].join('\n'));
process.exitCode = rows.some(({ isCalledRight }) => isCalledRight) ? 1 : 0;
