import { withoutPath } from './merge.ts'
import { mergeOver, unnamedSourceFaults } from './over-base.ts'
import { type Problem, type SpecFault, type SpecPath, formatPath } from './problem.ts'
import { specFaults } from './rules.ts'
import { schemaFaults } from './schema-faults.ts'
import { type Environment, environmentSchema } from './schema.ts'
import { type Source, parseSource } from './source.ts'

export type SpecText = { readonly file: string; readonly text: string }

export type LoadedSpec = {
  /** The spec with defaults; where there are problems, what is left without the wrong values. */
  readonly environment: Environment
  /** Everything wrong at once, base file first, in the order of the lines. */
  readonly problems: readonly Problem[]
  /** Adds faults of a later stage, with their place in the files, sorted in. */
  withFaults(faults: readonly SpecFault[]): readonly Problem[]
}

/** YAML text -> Environment and problems. The local spec, if any, is merged over the base. */
export function loadEnvironment(base: SpecText, local?: SpecText): LoadedSpec {
  const sources = [base, ...(local ? [local] : [])].map(({ file, text }) => parseSource(file, text))
  const unreadable = sources.flatMap((source) => source.problems)
  const data = sources.reduce<unknown>((below, source) => mergeOver(...namedLmses(below, source.data)), {})
  const schema = salvage(unreadable.length > 0 ? {} : data)
  const rules = [
    ...specFaults(schema.environment),
    ...unnamedSourceFaults(sources.map((source) => source.data)),
  ]
  // Later stages compile and compare values: they get none that a rule has refused.
  const environment =
    rules.length === 0 ? schema.environment : salvage(withoutPaths(schema.data, rules)).environment
  const withFaults = (more: readonly SpecFault[]): readonly Problem[] => {
    const known = [...schema.faults, ...rules]
    const faults = [...known, ...more].filter((fault) => !isFollower(fault, schema.faults))
    return sortByPlace([...unreadable, ...faults.map((fault) => placeFault(fault, sources))], sources)
  }
  return { environment, problems: withFaults([]), withFaults }
}

/**
 * An LMS without a value, unlike other keys, does not count as absent: `lms: { edx: }` names one with every default, and takes away
 * that of the spec below. Returns both specs.
 */
function namedLmses(below: unknown, data: unknown): [unknown, unknown] {
  const lms: unknown = Object(data).lms
  if (typeof lms !== 'object' || lms === null || Array.isArray(lms)) return [below, data]
  const others: object = Object(Object(below).lms)
  const entries = Object.entries(lms)
  const taken = entries.flatMap(([key, spec]) => (spec === null && Object.hasOwn(others, key) ? [key] : []))
  const left = entries.filter(([key]) => !taken.includes(key)).map(([key, spec]) => [key, spec ?? {}])
  const rest = taken.reduce<unknown>((spec, key) => withoutPath(spec, ['lms', key]), below)
  return [rest, { ...(data as object), lms: Object.fromEntries(left) }]
}

/** A rule that fails only because a wrong value had to be left out: inside what it looks at, around it, or one that decides on it. */
function isFollower(fault: SpecFault, known: readonly SpecFault[]): boolean {
  if (known.includes(fault)) return false
  return known.some(
    ({ path }) =>
      isInside(fault.path, path) ||
      (!fault.atKey && isInside(path, fault.path)) ||
      (!fault.atKey && decisive.includes(path.at(-1)) && isInside(fault.path, path.slice(0, -1))),
  )
}

/** Which other keys are allowed depends on these. */
const decisive: readonly (string | number | undefined)[] = ['provider', 'courseLink']

/**
 * Parses what is right even where something is wrong, by leaving the wrong values out, so that the rules which compare
 * several values can be checked in the same run.
 */
function salvage(data: unknown): { environment: Environment; faults: SpecFault[]; data: unknown } {
  const faults: SpecFault[] = []
  let rest = data
  for (;;) {
    const result = environmentSchema.safeParse(rest)
    if (result.success) return { environment: result.data, faults, data: rest }
    const found = schemaFaults(result.error.issues, rest)
    // In a later round a list may be too short, or a map lack a key, only for what was left out.
    const known = [...faults]
    faults.push(...found.filter(({ path }) => !known.some((one) => isNear(path, one.path))))
    const next = withoutPaths(rest, found)
    rest = JSON.stringify(next) === JSON.stringify(rest) ? {} : next
  }
}

function withoutPaths(data: unknown, faults: readonly SpecFault[]): unknown {
  return faults
    .map((fault) => fault.path)
    .toSorted(deepestLastFirst)
    .reduce<unknown>((value, path) => withoutPath(value, path), data)
}

/** List items are taken out from the end, so that the indexes of the others stay right. */
function deepestLastFirst(a: SpecPath, b: SpecPath): number {
  return b.length - a.length || String(b.at(-1)).localeCompare(String(a.at(-1)), 'en', { numeric: true })
}

function isNear(path: SpecPath, other: SpecPath): boolean {
  return isInside(path, other) || isInside(other, path)
}

function isInside(path: SpecPath, parent: SpecPath): boolean {
  return parent.every((part, index) => path[index] === part)
}

/** The local file where it holds the value, else the base; where neither does, the nearest parent. */
function placeFault(fault: SpecFault, sources: readonly Source[]): Problem {
  const source =
    sources.findLast((candidate) => candidate.has(fault.path)) ??
    sources.findLast((candidate) => candidate.has(fault.path.slice(0, -1))) ??
    sources[0]
  if (source === undefined) throw new Error('A spec has at least one file')
  return {
    file: source.file,
    ...source.locate(fault.path, fault.atKey),
    path: formatPath(fault.path),
    message: fault.message,
  }
}

function sortByPlace(problems: readonly Problem[], sources: readonly Source[]): Problem[] {
  const order = (problem: Problem) => sources.findIndex((source) => source.file === problem.file)
  return problems.toSorted((a, b) => order(a) - order(b) || a.line - b.line || a.column - b.column)
}
