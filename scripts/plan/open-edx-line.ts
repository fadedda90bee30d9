import type { OpenEdxSetting } from './open-edx-rules.ts'
import { pythonLiteral } from './python.ts'

/** A setting as Python of Open edX's settings, its old releases' Python 2 too. */
export function openEdxLine({ kind, name, value }: OpenEdxSetting): string {
  const literal = pythonLiteral(value)
  if (kind === 'feature') return `FEATURES["${name}"] = ${literal}`
  // Some releases define it only where a feature was on before, some as a tuple.
  if (kind === 'list') return `${name} = list(globals().get("${name}", ())) + ${literal}`
  return `${name} = ${literal}`
}
