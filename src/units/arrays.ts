/** The rows of an array that begins at `from` in θ. @returns rows × columns */
export function rowsOf<T>(theta: readonly T[], from: number, rows: number, columns: number): T[][] {
  return Array.from({ length: rows }, (_, r) => theta.slice(from + r * columns, from + (r + 1) * columns));
}

/** The columns of an array that begins at `from` in θ. @returns columns × rows */
export function columnsOf<T>(theta: readonly T[], from: number, rows: number, columns: number): T[][] {
  return Array.from({ length: columns }, (_, c) =>
    Array.from({ length: rows }, (__, r) => theta[from + r * columns + c]),
  );
}
