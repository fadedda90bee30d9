import { isOpenEdx } from '../plan/plan.ts'
import type { Lms, Plan } from '../plan/plan.ts'

/** Whose settings are printed, and whether with secrets. */
export type SettingsOptions = {
  /** The LMS that the settings are for. */
  readonly lms: Lms
  /** Of Richie's and nginx's settings: only this LMS's part, where a person asked for one. */
  readonly onlyLms: boolean
  /** Secret with which the LMS signs course-run synchronisation; null where it is not to be printed. */
  readonly syncSecrets: Readonly<Record<string, string>> | null
}

/** The LMSes whose part is printed. */
export function chosenLmses(plan: Plan, { lms, onlyLms }: SettingsOptions): readonly Lms[] {
  return onlyLms ? [lms] : plan.lmses
}

/** The command that printed this, for the same LMS. */
export function commandOf(target: string, { lms, onlyLms }: SettingsOptions): string {
  return `bin/campus settings ${target}${onlyLms ? ` --lms ${lms.key}` : ''}`
}

/** What the sites need of each other, whatever is set: said at the top, since no setting mends it. */
export function siteWarning({ connection }: Lms): string | null {
  if (!isOpenEdx({ connection })) return null
  const { cookieDomain } = connection.lmsRules
  // The parent domain's own host shares its cookies too.
  if (`.${new URL(connection.baseUrl).hostname}`.endsWith(cookieDomain)) return null
  return `Note: ${connection.baseUrl} is not below ${cookieDomain.slice(1)}, Richie's parent domain. No cookie can be shared then, and enrolling from Richie's page fails whatever is set here: give both names one parent (domain and host in environment.yaml).`
}
