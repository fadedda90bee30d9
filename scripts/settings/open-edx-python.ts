import { comment } from './comment.ts'
import type { OpenEdxSetting } from './open-edx-rules.ts'
import { pythonLiteral } from './python.ts'

/** Settings as Django settings of Open edX, its old releases' Python 2 too; each with its reason above it. */
export function openEdxPython(settings: readonly OpenEdxSetting[]): string {
  return settings.map((setting) => `${comment(setting.why)}\n${assignment(setting)}`).join('\n\n')
}

function assignment({ kind, name, value }: OpenEdxSetting): string {
  const literal = pythonLiteral(value)
  if (kind === 'feature') return `FEATURES["${name}"] = ${literal}`
  // Some releases define it only where a feature was on before, some as a tuple.
  if (kind === 'list') return `${name} = list(globals().get("${name}", ())) + ${literal}`
  return `${name} = ${literal}`
}
