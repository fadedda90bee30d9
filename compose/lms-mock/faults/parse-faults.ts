import { findFault, type FaultKind } from './catalogue.ts'

/** Faults by name with their parameters, or what is wrong with the first part that can't be understood. */
export type ParsedFaults = { readonly faults: ReadonlyMap<string, string> } | { readonly problem: string }

/** Reads `slow=300, session-expired`: a header's value, or an argument of the command. A text with commas goes alone. */
export function parseFaults(text: string): ParsedFaults {
  return parseFaultList(text.split(','))
}

/** Reads faults that are already apart, each `name` or `name=parameter`; empty parts are nothing. */
export function parseFaultList(parts: readonly string[]): ParsedFaults {
  const faults = new Map<string, string>()
  for (const part of parts.map((each) => each.trim()).filter((each) => each !== '')) {
    const [, name = '', parameter] = /^([^=]*)(?:=(.*))?$/s.exec(part) ?? []
    const kind = findFault(name.trim())
    const problem = problemOf(kind, name.trim(), parameter?.trim())
    if (problem !== undefined || kind === undefined) return { problem: problem ?? '' }
    faults.set(kind.name, parameter?.trim() || (kind.parameter?.default ?? ''))
  }
  return { faults }
}

function problemOf(
  kind: FaultKind | undefined,
  name: string,
  parameter: string | undefined,
): string | undefined {
  if (kind === undefined) return `There is no fault "${name.slice(0, 80)}".`
  if (parameter === undefined || parameter === '') return undefined
  if (kind.parameter === undefined) return `The fault "${name}" takes no parameter.`
  const { highest, name: meaning } = kind.parameter
  const isFine = highest === undefined || (/^\d{1,9}$/.test(parameter) && Number(parameter) <= highest)
  return isFine
    ? undefined
    : `Expected ${name}=<${meaning}> to be a whole number up to ${highest}, got "${parameter.slice(0, 80)}".`
}
