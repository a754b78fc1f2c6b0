/**
 * What is printed goes through `src/cli/say.ts`, which lets nothing act on a terminal or on the runner of a
 * CI job: nobody else writes to standard output or standard error. What of them is read, a terminal's width
 * say, and who listens to their errors is not this rule's.
 */
const streams = new Set(['stdout', 'stderr']);
const writers = new Set(['write', 'writeSync', 'writev', 'appendFileSync', 'writeFileSync', 'createWriteStream']);
const descriptors = new Set([1, 2, '/dev/stdout', '/dev/stderr', '/dev/tty', '/proc/self/fd/1', '/proc/self/fd/2']);

function nameOf({ property, computed }) {
  return computed ? property.value : property.name;
}

/** Whether an expression is a stream of this process: `process.stdout`, `globalThis.process['stderr']`. */
function isStream(node) {
  return node.type === 'MemberExpression' && streams.has(nameOf(node)) && isProcess(node.object);
}

function isProcess(node) {
  if (node.type === 'Identifier') return node.name === 'process';
  return node.type === 'MemberExpression' && nameOf(node) === 'process';
}

export const oneWayOutRule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { another: 'What is printed goes through src/cli/say.ts, so that nothing in it acts.' },
  },
  create(context) {
    const report = (node) => context.report({ node, messageId: 'another' });
    return {
      'Identifier[name="console"]'(node) {
        if (node.parent.type !== 'MemberExpression' || node.parent.object === node) report(node);
      },
      MemberExpression(node) {
        const { parent } = node;
        if (!isStream(node)) return;
        // Handing the stream on, or writing to it; asking it something is another matter.
        const asks = parent.type === 'MemberExpression' && parent.object === node && !writers.has(nameOf(parent));
        if (!asks || nameOf(parent) === 'pipe' || nameOf(parent) === 'end') report(node);
      },
      VariableDeclarator({ id, init }) {
        if (id.type !== 'ObjectPattern' || init === null || !isProcess(init)) return;
        for (const { key } of id.properties) if (key !== undefined && streams.has(key.name ?? key.value)) report(key);
      },
      CallExpression({ callee, arguments: [first] }) {
        const name = callee.type === 'MemberExpression' ? nameOf(callee) : callee.name;
        if (writers.has(name) && first?.type === 'Literal' && descriptors.has(first.value)) report(first);
      },
    };
  },
};
