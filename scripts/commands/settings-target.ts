import { unknownWord } from '../system/unknown-word.ts'
import { UserError } from '../system/user-error.ts'

/** Whose settings there are, each with what they are. */
export const settingsTargets = {
  richie: "for Richie's settings.py",
  openedx: "for an Open edX's settings module, or its YAML file",
  tutor: 'a Tutor plugin',
  'openedx-docker': 'environment variables of the FUN images',
  nginx: 'server blocks of an nginx of your own',
} as const

export type SettingsTarget = keyof typeof settingsTargets

/** The target that a person typed. */
export function requireTarget(word: string | undefined): SettingsTarget {
  const known = Object.keys(settingsTargets) as SettingsTarget[]
  const target = known.find((one) => one === word)
  if (target !== undefined) return target
  if (word !== undefined) throw unknownWord('target', word, known)
  const rows = Object.entries(settingsTargets).map(
    ([name, what]) => `bin/campus settings ${name.padEnd(16)}${what}`,
  )
  throw new UserError('Whose settings?', { id: 'command-line', exitCode: 2, hint: rows.join('\n') })
}
