import { unknownWord } from '../system/unknown-word.ts'
import { UserError } from '../system/user-error.ts'

/** The targets, each with what is printed for it. */
export const settingsTargets = {
  richie: "for Richie's settings.py",
  openedx: "for Open edX's settings module, or its YAML file",
  tutor: 'a Tutor plugin',
  'openedx-docker': 'environment variables of the FUN images',
  nginx: 'server blocks of an nginx of your own',
} as const

export type SettingsTarget = keyof typeof settingsTargets

/** The target on the command line. */
export function requireTarget(word: string | undefined): SettingsTarget {
  const known = Object.keys(settingsTargets) as SettingsTarget[]
  const target = known.find((one) => one === word)
  if (target !== undefined) return target
  if (word !== undefined) throw unknownWord('target', word, known)
  const rows = Object.entries(settingsTargets).map(
    ([name, what]) => `bin/campus settings ${name.padEnd(16)}${what}`,
  )
  throw new UserError('Which settings? Choose one:', {
    id: 'command-line',
    exitCode: 2,
    hint: rows.join('\n'),
  })
}
