import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

/**
 * The property step of action.yml, as a job runs it: in a repository of somebody's, with vitest of its own.
 */
const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'warizan-action-'));
afterAll(() => rmSync(folder, { recursive: true }));
symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
writeFileSync(join(folder, 'package.json'), '{"type": "module"}');

function runStep(files: string) {
  const summary = join(folder, 'summary.md');
  writeFileSync(summary, '');
  // A job does not run inside another vitest.
  const inherited = Object.entries(process.env).filter(([name]) => !/^VITEST|^NODE_OPTIONS$/.test(name));
  const env = {
    ...Object.fromEntries(inherited),
    ...{
      INPUT_PROPERTIES: files,
      INPUT_JUNIT: 'junit.xml',
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_OUTPUT: join(folder, 'output'),
    },
  };
  const { status } = spawnSync('bash', [join(root, 'scripts', 'action-properties.sh')], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  // Vitest writes counts of its own before it.
  return { status, summary: readFileSync(summary, 'utf8').replace(/^[^]*(?=## Properties\n)/, '') };
}

writeFileSync(
  join(folder, 'laws.test.js'),
  `import fc from 'fast-check';
import { expect, test } from 'vitest';
test('small numbers <b>are</b> \`few\` [x](http://x) # @all', () =>
  fc.assert(fc.property(fc.integer({ min: 0, max: 1000 }), (n) => n < 17), { seed: 1 }));
test('says what it likes', () => {
  throw new Error('\`\`\`\\n<script>alert(1)</script>\\n# a heading\\n\`\`\`\`\\n\\u001b[31mred\\u001b[0m\\u202e\\u200b\\u0085');
});
test('holds', () => expect(1).toBe(1));
`,
);
writeFileSync(join(folder, 'broken.test.js'), 'import "./nowhere.js";\n');
writeFileSync(join(folder, 'good.test.js'), `import { test } from 'vitest';\ntest('holds', () => undefined);\n`);

/** What is outside every fence. */
function outsideFences(markdown: string): string {
  let fence: string | null = null;
  return markdown
    .split('\n')
    .filter((line) => {
      const found = /^(`{3,})(text)?$/.exec(line)?.[1];
      if (fence === null && found !== undefined) fence = found;
      else if (fence !== null && line === fence) fence = null;
      else return fence === null;
      return false;
    })
    .join('\n');
}

test('each property that failed is in the job summary with its message, and nothing in it acts', () => {
  const { status, summary } = runStep('laws.test.js');
  expect(status).toBe(1);
  expect(summary).toContain('2 failed, 1 hold.');
  expect(summary).toMatch(/Counterexample: \[17\]/);
  expect(summary).toMatch(/seed: 1, path: "/);
  expect(summary).toMatch(/`{5}text\n[^]*# a heading\n````\nred���\n`{5}\n/);
  expect(summary).not.toContain('\u001b');
  const outside = outsideFences(summary);
  expect(outside).not.toMatch(/<script|<b>|\[x\]|@all|Counterexample|a heading/);
  expect(outside.match(/^#+ /gm)).toEqual(['## ', '### ', '### ']);
  expect(readFileSync(join(folder, 'junit.xml'), 'utf8')).toContain('failures="2"');
});

test('a file that cannot be run is a failure with its message', () => {
  const { status, summary } = runStep('broken.test.js');
  expect(status).toBe(1);
  expect(summary).toContain('1 failed, 0 hold.');
  expect(summary).toMatch(/nowhere\.js/);
});

test('a suite that holds says so', () => {
  const { status, summary } = runStep('good.test.js');
  expect([status, summary.trim()]).toEqual([0, '## Properties\n\nAll 1 hold.']);
});
