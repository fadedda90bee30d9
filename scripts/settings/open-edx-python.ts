import { openEdxLine } from '../plan/open-edx-line.ts'
import type { OpenEdxSetting } from '../plan/open-edx-rules.ts'
import { comment } from './comment.ts'

/** Settings as Django settings of Open edX; each with its reason above it. */
export function openEdxPython(settings: readonly OpenEdxSetting[]): string {
  return settings.map((setting) => `${comment(setting.why)}\n${openEdxLine(setting)}`).join('\n\n')
}
