import tseslint from 'typescript-eslint';
import { oneWayOutRule } from './scripts/lint/one-way-out.js';
import { registeredNamesRule } from './scripts/lint/registered-names.js';

export default tseslint.config(
  { ignores: ['dist/', 'build/', 'reports/', 'coverage/', '.stryker-tmp/', 'examples/', 'templates/', '**/*.cjs'] },
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // A one-line expression body that returns nothing is how a callback reads best here.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      eqeqeq: 'error',
      // Prose at 110 columns, code as prettier breaks it.
      'max-len': [
        'error',
        {
          code: 120,
          comments: 110,
          // A row of a table, and a rule that is switched off with its reason, stand on one line.
          ignorePattern: '^ *\\* \\||eslint-disable',
          ignoreUrls: true,
          ignoreStrings: true,
          ignoreTemplateLiterals: true,
          ignoreRegExpLiterals: true,
        },
      ],
    },
  },
  {
    // The core is pure (design.md, Rooms): no clock, no file, no ambient randomness, no console.
    files: ['src/{base,wasm,numeric,random,units,training,compile,statistics,gradcheck}/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-console': 'error',
      'no-restricted-globals': ['error', 'process', 'setTimeout', 'performance', 'fetch'],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Randomness is an argument: take an Rng.' },
        { object: 'Date', property: 'now', message: 'The core has no clock.' },
      ],
      'no-restricted-imports': ['error', { patterns: ['node:*', 'fs', 'path'] }],
    },
  },
  {
    // Conditions are values (design.md): nothing in the core turns on one, it asks `select`.
    files: ['src/{units,training}/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: { '@typescript-eslint/strict-boolean-expressions': 'error' },
  },
  {
    // No closed sets (design.md). No entry's name stands outside of it.
    files: ['src/**/*.ts'],
    ignores: ['**/*.test.ts'],
    plugins: { warizan: { rules: { 'registered-names': registeredNamesRule } } },
    rules: { 'warizan/registered-names': 'error' },
  },
  {
    // One way out: what is printed goes through `say.ts`. What a user's code writes to standard output is
    // sent to standard error by `keep-stdout.ts`, as it is: code is not hostile.
    files: ['src/**/*.ts'],
    ignores: ['**/*.test.ts', 'src/cli/say.ts', 'src/testing/warn.ts', 'src/study/keep-stdout.ts'],
    plugins: { printing: { rules: { 'one-way-out': oneWayOutRule } } },
    rules: { 'printing/one-way-out': 'error' },
  },
  {
    // The same bytes on every engine: ECMAScript leaves the last bits of most of Math and of `**` to the
    // engine, orderings and texts by locale too. Whole powers of two written as literals, and powers of
    // bigints, are exact on each. What is drawn is rounded to hundredths of a pixel; the black boxes stand
    // for models of users.
    files: ['src/**/*.ts'],
    ignores: ['**/*.test.ts', 'src/**/*-figure.ts', 'src/testing/black-boxes/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            "BinaryExpression[operator='**']:not([left.bigint]):not([left.value=2][right.raw=/^\\d+$/]):not([left.value=2][right.operator='-'][right.argument.raw=/^\\d+$/])",
          message: 'Take pow or square of numeric/elementary: the last bits of ** differ from engine to engine.',
        },
        { selector: "AssignmentExpression[operator='**=']", message: 'Take pow of numeric/elementary.' },
        {
          selector:
            "MemberExpression[object.name='Math']:not([property.name=/^(abs|sqrt|floor|ceil|trunc|round|sign|min|max|fround|imul|clz32|PI|E|LN2|LN10|LOG2E|LOG10E|SQRT2|SQRT1_2)$/])",
          message: 'Take it of numeric/elementary: its last bits differ from engine to engine.',
        },
        { selector: "VariableDeclarator[init.name='Math']", message: 'Name each: Math.abs, Math.sqrt.' },
        {
          selector: 'MemberExpression[property.name=/^(localeCompare|toLocale\\w+)$/]',
          message:
            "Orderings and texts by locale are the engine's: compare by <, group digits by base/group-digits.ts.",
        },
        {
          selector: "MemberExpression[object.name='Intl']:not([property.name='Segmenter'])",
          message: "What Intl says is the engine's. (What a reader sees as one character is asked for display only.)",
        },
      ],
    },
  },
  {
    files: ['*.config.js', '*.config.ts', 'scripts/**/*.js', 'scripts/**/*.mjs'],
    extends: [tseslint.configs.disableTypeChecked],
  },
);
