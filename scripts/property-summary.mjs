/**
 * Appends to the summary of a GitHub job what failed in a property suite: `node property-summary.mjs
 * RESULTS.json`, vitest's JSON. Each failure with its message, which for a property has the counterexample
 * and how to replay it. Messages hold what tests were given, so nothing in them is Markdown here.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';

/** A summary may hold 1 MiB. */
const mostFailures = 25;
const longestMessage = 8000;

const [file] = process.argv.slice(2);
const target = process.env.GITHUB_STEP_SUMMARY ?? '';
if (target !== '') appendFileSync(target, `${summary(read(file))}\n`);

function read(path) {
  if (path === undefined || !existsSync(path)) return null;
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

function summary(results) {
  if (results === null) return '## Properties\n\nThe suite left no results: it ended before its first test.\n';
  const files = results.testResults ?? [];
  const failures = files.flatMap(failuresOf);
  const passed = results.numPassedTests ?? 0;
  const shown = failures.slice(0, mostFailures);
  const left = failures.length - shown.length;
  return [
    '## Properties',
    failures.length === 0 ? `All ${passed} hold.` : `${failures.length} failed, ${passed} hold.`,
    ...shown.map(({ name, message }) => `### ${plain(name)}\n\n${fenced(message)}`),
    ...(left > 0 ? [`${left} more failed: the JUnit file has them all.`] : []),
  ]
    .map((block) => `${block}\n`)
    .join('\n');
}

/** The tests of a file that failed; the file itself where it could not be run. */
function failuresOf({ name, status, message, assertionResults = [] }) {
  const failed = assertionResults
    .filter((test) => test.status === 'failed')
    .map((test) => ({ name: test.fullName, message: (test.failureMessages ?? []).join('\n\n') }));
  const isFileItself = status === 'failed' && failed.length === 0;
  return isFileItself ? [{ name: relative(name), message: message ?? '' }] : failed;
}

function relative(path) {
  return path.startsWith(`${process.cwd()}/`) ? path.slice(process.cwd().length + 1) : path;
}

/** Text that Markdown shows as it is, on one line. */
function plain(text) {
  return harmless(text)
    .replace(/\s+/g, ' ')
    .slice(0, 300)
    .replace(/[&<>`*_[\]|~\\#@$:!+=.)(-]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/**
 * Text in a fence that is longer than any run of backticks in it; without the calls that led to a failure,
 * which the log has.
 */
function fenced(text) {
  const lines = harmless(text)
    .split(/\r\n|\r|\n/)
    .filter((line) => !/^\s+at .*(\d+:\d+|<anonymous>)\)?$/.test(line));
  const whole = lines.join('\n').trim();
  const shown =
    whole.length > longestMessage ? `${whole.slice(0, longestMessage)}\n… (${whole.length} characters)` : whole;
  const fence = '`'.repeat(Math.max(3, ...(shown.match(/`+/g) ?? []).map((run) => run.length + 1)));
  return `${fence}text\n${shown === '' ? '(no message)' : shown}\n${fence}`;
}

/** Without colours, control characters, marks that turn the direction of text and what nobody sees. */
function harmless(text) {
  return text
    .replace(/\u001b\[[\d;]*[A-Za-z]/g, '')
    .replace(/(?![\t\n\r])[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\u2028\u2029\ufff9-\ufffb\ufffe\uffff]/gu, '�');
}
