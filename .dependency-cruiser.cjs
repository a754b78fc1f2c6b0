/**
 * The table of rooms (design.md) as rules: what each room may import. Imports run one way; a room may also import what its own
 * rooms may import (training uses the Numeric context that network is written over).
 */
const rooms = {
  numeric: [],
  random: [],
  network: ['numeric'],
  training: ['network', 'random', 'numeric'],
  // Beyond types, only the layout of weights: the kernel shares no arithmetic with the core it is compared with.
  kernel: ['network/weights'],
  analysis: ['network', 'numeric', 'random'],
  study: ['training', 'kernel', 'analysis', 'network', 'random', 'numeric'],
  // Beyond types, only how settings differ: tables and terminal name them as a description does.
  report: ['analysis', 'network', 'study/setting-fields', 'study/grid-name', 'study/json-object'],
  testing: ['network', 'analysis', 'numeric', 'random', 'training'],
};

/** Rooms of which only the types may be imported. */
const typesOnly = {
  kernel: ['network', 'training', 'random'],
  report: ['study', 'random'],
};

const roomRules = Object.entries(rooms).flatMap(([room, allowed]) => {
  const types = typesOnly[room] ?? [];
  const pattern = (names) => `^src/(${names.join('|')})(/|\\.ts$)`;
  const rules = [
    {
      name: `${room}-imports`,
      comment: `src/${room} may import: ${[...allowed, ...types.map((t) => `types of ${t}`)].join(', ') || 'nothing'}`,
      severity: 'error',
      from: { path: `^src/${room}/`, pathNot: '\\.test\\.ts$' },
      to: { path: '^src/', pathNot: pattern([room, ...allowed, ...types]) },
    },
  ];
  if (types.length > 0) {
    rules.push({
      name: `${room}-types-only`,
      comment: `src/${room} may import only types of ${types.join(', ')}`,
      severity: 'error',
      from: { path: `^src/${room}/`, pathNot: '\\.test\\.ts$' },
      to: {
        path: pattern(types),
        ...(allowed.length > 0 ? { pathNot: pattern(allowed) } : {}),
        dependencyTypesNot: ['type-only'],
      },
    });
  }
  return rules;
});

module.exports = {
  forbidden: [
    ...roomRules,
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphan-room',
      comment: 'every folder under src/ is a room with a rule here, or the command line',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/(${[...Object.keys(rooms), 'cli'].join('|')}|index\\.ts)` },
      to: {},
    },
    {
      name: 'core-is-pure',
      comment: 'no clock, file or process in the core',
      severity: 'error',
      from: { path: '^src/(numeric|random|network|training|kernel|analysis)/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-dev-dependencies-in-src',
      comment: 'but for what the build puts into dist (scripts/bundle-dependencies.mjs, scripts/bundle.mjs)',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.test\\.ts$|^src/report/(vega|pdf)-runtime\\.ts$' },
      to: {
        pathNot: '^node_modules/(@stdlib|yaml|simple-statistics)/',
        dependencyTypes: ['npm-dev', 'npm-no-pkg'],
        dependencyTypesNot: ['npm-peer', 'npm-optional', 'type-only'],
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
