import { isOpenEdx, type Lms } from '../plan/lms.ts'
import type { Plan } from '../plan/plan.ts'
import type { Mode } from '../plan/site.ts'

/** Whose settings are printed, and whether with secrets. */
export type SettingsOptions = {
  /** The LMS that the settings are for. */
  readonly lms: Lms
  /** Of Richie's and nginx's settings: only this LMS's part, if --lms was given. */
  readonly onlyLms: boolean
  /** The mode of --mode, if it was given. */
  readonly askedMode?: Mode | undefined
  /** Secret with which the LMS signs course-run synchronisation; null if it must not be printed. */
  readonly syncSecrets: Readonly<Record<string, string>> | null
}

/** The LMSes whose part is printed. */
export function chosenLmses(plan: Plan, { lms, onlyLms }: SettingsOptions): readonly Lms[] {
  return onlyLms ? [lms] : plan.lmses
}

/** The command that printed this: the same LMS, the same mode. */
export function commandOf(target: string, { lms, onlyLms, askedMode }: SettingsOptions): string {
  const words = [
    `bin/campus settings ${target}`,
    ...(onlyLms ? [`--lms ${lms.key}`] : []),
    ...(askedMode === undefined ? [] : [`--mode ${askedMode}`]),
  ]
  return words.join(' ')
}

/** A warning if the sites share no domain, which no setting fixes: printed at the top. */
export function siteWarning({ mode, domain }: Plan, { connection }: Lms): string | null {
  if (!isOpenEdx({ connection })) return null
  const { cookieDomain } = connection.lmsRules
  const host = `.${new URL(connection.baseUrl).hostname}`
  // The parent domain's own host shares its cookies too.
  if (host.endsWith(cookieDomain)) return null
  const why = `Note: ${connection.baseUrl} is not below ${cookieDomain.slice(1)}, Richie's parent domain${mode === 'http' ? ' over http' : ''}. They cannot share cookies, so enrolling from Richie's page fails, whatever is set here`
  if (mode === 'tls') return `${why}: give both names one parent (domain and host in environment.yaml).`
  return host.endsWith(`.${domain}`)
    ? `${why}. Over https both are below ${domain}: print this with --mode tls.`
    : `${why}: give both names one parent (domain and host in environment.yaml), and print this with --mode tls.`
}

/** Text as a comment of Python, YAML, nginx or an environment file, in lines of at most 80 columns. Indented lines are for pasting: they stay whole. */
export function comment(text: string): string {
  return text
    .split('\n')
    .flatMap((line) => (line.startsWith(' ') ? [line] : breakLine(line)))
    .map((line) => `# ${line}`.trimEnd())
    .join('\n')
}

/** Lines commented out as they are, to be uncommented by the user. */
export function commentOut(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `# ${line}`.trimEnd())
    .join('\n')
}

/** A text in lines that fit 80 columns as a comment. */
export function breakLine(text: string): readonly string[] {
  const lines = ['']
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? ''
    if (last !== '' && last.length + word.length + 1 > 78) lines.push(word)
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`
  }
  return lines
}
