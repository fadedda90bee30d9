/** One fact as each release has it. */
export type Row<T> = readonly [dogwood: T, hawthorn: T, teak: T]

type Rows = Readonly<Record<string, Row<unknown>>>

/** The facts of one release: what the code reads. */
export type Column<R extends Rows> = { readonly [Fact in keyof R]: R[Fact][number] }

/** The releases that the mock imitates, oldest first: the order of the columns. Two more are read as one of them. */
export const releases = ['dogwood', 'hawthorn', 'teak'] as const

export type ReleaseName = (typeof releases)[number]

/** Cuts one release's column out of a table. */
export function columnOf<R extends Rows>(table: R, release: ReleaseName): Column<R> {
  const place = releases.indexOf(release)
  return Object.fromEntries(Object.entries(table).map(([fact, row]) => [fact, row[place]])) as Column<R>
}
