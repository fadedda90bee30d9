import type { Figure } from './figure.ts'

/** The figures as plain text in columns. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map(({ what, value, limit, isWithin }) => [
    what,
    value,
    limit,
    isWithin === undefined ? '' : isWithin ? 'yes' : 'NO',
  ])
  const all = [['what', 'measured', 'limit', 'within'], ...rows]
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
