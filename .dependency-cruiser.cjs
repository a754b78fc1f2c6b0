/**
 * The table of rooms (docs/architecture.md) as rules: what each room may import, types included. Imports run one way.
 */
const core = ['units', 'random', 'numeric', 'base'];
const rooms = {
  base: [],
  wasm: [],
  numeric: ['base'],
  random: ['numeric', 'wasm', 'base'],
  units: ['numeric', 'base'],
  training: core,
  compile: ['numeric', 'wasm', 'base'],
  statistics: ['numeric', 'base'],
  gradcheck: ['numeric', 'base'],
  study: ['statistics', 'random', 'numeric', 'base'],
  experiments: ['catalogue', 'plugins', 'report', 'study', 'training', 'compile', 'statistics', ...core],
  report: ['statistics', 'study/grid-name', 'study/setting-fields', 'study/tables', 'numeric', 'base'],
  testing: ['study', 'training', 'gradcheck', 'statistics', ...core],
  // What a plugin imports of the package is the running program, so its loader can reach all that is exported.
  plugins: ['catalogue', 'index', 'studies', 'testing', 'study', 'training', ...core],
  // What workers of a queue load and run is their own.
  queue: ['workshop', 'plugins', 'study', ...core],
};

const roomRules = Object.entries(rooms).map(([room, allowed]) => ({
  name: `${room}-imports`,
  comment: `src/${room} may import: ${allowed.join(', ') || 'nothing'}`,
  severity: 'error',
  from: { path: `^src/${room}/`, pathNot: '\\.test\\.ts$' },
  to: { path: '^src/', pathNot: `^src/(${[room, ...allowed].join('|')})(/|\\.ts$)` },
}));

module.exports = {
  forbidden: [
    ...roomRules,
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      // The loader of plugins imports the package's own exports when a plugin asks for them.
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } },
    },
    {
      name: 'no-orphan-room',
      comment: 'every folder under src/ is a room with a rule here, or the command line',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: `^src/(${[...Object.keys(rooms), 'cli'].join('|')}|index\\.ts|catalogue\\.ts|studies\\.ts|workshop\\.ts|worker(-thread)?\\.c?ts|[\\w-]+\\.test\\.ts)`,
      },
      to: {},
    },
    {
      name: 'core-is-pure',
      comment: 'no clock, file or process in the core',
      severity: 'error',
      from: {
        path: '^src/(base|wasm|numeric|random|units|training|compile|statistics|gradcheck)/',
        pathNot: '\\.test\\.ts$',
      },
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
