import fc from 'fast-check';

/** Texts that acted, broke or were lost somewhere: one of each kind, and a grapheme of any language. */
export const hostileText = fc.oneof(
  fc.constantFrom(
    ...['', ' ', '\t', 'constructor', '__proto__', 'toString', 'hasOwnProperty', 'length', 'a.b', 'a[0]', 'a\\.b'],
    ...['::add-mask::x', '::set-output name=a::b', '##[error]x', '\n::error::x', '\u001B[31mred', '\u0000', '\u009B2J'],
    ...['\u202Etxt.exe', '\u2066a', '\u200B=1+1', '<script>alert(1)</script>', '</pre><img src=x onerror=alert(1)>'],
    ...[
      '=1+1',
      '+1',
      '-1',
      '@SUM(A1)',
      '\r=1',
      "'",
      '"',
      '""',
      ',',
      'a,b',
      'a\nb',
      'a\r\nb',
      '`x`',
      '| a |',
      '[a](http://b)',
    ],
    ...[
      '..',
      '.',
      '../token',
      '/etc/passwd',
      '/dev/zero',
      '/dev/null',
      './a',
      '~',
      '-',
      '--',
      '--help',
      '-x',
      'CON',
      'a/b',
    ],
    ...['NaN', 'Infinity', '-0', '1e400', '0x10', '1_000', '1,000', '٣', 'null', 'true', '%s', '${x}', '{{x}}'],
    ...['x'.repeat(300), 'é'.repeat(130), 'e\u0301', '👩‍👩‍👧', '\uD800', '\uFEFFa', '\uFFFE'],
  ),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.string({ unit: 'binary', maxLength: 8 }),
);

/** Numbers at the edges of what is a count, a seed, a rate. */
export const hostileNumber = fc.constantFrom(
  ...[0, -0, -1, 1, 2, 3, 0.5, 0.1, 1e-300, 5e-324, 1e21, 1e308, -1e308],
  ...[2 ** 31, 2 ** 32, 2 ** 53, 2 ** 53 - 1, 1e6 + 0.5],
);

/** A value of JSON in the place of another. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  hostileNumber,
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    [],
    {},
    [[]],
    [null],
    { name: 'x' },
    { kind: 'sgd' },
    { extends: 'exact' },
  ),
  fc.jsonValue({ maxDepth: 2 }),
);
