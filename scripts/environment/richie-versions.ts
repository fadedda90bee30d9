/** The oldest Richie that runs here: those before it need Django 3, which does not know the Python of Debian 12. */
export const oldestRichie = '2.26.0'

/** The newest Richie that is tested, and the default of the spec. */
export const newestRichie = '3.5.1'

/** Those that an end-to-end test starts from nothing, and enrols in. docs/reference/richie-versions.md tells of the others. */
export const testedRichies = ['2.34.0', newestRichie] as const

/** Why a Richie of this version can't run here, if it can't. Newer ones than the newest tested are let through. */
export function richieVersionFault(version: string): string | undefined {
  if (compare(version, oldestRichie) >= 0) return undefined
  return `Richie ${oldestRichie} and later run here (Django 4.2), got ${version}`
}

/** By the three numbers: what follows them, as in 3.6.0rc1, makes no difference here. */
function compare(a: string, b: string): number {
  const [ours, theirs] = [numbers(a), numbers(b)]
  const index = ours.findIndex((part, place) => part !== theirs[place])
  return index === -1 ? 0 : (ours[index] ?? 0) - (theirs[index] ?? 0)
}

function numbers(version: string): readonly number[] {
  return (/^\d+\.\d+\.\d+/.exec(version)?.[0] ?? '').split('.').map(Number)
}
